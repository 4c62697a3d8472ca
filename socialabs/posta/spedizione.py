"""Hand a message to the real mail server."""

import re
import smtplib
from email.mime.text import MIMEText
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from socialabs.posta.models import Messaggio


SECONDI = 30
NOME_CALENDARIO = "scadenza.ics"
# The methods by which one is invited to something, and told that it is off (RFC 5546); RFC 6047 wants them repeated.
INVITO = re.compile(r"^METHOD:(REQUEST|CANCEL)\r?$", re.MULTILINE)


class NonInviato(Exception):
    """The server did not take the message this time. The text names the kind of fault and no person."""


class NonConsegnabile(Exception):
    """The server refused the message for good."""


def connessione() -> BaseEmailBackend:
    """The backend that settings.POSTA describes (from EMAIL_URL)."""
    posta: dict[str, Any] = settings.POSTA
    return get_connection(
        posta["EMAIL_BACKEND"],
        host=posta["EMAIL_HOST"],
        port=posta["EMAIL_PORT"],
        username=posta["EMAIL_HOST_USER"] or "",
        password=posta["EMAIL_HOST_PASSWORD"] or "",
        use_tls=posta.get("EMAIL_USE_TLS", False),
        use_ssl=posta.get("EMAIL_USE_SSL", False),
        timeout=SECONDI,
    )


def intestazioni(messaggio: Messaggio) -> dict[str, str]:
    """What tells a mail program that no person wrote it, and which message it is however often it arrives."""
    proprie = {"Message-ID": f"<{messaggio.pk}@socialabs>", "Auto-Submitted": "auto-generated"}
    return proprie | ({"List-Id": f"<{messaggio.lista}>"} if messaggio.lista else {})


def _calendario(messaggio: Messaggio) -> MIMEText:
    """The attachment. A mail program offers to accept an invitation only if its content type says what it asks."""
    allegato = MIMEText(messaggio.calendario, "calendar", "utf-8")
    if metodo := INVITO.search(messaggio.calendario):
        allegato.set_param("method", metodo[1])
    allegato.add_header("Content-Disposition", "attachment", filename=messaggio.nome_calendario or NOME_CALENDARIO)
    return allegato


def spedisci(messaggio: Messaggio) -> None:
    """Send. Raises NonConsegnabile for a final refusal, NonInviato for anything that may pass."""
    email = EmailMultiAlternatives(
        messaggio.oggetto,
        messaggio.corpo_testo,
        messaggio.mittente,
        [messaggio.destinatario],
        headers=intestazioni(messaggio),
        connection=connessione(),
    )
    if messaggio.corpo_html:
        email.attach_alternative(messaggio.corpo_html, "text/html")
    if messaggio.calendario:
        email.attach(_calendario(messaggio))
    try:
        email.send()
    except smtplib.SMTPRecipientsRefused as errore:
        codice = next(iter(errore.recipients.values()))[0]
        raise (NonConsegnabile if codice >= 500 else NonInviato)(f"SMTP {codice}") from errore
    except smtplib.SMTPResponseException as errore:
        raise NonInviato(f"SMTP {errore.smtp_code}") from errore
    except (OSError, smtplib.SMTPException) as errore:
        raise NonInviato(type(errore).__name__) from errore
