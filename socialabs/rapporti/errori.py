class GiaApprovata(Exception):
    """Somebody signed this snapshot already: there is one signature, and it stays."""
