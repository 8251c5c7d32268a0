"""Which needs, plans and activities, and how each stands."""
