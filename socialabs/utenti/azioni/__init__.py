"""Every verb that changes accounts, memberships, invitations and mandates."""
