"""What is said of projects, what their records show, and what people feel."""
