class NonPossibile(Exception):
    """What is asked cannot be done now; the message is for the user."""
