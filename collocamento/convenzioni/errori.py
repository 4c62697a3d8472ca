"""What the verbs on conventions refuse. Every message is for the user."""


class NonAmmesso(Exception):
    """The requirements or the state of things do not allow it now."""


class NonConsentito(Exception):
    """The role, or the organisation it acts for, does not allow it: for this reader the thing does not exist."""
