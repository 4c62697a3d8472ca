class NonEmettibile(Exception):
    """A document cannot be issued; the message, for the user, says why."""
