"""One worker of the list: add, change, end, take off what was written by mistake."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from collocamento.muro import lavoratori_aperti
from collocamento.normativa import Contratto
from collocamento.organico.anteprima import differenze
from collocamento.organico.azioni import righe as azioni
from collocamento.organico.azioni.elenco import OrganicoChiuso
from collocamento.organico.dati import DatiLavoratore
from collocamento.organico.forms import CessazioneForm, LavoratoreForm, VersioneForm
from collocamento.organico.letture import motivo_di_lettura
from collocamento.organico.models import Organico, RigaOrganico
from collocamento.organico.views.comuni import briciole, organico_tenuto, riga_tenuta
from socialabs.base.idempotenza import una_volta_sola
from socialabs.base.versioni import ConflittoVersione
from socialabs.base.vincoli import vincoli_nel_modulo
from socialabs.registro.storia import Voce, storia_di


# The button, or the change of a choice, that asks for the fields of another contract without saving.
MOSTRA = "mostra"


@require_http_methods(["GET", "POST"])
@una_volta_sola
def aggiungi(request: HttpRequest, datore_id: uuid.UUID) -> HttpResponse:
    """Add a worker, or some that count alike."""
    organico = organico_tenuto(request, datore_id)
    form = LavoratoreForm(request.POST or None, dati=_proposto(request, organico))
    if _salvabile(request, form):
        try:
            with vincoli_nel_modulo(form, RigaOrganico):
                azioni.aggiungi(organico=organico, dati=form.scritto, ctx=request.ctx)
        except OrganicoChiuso:
            return _chiuso(request, organico)
        if form.is_valid():
            messages.success(request, _("Lavoratore aggiunto."))
            return redirect(_dopo(request, organico))
    return _pagina(request, organico, form, _("Aggiungi un lavoratore"))


def _proposto(request: HttpRequest, organico: Organico) -> DatiLavoratore:
    """What the form begins with: the seat's province, and what the link that led here knew."""
    numero, contratto = request.GET.get("numero", ""), request.GET.get("contratto", "")
    return DatiLavoratore(
        provincia=organico.provincia_sede_id,
        numero=int(numero) if numero.isdecimal() and len(numero) < 6 else 1,
        contratto=Contratto(contratto) if contratto in set(Contratto) else Contratto.INDETERMINATO,
    )


