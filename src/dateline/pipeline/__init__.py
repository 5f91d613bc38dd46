"""Assembly, settings and runs."""
