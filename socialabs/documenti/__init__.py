"""Issued documents: declared by the apps, numbered without gaps, never changed, verifiable by whoever holds one."""
