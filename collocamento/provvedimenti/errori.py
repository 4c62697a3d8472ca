class NonAmmesso(Exception):
    """The law, or the procedure, does not allow the act as it is. The message is for the user."""
