"""What our commands say while they work: on the error stream, so that a command's own output stays clean."""

import sys
from contextlib import suppress


def say(text: str) -> None:
    """Print one message; a terminal that was closed meanwhile is no error."""
    with suppress(OSError):
        print(text, file=sys.stderr, flush=True)
