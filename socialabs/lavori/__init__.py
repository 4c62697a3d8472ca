"""Long jobs: state, progress, cancel, result, and a sweeper for what was left behind."""
