"""Pages of opportunities: for anybody, for one person by their private link, and for staff."""
