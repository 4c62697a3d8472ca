"""The embedded PostgreSQL and Valkey, the virtual environment, and the two commands that use them.

The room stands alone: standard library only at module level, because it runs before anything is installed. For the
same reason its messages are plain Italian sentences and not gettext entries.
"""
