"""Pages of a draw: for staff, for whoever is on the list, and for everybody."""
