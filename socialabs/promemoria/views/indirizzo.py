"""The secret address of one's calendar: the page that gives and takes it, and the feed that programs fetch."""

import hashlib

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.promemoria import azioni, indirizzi
from socialabs.promemoria.calendario import calendario_di
from socialabs.promemoria.models import IndirizzoCalendario
from socialabs.promemoria.permessi import puo_scegliere
from socialabs.registro.azioni import registra_evento
from socialabs.registro.models import Evento
from socialabs.utenti.indirizzo import indirizzo_di
from socialabs.utenti.limiti import troppe


LETTO = "calendario.letto"
TIPO = "promemoria.indirizzocalendario"
# A program asks every few minutes at most. Those of many people may ask from one network address, as the great
# calendars do: there only the secrets that open nothing are counted.
RICHIESTE, TENTATIVI, SECONDI = 30, 20, 300
UN_GIORNO = 24 * 3600


@require_GET
def indirizzo(request: HttpRequest) -> HttpResponse:
    """Whether there is an address, since when, when it was last read. Not in assistance."""
    if not puo_scegliere(request.ctx):
        raise PermissionDenied
    return _pagina(request)


@never_cache
@require_POST
def nuovo(request: HttpRequest) -> HttpResponse:
    """The answer shows the address: the secret is nowhere else, so there is no page to go to."""
    segreto = azioni.nuovo_indirizzo(request.ctx)
    assoluto = indirizzi.del_calendario(segreto)
    return _pagina(request, assoluto=assoluto, webcal=f"webcal://{assoluto.split('://', 1)[1]}")


@require_POST
def revoca(request: HttpRequest) -> HttpResponse:
    if azioni.revoca_indirizzo(request.ctx):
        messages.success(request, _("Indirizzo revocato: i calendari che lo usavano non si aggiornano più."))
    else:
        messages.info(request, _("Non c'era nessun indirizzo in uso."))
    return redirect("promemoria:indirizzo")


@login_not_required
@require_safe
def calendario_pubblico(request: HttpRequest, segreto: str) -> HttpResponse:
    """The feed, to whoever holds the secret: the digest is looked up, so the time it takes tells nothing of it."""
    trovato = IndirizzoCalendario.objects.che_apre(segreto)
    if trovato is None:
        if troppe(f"calendario:ignoto:{indirizzo_di(request)}", quante=TENTATIVI, secondi=SECONDI):
            return _troppe()
        raise Http404
    if troppe(f"calendario:{trovato.pk}", quante=RICHIESTE, secondi=SECONDI):
        return _troppe()
    _annota(trovato)
    # A program says no language of its reader: theirs is that of the mails.
    with override(settings.LANGUAGE_CODE):
        contenuto = calendario_di(trovato.utente)
    etag = quote_etag(hashlib.sha256(contenuto).hexdigest())
    risposta = HttpResponse(
        contenuto,
        content_type="text/calendar; charset=utf-8",
        headers={
            "Cache-Control": "private, max-age=300",
            "Content-Disposition": 'inline; filename="scadenze.ics"',
            "ETag": etag,
            "X-Robots-Tag": "noindex",
        },
    )
    return get_conditional_response(request, etag=etag, response=risposta)


def _troppe() -> HttpResponse:
    return HttpResponse(status=429, headers={"Retry-After": str(SECONDI)})


def _annota(indirizzo: IndirizzoCalendario) -> None:
    """Remember in the register that it was read, once a day: programs fetch it all day long."""
    if cache.add(f"{LETTO}:{indirizzo.pk}:{oggi().isoformat()}", True, UN_GIORNO):
        registra_evento(Contesto.sistema("calendario"), LETTO, tipo=TIPO, oggetto_id=indirizzo.pk)


def _pagina(request: HttpRequest, **nuovo: str) -> HttpResponse:
    in_uso = IndirizzoCalendario.objects.visible_to(request.ctx).in_uso().first()
    letture = Evento.objects.filter(tipo=TIPO, verbo=LETTO, oggetto_id=in_uso.pk if in_uso else None)
    contesto = {
        "in_uso": in_uso,
        "letto": letture.values_list("quando", flat=True).first(),
        "briciole": [(_("Scadenze"), reverse("promemoria:elenco")), (_("Calendario personale"), "")],
        **nuovo,
    }
    return render(request, "promemoria/indirizzo.html", contesto)
