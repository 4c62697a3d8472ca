"""Sign-ins and changes of credentials go into the register. This is audit: nothing else hangs on these signals."""

from typing import Any

from allauth.account import signals as conto
from allauth.account.authentication import get_authentication_records
from allauth.mfa import signals as fattore
from django.contrib.auth import signals as accesso
from django.dispatch import receiver
from django.http import HttpRequest

from socialabs.base.contesto import Contesto
from socialabs.registro.azioni import registra_evento
from socialabs.utenti.indirizzo import indirizzo_di
from socialabs.utenti.models import Utente


def contesto(request: HttpRequest | None, utente: Utente | None) -> Contesto:
    """The signals come before the request has its context, or outside any request."""
    ctx = getattr(request, "ctx", None)
    if ctx is not None and ctx.utente == utente:
        return ctx
    indirizzo = indirizzo_di(request) if request else None
    richiesta = {"richiesta_id": request.richiesta_id} if hasattr(request, "richiesta_id") else {}
    return Contesto(utente=utente, indirizzo=indirizzo, **richiesta)


def registra(request: HttpRequest | None, verbo: str, utente: Utente | None, **dettagli: Any) -> None:
    registra_evento(
        contesto(request, utente),
        verbo,
        tipo="utenti.utente",
        oggetto_id=getattr(utente, "pk", None),
        dettagli=dettagli,
    )


@receiver(accesso.user_logged_in)
def riuscito(sender: Any, request: HttpRequest, user: Utente, **kwargs: Any) -> None:
    metodi = [r["method"] for r in get_authentication_records(request, user)] if hasattr(request, "session") else []
    registra(request, "accesso.riuscito", user, metodi=metodi)


@receiver(accesso.user_login_failed)
def fallito(sender: Any, credentials: dict, request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Neither the address nor the password typed: what is typed by mistake may be anything."""
    registra(request, "accesso.fallito", None)


@receiver(accesso.user_logged_out)
def uscita(sender: Any, request: HttpRequest, user: Utente | None, **kwargs: Any) -> None:
    if user is not None:
        registra(request, "accesso.uscita", user)


@receiver(fattore.authentication_failed)
def fattore_sbagliato(sender: Any, request: HttpRequest, user: Utente, **kwargs: Any) -> None:
    registra(request, "accesso.secondo_fattore_fallito", user)


@receiver(fattore.authenticator_added)
def fattore_aggiunto(sender: Any, request: HttpRequest, user: Utente, authenticator: Any, **kwargs: Any) -> None:
    registra(request, "secondo_fattore.aggiunto", user, tipo=str(authenticator.type))


@receiver(fattore.authenticator_removed)
def fattore_tolto(sender: Any, request: HttpRequest, user: Utente, authenticator: Any, **kwargs: Any) -> None:
    registra(request, "secondo_fattore.tolto", user, tipo=str(authenticator.type))


@receiver(fattore.authenticator_reset)
def fattore_rinnovato(sender: Any, request: HttpRequest, user: Utente, authenticator: Any, **kwargs: Any) -> None:
    registra(request, "secondo_fattore.rinnovato", user, tipo=str(authenticator.type))


@receiver([conto.password_set, conto.password_changed, conto.password_reset])
def password_cambiata(sender: Any, request: HttpRequest, user: Utente, **kwargs: Any) -> None:
    registra(request, "password.cambiata", user)


@receiver(conto.email_changed)
def indirizzo_cambiato(sender: Any, request: HttpRequest, user: Utente, **kwargs: Any) -> None:
    registra(request, "email.cambiata", user)
