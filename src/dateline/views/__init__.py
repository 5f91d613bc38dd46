"""Named SQL with typed rows."""
