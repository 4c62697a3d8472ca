"""The one exception that a newcomer sees."""


class Guasto(Exception):
    """Something outside the code prevents the command: its text is one Italian sentence, shown without a traceback."""
