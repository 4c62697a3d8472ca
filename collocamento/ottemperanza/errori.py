class NonAmmesso(Exception):
    """The state of things does not allow it now. The message is for the user."""
