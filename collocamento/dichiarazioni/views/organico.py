"""The workers of the employer's list into a draft: what would change first, then the copy of those chosen."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from collocamento.dichiarazioni.azioni import organico as azioni
from collocamento.dichiarazioni.azioni.sezioni import NonModificabile
from collocamento.dichiarazioni.dall_organico import Voce
from collocamento.dichiarazioni.models import Dichiarazione
from collocamento.dichiarazioni.views.comuni import compilabile, contesto
from collocamento.enums import CategoriaSoggetto
from collocamento.organico.models import Organico
from socialabs.anagrafica.models import Provincia
from socialabs.base.idempotenza import una_volta_sola


@require_http_methods(["GET", "POST"])
@una_volta_sola
def organico(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who would be added and what corrected; a POST does it to the rows ticked, if nothing has changed since."""
    sua = compilabile(request, pk)
    if not sua.modificabile:
        messages.error(request, _("La dichiarazione non è più una bozza: riaprila per modificarla."))
        return redirect("dichiarazioni:dichiarazione", sua.pk)
    tenuto = azioni.organico_di(sua, request.ctx)
    if tenuto is None:
        return _pagina(request, sua, None)
    return _copia(request, sua, tenuto) if request.method == "POST" else _pagina(request, sua, tenuto)


def _copia(request: HttpRequest, sua: Dichiarazione, tenuto: Organico) -> HttpResponse:
    try:
        aggiunti, corretti = azioni.copia(
            dichiarazione=sua,
            organico=tenuto,
            scelte=_scelte(request),
            impronta=request.POST.get("impronta", ""),
            ctx=request.ctx,
        )
    except azioni.PianoCambiato:
        return _pagina(request, sua, tenuto, cambiato=True, status=409)
    except NonModificabile:
        messages.error(request, _("La dichiarazione non è più una bozza: riaprila per modificarla."))
        return redirect("dichiarazioni:dichiarazione", sua.pk)
    if not aggiunti and not corretti:
        messages.info(request, _("Nessuna riga scelta: la bozza è rimasta com'era."))
        return redirect("dichiarazioni:organico", sua.pk)
    messages.success(request, _fatto(aggiunti, corretti))
    return redirect("dichiarazioni:dichiarazione", sua.pk)


def _scelte(request: HttpRequest) -> set[uuid.UUID]:
    """The rows ticked; what is no identifier names nobody."""
    scelte = set()
    for testo in request.POST.getlist("riga"):
        try:
            scelte.add(uuid.UUID(testo))
        except ValueError:
            continue
    return scelte


def _fatto(aggiunti: int, corretti: int) -> str:
    parti = []
    if aggiunti:
        testo = ngettext("%(n)d lavoratore aggiunto", "%(n)d lavoratori aggiunti", aggiunti)
        parti.append(testo % {"n": aggiunti})
    if corretti:
        testo = ngettext("%(n)d lavoratore corretto", "%(n)d lavoratori corretti", corretti)
        parti.append(testo % {"n": corretti})
    fatto = ", ".join(parti)
    return _("Dall'organico: %(fatto)s. Ciò che l'organico non conosce resta da compilare.") % {"fatto": fatto}


def _pagina(
    request: HttpRequest, sua: Dichiarazione, tenuto: Organico | None, *, cambiato: bool = False, status: int = 200
) -> HttpResponse:
    dati: dict[str, Any] = {"tenuto": tenuto, "cambiato": cambiato}
    if tenuto is None:
        dati["comincia"] = reverse("organico:elenco", args=[sua.datore_id])
    else:
        nomi = dict(Provincia.objects.values_list("codice", "nome"))
        visto = azioni.prepara(sua, tenuto, request.ctx)
        dati |= {
            "piano": visto,
            "aggiunte": [_riga(voce, nomi) for voce in visto.aggiunte],
            "modifiche": [_riga(voce, nomi) for voce in visto.modifiche],
            "tolti": [_riga(voce, nomi) for voce in visto.tolti],
            "senza_foglio": [_riga(voce, nomi) for voce in visto.senza_foglio],
        }
    titolo = _("Lavoratori dall'organico")
    return render(request, "dichiarazioni/organico.html", contesto(request, sua, titolo, **dati), status=status)


def _riga(voce: Voce, nomi: dict[str, str]) -> dict[str, Any]:
    return {
        "voce": voce,
        "provincia": nomi.get(voce.dati.provincia, voce.dati.provincia),
        "categoria": CategoriaSoggetto(voce.categoria).label,
        "orario": f"{voce.testi['rapporto']['minuti_part_time']} / {voce.testi['rapporto']['minuti_settimanali']}",
    }
