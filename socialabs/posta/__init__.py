"""Outgoing mail: a row first, in the transaction of what it tells; then the worker sends it."""
