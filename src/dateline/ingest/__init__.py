"""Files, folders and streams in: Article or Rejected."""
