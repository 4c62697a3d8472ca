"""Members of the table: the composition on a day, a body's page, its seats and mandates, people's addresses."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from socialabs.base.giorni import oggi
from socialabs.base.idempotenza import una_volta_sola
from socialabs.registro.storia import storia_di
from tavolo.azioni import componenti as azioni
from tavolo.forms.campi import FineForm
from tavolo.forms.componenti import AlGiornoForm, EnteForm, MandatoForm, NuovoEnteForm, PartecipanteForm, SeggioForm
from tavolo.models import EnteMembro, Gruppo, Mandato, Partecipante, Seggio
from tavolo.permessi import puo_leggere_tutto, puo_scrivere
from tavolo.views.comune import Briciola, briciole, esegui, modulo, per_il_tavolo, per_la_segreteria


SCRITTURA = ["GET", "POST"]


@require_GET
@per_il_tavolo
def elenco(request: HttpRequest) -> HttpResponse:
    """Who sits at the table on a day: today, unless asked otherwise."""
    form = AlGiornoForm(request.GET or None, initial={"al": oggi()})
    giorno = (form.cleaned_data.get("al") if form.is_valid() else None) or oggi()
    seggi = list(Seggio.objects.visible_to(request.ctx).composizione(None, giorno))
    dati = {
        "form": form,
        "giorno": giorno,
        "seggi": seggi,
        "con_voto": sum(seggio.con_voto for seggio in seggi),
        "enti": EnteMembro.objects.visible_to(request.ctx).exists(),
        "puo_scrivere": puo_scrivere(request.ctx),
        "scheda": "componenti",
        "briciole": briciole((_("Componenti"), "")),
    }
    return render(request, "tavolo/componenti.html", dati)


@require_http_methods(SCRITTURA)
@per_la_segreteria
@una_volta_sola
def ente_nuovo(request: HttpRequest) -> HttpResponse:
    form = NuovoEnteForm(request.POST or None, initial={"dal": oggi()})
    if form.is_valid() and esegui(form, lambda: _aggiungi_ente(request, form), EnteMembro):
        messages.success(request, _("Ente aggiunto: ora indica chi lo rappresenta."))
        return redirect("tavolo:ente", form.instance.pk)
    indietro = reverse("tavolo:componenti")
    return modulo(
        request,
        form,
        titolo=_("Nuovo ente membro"),
        etichetta=_("Aggiungi l'ente"),
        annulla=indietro,
        passi=[(_("Componenti"), indietro)],
    )


def _aggiungi_ente(request: HttpRequest, form: NuovoEnteForm) -> None:
    dati = form.cleaned_data
    azioni.aggiungi_ente(
        ente=form.instance,
        codice_fiscale=dati["codice_fiscale"],
        denominazione=dati["denominazione"],
        tipo=form.tipo,
        seggi=dati["seggi"],
        ctx=request.ctx,
    )


@require_GET
@per_il_tavolo
def ente(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A body, its seats and everybody who has sat there; addresses for those who write to them."""
    ente = _ente(request, pk)
    mandati = Mandato.objects.visible_to(request.ctx).filter(seggio__ente=ente).select_related("partecipante__utente")
    per_seggio: dict[uuid.UUID, list[Mandato]] = {}
    for mandato in mandati.order_by("ruolo", "-dal"):
        per_seggio.setdefault(mandato.seggio_id, []).append(mandato)
    seggi = Seggio.objects.visible_to(request.ctx).filter(ente=ente).select_related("gruppo")
    dati = {
        "membro": ente,
        "seggi": [(seggio, per_seggio.get(seggio.pk, [])) for seggio in seggi.order_by("gruppo__nome", "numero")],
        "oggi": oggi(),
        "puo_scrivere": puo_scrivere(request.ctx),
        "legge_tutto": puo_leggere_tutto(request.ctx),
        "storia": storia_di(ente) if puo_leggere_tutto(request.ctx) else [],
        "scheda": "componenti",
        "briciole": briciole((_("Componenti"), reverse("tavolo:componenti")), (str(ente), "")),
    }
    return render(request, "tavolo/ente.html", dati)


