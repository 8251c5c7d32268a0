"""What people type about opportunities, as values. Nothing here saves."""
