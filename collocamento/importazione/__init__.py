"""From a delivery to rows: examine each file apart, decide which documents count, write everything at once."""
