"""Django's mail backend of the house: what Django and allauth send becomes rows like the rest."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from socialabs.posta.azioni import scrivi


class CodaPosta(BaseEmailBackend):
    """Writes a message for each recipient. Attachments are refused, but for a calendar: the portal sends links."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        with transaction.atomic():
            for email in email_messages:
                self._scrivi(email)
        return len(email_messages)

    def _scrivi(self, email: EmailMessage) -> None:
        calendari = [allegato.content for allegato in email.attachments if allegato.mimetype == "text/calendar"]
        if len(calendari) > 1 or len(calendari) < len(email.attachments):
            raise ValueError("mail attachments are not allowed, but for one calendar")
        alternative = getattr(email, "alternatives", None) or []
        html = next((contenuto for contenuto, tipo in alternative if tipo == "text/html"), "")
        for destinatario in email.recipients():
            scrivi(
                destinatario=destinatario,
                mittente=email.from_email,
                oggetto=" ".join(str(email.subject).split())[:200],
                corpo_testo=email.body,
                corpo_html=html,
                calendario=calendari[0] if calendari else None,
            )
