"""Private files, encrypted at rest, whose every reading is logged."""
