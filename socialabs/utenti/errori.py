"""Why a verb was refused, in a sentence for who asked."""


class NonPossibile(Exception):
    """The rules of the house do not let this happen now; the message says why and what to do."""
