"""Begin a list, say that it is complete, keep it no longer."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from collocamento.models import Calcolo, Datore
from collocamento.organico import quadro
from collocamento.organico.azioni import elenco as azioni
from collocamento.organico.fogli import fogli_organico
from collocamento.organico.forms import ConfermaForm, InizioForm, PrimaAziendaForm, SedeForm, VersioneForm
from collocamento.organico.models import Organico
from collocamento.organico.partenza import teste_restanti
from collocamento.organico.permessi import aziende_senza_datore
from collocamento.organico.views.comuni import briciole, datore_tenuto, organico_in_corso, organico_tenuto
from socialabs.base.giorni import oggi
from socialabs.base.idempotenza import una_volta_sola
from socialabs.base.versioni import ConflittoVersione
from socialabs.base.vincoli import vincoli_nel_modulo


@require_http_methods(["GET", "POST"])
@una_volta_sola
def comincia(request: HttpRequest) -> HttpResponse:
    """The first list of an organisation that no return has made known as an employer."""
    aziende = aziende_senza_datore(request.ctx)
    if not aziende:
        raise Http404
    form = PrimaAziendaForm(request.POST or None, aziende=aziende)
    if form.is_valid():
        scelti = form.cleaned_data
        datore = azioni.fai_conoscere(organizzazione=scelti["organizzazione"], ctx=request.ctx)
        with vincoli_nel_modulo(form, Organico):
            azioni.comincia(
                datore=datore,
                tipologia=scelti["tipologia"],
                provincia_sede=scelti["provincia_sede"],
                ctx=request.ctx,
            )
        if form.is_valid():
            return _cominciato(request, datore)
    contesto = {"form": form, "titolo": _("Comincia l'organico"), "briciole": [(_("Comincia l'organico"), "")]}
    return render(request, "organico/comincia.html", contesto, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@una_volta_sola
def inizia(request: HttpRequest, datore_id: uuid.UUID) -> HttpResponse:
    """Begin the list of a known employer: from its latest return, or from nothing."""
    datore = datore_tenuto(request, datore_id)
    if organico_in_corso(request, datore) is not None:
        return redirect("organico:elenco", datore.pk)
    calcolo = quadro.ultimo_calcolo(request.ctx, datore.pk)
    form = InizioForm(request.POST or None) if calcolo else SedeForm(request.POST or None)
    if form.is_valid():
        with vincoli_nel_modulo(form, Organico):
            _inizia(request, datore, calcolo, form.cleaned_data)
        if form.is_valid():
            return _cominciato(request, datore)
    contesto = {
        "datore": datore,
        "form": form,
        "titolo": _("Comincia l'organico"),
        "briciole": briciole(request, datore, _("Comincia")),
        "prospetto": calcolo.prospetto if calcolo else None,
        "province": _da_prospetto(calcolo) if calcolo else [],
    }
    return render(request, "organico/inizia.html", contesto, status=422 if form.errors else 200)


def _inizia(request: HttpRequest, datore: Datore, calcolo: Calcolo | None, scelti: dict) -> None:
    if calcolo is None:
        azioni.comincia(datore=datore, ctx=request.ctx, **scelti)
        return
    dichiarante, fogli = quadro.ingressi_di(calcolo)
    sede = {"tipologia": dichiarante.tipologia.value, "provincia_sede": dichiarante.provincia_sede}
    if scelti["da"] == InizioForm.DAL_PROSPETTO:
        azioni.comincia_dal_prospetto(datore=datore, prospetto=calcolo.prospetto, fogli=fogli, ctx=request.ctx, **sede)
    else:
        azioni.comincia(datore=datore, ctx=request.ctx, **sede)


def _da_prospetto(calcolo: Calcolo) -> list[dict]:
    """What each sheet of the return can give to the list, and what it cannot."""
    _datore, fogli = quadro.ingressi_di(calcolo)
    nomi = quadro.nomi_province(foglio.codice for foglio in fogli)
    return [
        {
            "nome": nomi[foglio.codice] or foglio.codice,
            "lavoratori": foglio.n_totale,
            "nominati": quadro.disabili(foglio) + foglio.art18,
            "a_orario": sum(riga.numero for riga in (*foglio.part_time, *foglio.intermittenti)),
            "tempo_pieno": max(0, teste_restanti(foglio)),
            "da_aggiungere": sum(categoria.numero for categoria in foglio.categorie_escluse),
        }
        for foglio in fogli
    ]


def _cominciato(request: HttpRequest, datore: Datore) -> HttpResponse:
    messages.success(request, _("L'organico è cominciato: completalo, poi confermalo."))
    return redirect("organico:elenco", datore.pk)


@require_http_methods(["GET", "POST"])
@una_volta_sola
def conferma(request: HttpRequest, datore_id: uuid.UUID) -> HttpResponse:
    """Say that the list has everybody: from today on the employer's figures are computed from it."""
    organico = organico_tenuto(request, datore_id)
    form = ConfermaForm(request.POST or None, initial={"versione": organico.versione})
    if form.is_valid():
        try:
            azioni.conferma(organico=organico, versione_letta=form.cleaned_data["versione"], ctx=request.ctx)
        except ConflittoVersione as conflitto:
            form = _cambiato_nel_frattempo(form, conflitto.attuale.versione)
        except azioni.OrganicoChiuso:
            return _chiuso(request, datore_id)
        else:
            messages.success(
                request, _("Organico confermato: da oggi gli obblighi si calcolano su questi lavoratori.")
            )
            return redirect("organico:elenco", datore_id)
    return _pagina(request, "organico/conferma.html", organico, form, _("Conferma l'organico"))