@require_http_methods(SCRITTURA)
@per_la_segreteria
@una_volta_sola
def ente_modifica(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    ente = _ente(request, pk)
    form = EnteForm(request.POST or None, instance=ente)
    if form.is_valid() and esegui(
        form,
        lambda: azioni.modifica_ente(ente=form.instance, versione_letta=form.versione_letta, ctx=request.ctx),
        EnteMembro,
    ):
        messages.success(request, _("Ente salvato."))
        return redirect("tavolo:ente", ente.pk)
    return _modulo_dell_ente(request, form, ente, _("Modifica l'ente"), _("Salva"))


@require_http_methods(SCRITTURA)
@per_la_segreteria
@una_volta_sola
def ente_termina(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    ente = _ente(request, pk)
    form = FineForm(request.POST or None, initial={"al": oggi()})
    if form.is_valid() and esegui(
        form, lambda: azioni.termina_ente(ente=ente, **form.cleaned_data, ctx=request.ctx), EnteMembro, Seggio, Mandato
    ):
        messages.success(request, _("L'ente lascia il tavolo; con lui terminano i suoi mandati."))
        return redirect("tavolo:ente", ente.pk)
    return _modulo_dell_ente(request, form, ente, _("L'ente lascia il tavolo"), _("Registra l'uscita"), "danger")


@require_http_methods(SCRITTURA)
@per_la_segreteria
@una_volta_sola
def seggio_nuovo(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    ente = _ente(request, pk)
    form = SeggioForm(
        request.POST or None, instance=Seggio(ente=ente), gruppi=Gruppo.objects.al(), initial={"dal": oggi()}
    )
    if form.is_valid() and esegui(form, lambda: azioni.aggiungi_seggio(seggio=form.instance, ctx=request.ctx), Seggio):
        messages.success(request, _("Seggio aggiunto."))
        return redirect("tavolo:ente", ente.pk)
    return _modulo_dell_ente(request, form, ente, _("Nuovo seggio"), _("Aggiungi il seggio"))


@require_http_methods(SCRITTURA)
@per_la_segreteria
@una_volta_sola
def seggio_termina(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    seggio = get_object_or_404(_seggi(request), pk=pk)
    form = FineForm(request.POST or None, initial={"al": oggi()})
    if form.is_valid() and esegui(
        form, lambda: azioni.termina_seggio(seggio=seggio, **form.cleaned_data, ctx=request.ctx), Seggio, Mandato
    ):
        messages.success(request, _("Seggio terminato, con i suoi mandati."))
        return redirect("tavolo:ente", seggio.ente_id)
    return _modulo_dell_ente(request, form, seggio.ente, _("Termina il seggio"), _("Termina il seggio"), "danger")


@require_http_methods(SCRITTURA)
@per_la_segreteria
@una_volta_sola
def mandato_nuovo(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    seggio = get_object_or_404(_seggi(request), pk=pk)
    form = MandatoForm(
        request.POST or None,
        instance=Mandato(seggio=seggio),
        persone=Partecipante.objects.visible_to(request.ctx),
        initial={"dal": max(oggi(), seggio.dal)},
    )
    if form.is_valid() and esegui(
        form, lambda: azioni.aggiungi_mandato(mandato=form.instance, ctx=request.ctx), Mandato
    ):
        messages.success(request, _("Mandato registrato."))
        return redirect("tavolo:ente", seggio.ente_id)
    return _modulo_dell_ente(request, form, seggio.ente, _("Nuovo mandato"), _("Registra il mandato"))


@require_http_methods(SCRITTURA)
@per_la_segreteria
@una_volta_sola
def mandato_termina(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    mandati = Mandato.objects.visible_to(request.ctx)
    mandato = get_object_or_404(mandati.select_related("seggio__ente__organizzazione", "partecipante"), pk=pk)
    form = FineForm(request.POST or None, initial={"al": oggi()})
    if form.is_valid() and esegui(
        form, lambda: azioni.termina_mandato(mandato=mandato, **form.cleaned_data, ctx=request.ctx), Mandato
    ):
        messages.success(request, _("Mandato terminato."))
        return redirect("tavolo:ente", mandato.seggio.ente_id)
    titolo = _("Termina il mandato di %(persona)s") % {"persona": mandato.partecipante}
    return _modulo_dell_ente(request, form, mandato.seggio.ente, titolo, _("Termina il mandato"), "danger")


@require_http_methods(SCRITTURA)
@per_la_segreteria
@una_volta_sola
def persona_nuova(request: HttpRequest) -> HttpResponse:
    """Somebody without a seat: who presides, who keeps the minutes, a guest."""
    form = PartecipanteForm(request.POST or None)
    if form.is_valid() and esegui(
        form, lambda: azioni.registra_partecipante(partecipante=form.instance, ctx=request.ctx), Partecipante
    ):
        messages.success(request, _("Persona aggiunta: ora puoi indicarla fra chi presiede o verbalizza."))
        return redirect("tavolo:componenti")
    return _modulo(request, form, _("Nuova persona"), _("Aggiungi la persona"), reverse("tavolo:componenti"))


@require_http_methods(SCRITTURA)
@per_la_segreteria
@una_volta_sola
def persona(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A person's name, addresses and account."""
    persone = Partecipante.objects.visible_to(request.ctx).select_related("utente")
    partecipante = get_object_or_404(persone, pk=pk)
    form = PartecipanteForm(request.POST or None, instance=partecipante)
    if form.is_valid() and esegui(
        form,
        lambda: azioni.modifica_partecipante(
            partecipante=form.instance, versione_letta=form.versione_letta, ctx=request.ctx
        ),
        Partecipante,
    ):
        messages.success(request, _("Persona salvata."))
        return redirect("tavolo:componenti")
    return _modulo(request, form, str(partecipante), _("Salva"), reverse("tavolo:componenti"))


def _ente(request: HttpRequest, pk: uuid.UUID) -> EnteMembro:
    return get_object_or_404(EnteMembro.objects.visible_to(request.ctx).select_related("organizzazione"), pk=pk)


def _seggi(request: HttpRequest) -> object:
    return Seggio.objects.visible_to(request.ctx).select_related("ente__organizzazione", "gruppo")


def _modulo(request: HttpRequest, form: object, titolo: str, etichetta: str, annulla: str) -> HttpResponse:
    passi: list[Briciola] = [(_("Componenti"), reverse("tavolo:componenti"))]
    return modulo(request, form, titolo=titolo, etichetta=etichetta, annulla=annulla, passi=passi)


def _modulo_dell_ente(
    request: HttpRequest, form: object, ente: EnteMembro, titolo: str, etichetta: str, tipo: str = "primary"
) -> HttpResponse:
    pagina = reverse("tavolo:ente", args=[ente.pk])
    passi = [(_("Componenti"), reverse("tavolo:componenti")), (str(ente), pagina)]
    return modulo(
        request, form, titolo=titolo, etichetta=etichetta, annulla=pagina, passi=passi, tipo=tipo, sopra=str(ente)
    )
