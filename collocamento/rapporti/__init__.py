"""Reports on the returns, one module a subject: importing them declares them."""

from collocamento.rapporti import divergenze, esoneri, invii, obblighi, parlamento, posti, scoperture


__all__ = ["divergenze", "esoneri", "invii", "obblighi", "parlamento", "posti", "scoperture"]