@require_http_methods(["GET", "POST"])
@una_volta_sola
def chiudi(request: HttpRequest, datore_id: uuid.UUID) -> HttpResponse:
    """Keep the list no longer."""
    organico = organico_tenuto(request, datore_id)
    form = VersioneForm(request.POST or None, initial={"versione": organico.versione})
    if form.is_valid():
        try:
            azioni.chiudi(organico=organico, versione_letta=form.cleaned_data["versione"], ctx=request.ctx)
        except ConflittoVersione as conflitto:
            form = _cambiato_nel_frattempo(form, conflitto.attuale.versione)
        except azioni.OrganicoChiuso:
            return _chiuso(request, datore_id)
        else:
            messages.success(
                request, _("L'organico non è più tenuto: gli obblighi tornano a calcolarsi sul prospetto.")
            )
            return redirect("organico:elenco", datore_id)
    return _pagina(request, "organico/chiudi.html", organico, form, _("Smetti di tenere l'organico"))


def _cambiato_nel_frattempo(form: VersioneForm, versione: int) -> VersioneForm:
    """The same form on the list as it is now: whoever sends it again has seen that."""
    form.add_error(None, _("L'elenco è cambiato mentre lo guardavi: controlla i numeri qui sotto e ripeti."))
    form.data = form.data.copy()
    form.data["versione"] = str(versione)
    return form


def _chiuso(request: HttpRequest, datore_id: uuid.UUID) -> HttpResponse:
    messages.error(request, _("L'organico non è più tenuto: qualcuno l'ha chiuso nel frattempo."))
    return redirect("organico:elenco", datore_id)


def _pagina(request: HttpRequest, modello: str, organico: Organico, form: VersioneForm, titolo: str) -> HttpResponse:
    giorno, datore = oggi(), organico.datore
    calcolo = quadro.ultimo_calcolo(request.ctx, datore.pk)
    fogli = fogli_organico(organico, giorno)
    differenze = []
    if calcolo:
        in_elenco = fogli_organico(organico, calcolo.prospetto.data_riferimento)
        differenze = quadro.differenze(quadro.ingressi_di(calcolo)[1], in_elenco)
    contesto = {
        "datore": datore,
        "organico": organico,
        "form": form,
        "titolo": titolo,
        "giorno": giorno,
        "totali": quadro.totali(fogli, organico.per_il_motore, giorno),
        "prospetto": calcolo.prospetto if calcolo else None,
        "differenze": differenze,
        "annulla": reverse("organico:elenco", args=[datore.pk]),
        "briciole": briciole(request, datore, titolo),
    }
    return render(request, modello, contesto, status=422 if form.errors else 200)
