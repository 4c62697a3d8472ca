from tests.dichiarazioni.bozze import azienda, bozza, datore


__all__ = ["azienda", "bozza", "datore"]
