"""What the table's verbs refuse. Every message is for the user."""


class NonAmmesso(Exception):
    """The rules or the state of things do not allow it now."""
