"""Pages of what helps people: their own, and for those with whom they share it."""