@require_http_methods(["GET", "POST"])
@una_volta_sola
def lavoratore(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One worker: read, correct."""
    riga = riga_tenuta(request, pk)
    dati = _letto(request, riga)
    form = LavoratoreForm(request.POST or None, dati=dati, versione=riga.versione)
    if _salvabile(request, form):
        letta = form.cleaned_data["versione"] or 0
        try:
            with vincoli_nel_modulo(form, RigaOrganico):
                azioni.modifica(riga=riga, versione_letta=letta, dati=form.scritto, ctx=request.ctx)
        except ConflittoVersione as conflitto:
            form.segnala_conflitto(differenze(form.scritto, dati), conflitto.attuale.versione)
        except OrganicoChiuso:
            return _chiuso(request, riga.organico)
        else:
            if form.is_valid():
                messages.success(request, _("Lavoratore salvato."))
                return redirect("organico:elenco", riga.organico.datore_id)
    return _pagina(request, riga.organico, form, dati.matricola, riga=riga, storia=_storia(request, riga))


@require_http_methods(["GET", "POST"])
@una_volta_sola
def cessa(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The last day of a worker."""
    riga = riga_tenuta(request, pk)
    dati = _letto(request, riga)
    form = CessazioneForm(request.POST or None, dati=dati, versione=riga.versione)
    if form.is_valid():
        scelti = form.cleaned_data
        try:
            azioni.cessa(
                riga=riga, versione_letta=scelti["versione"], ultimo_giorno=scelti["ultimo_giorno"], ctx=request.ctx
            )
        except ConflittoVersione as conflitto:
            _ripeti(form, conflitto.attuale.versione)
        except OrganicoChiuso:
            return _chiuso(request, riga.organico)
        else:
            messages.success(request, _("Cessazione registrata."))
            return redirect("organico:elenco", riga.organico.datore_id)
    return _sola(request, "organico/cessa.html", riga, dati, form, _("Non lavora più"))


@require_http_methods(["GET", "POST"])
@una_volta_sola
def togli(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A row written by mistake."""
    riga = riga_tenuta(request, pk)
    dati = _letto(request, riga)
    form = VersioneForm(request.POST or None, initial={"versione": riga.versione})
    if form.is_valid():
        try:
            azioni.togli(riga=riga, versione_letta=form.cleaned_data["versione"], ctx=request.ctx)
        except ConflittoVersione as conflitto:
            _ripeti(form, conflitto.attuale.versione)
        except OrganicoChiuso:
            return _chiuso(request, riga.organico)
        else:
            messages.success(request, _("Riga tolta dall'organico."))
            return redirect("organico:elenco", riga.organico.datore_id)
    return _sola(request, "organico/togli.html", riga, dati, form, _("Togli la riga"))


def _salvabile(request: HttpRequest, form: LavoratoreForm) -> bool:
    return request.method == "POST" and MOSTRA not in request.POST and form.is_valid()


def _letto(request: HttpRequest, riga: RigaOrganico) -> DatiLavoratore:
    """The worker in clear; the reading goes into the register."""
    motivo = motivo_di_lettura(request, riga.organico.datore)
    lette = RigaOrganico.objects.filter(pk=riga.pk).leggibili_da(request.ctx, motivo or "")
    if not lette:
        raise Http404
    return lette[0].dati


def _storia(request: HttpRequest, riga: RigaOrganico) -> list[Voce]:
    with lavoratori_aperti(request.ctx):
        return storia_di(riga)


def _dopo(request: HttpRequest, organico: Organico) -> str:
    """The form again for whoever has others to write, the list otherwise."""
    nome = "organico:aggiungi" if "ancora" in request.POST else "organico:elenco"
    return reverse(nome, args=[organico.datore_id])


def _ripeti(form: VersioneForm | CessazioneForm, versione: int) -> None:
    form.add_error(None, _("Un'altra persona ha cambiato questo lavoratore nel frattempo: controlla e ripeti."))
    form.data = form.data.copy()
    form.data["versione"] = str(versione)


def _chiuso(request: HttpRequest, organico: Organico) -> HttpResponse:
    messages.error(request, _("L'organico non è più tenuto: qualcuno l'ha chiuso nel frattempo."))
    return redirect("organico:elenco", organico.datore_id)


def _pagina(
    request: HttpRequest, organico: Organico, form: LavoratoreForm, titolo: str, **dati: object
) -> HttpResponse:
    solo_campi = MOSTRA in request.POST
    if solo_campi:
        # Another choice of fields is no refused form: what was typed stays, nothing is said about it yet.
        form.errors.clear()
    contesto = {
        **dati,
        "datore": organico.datore,
        "form": form,
        "titolo": titolo,
        "mostra": MOSTRA,
        "briciole": briciole(request, organico.datore, titolo),
    }
    parziale = solo_campi and "HX-Request" in request.headers
    modello = "organico/_lavoratore.html" if parziale else "organico/lavoratore.html"
    return render(request, modello, contesto, status=422 if form.is_bound and form.errors else 200)


def _sola(
    request: HttpRequest, modello: str, riga: RigaOrganico, dati: DatiLavoratore, form: object, titolo: str
) -> HttpResponse:
    datore = riga.organico.datore
    contesto = {
        "datore": datore,
        "riga": riga,
        "dati": dati,
        "form": form,
        "titolo": titolo,
        "annulla": reverse("organico:lavoratore", args=[riga.pk]),
        "briciole": briciole(request, datore, dati.matricola, titolo),
    }
    return render(request, modello, contesto, status=422 if form.errors else 200)
