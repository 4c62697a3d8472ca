from django.utils.translation import gettext as _

from socialabs.lavori.models import Lavoro


class ErroreDelLavoro(Exception):
    """Raised by a job whose failure the user can understand: the message is shown as it is."""


class LavoroGiaInCorso(Exception):
    """A job with the same `chiave_unica` is still open: `lavoro`."""

    def __init__(self, lavoro: Lavoro):
        super().__init__(_("Un lavoro dello stesso tipo è già in corso: attendi che finisca o annullalo."))
        self.lavoro = lavoro


class LavoroAnnullato(BaseException):
    """Somebody asked to stop. Not an Exception: a job that survives a bad file must not survive this."""


class LavoroPerso(BaseException):
    """Another worker holds the job now: this one must stop and leave no trace."""
