"""Alongside: teach co-production, do it together, show what changed."""
