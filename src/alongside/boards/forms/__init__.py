"""Strings to values for boards. Nothing here saves."""
