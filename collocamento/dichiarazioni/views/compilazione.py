"""Writing a return: its overview, the page of each province, the form of each section."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.core.paginator import Paginator
from django.db.models import Count, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collocamento.dichiarazioni import modulo
from collocamento.dichiarazioni.azioni import sezioni as azioni
from collocamento.dichiarazioni.enums import RIPETUTE, TipoSezione
from collocamento.dichiarazioni.lettura import leggi_testi, segna_lettura, sezioni_aperte
from collocamento.dichiarazioni.models import Dichiarazione, Revisione, Sezione
from collocamento.dichiarazioni.partenza import foglio_vuoto
from collocamento.dichiarazioni.permessi import puo_compilare
from collocamento.dichiarazioni.struttura import NON_SCRITTI, STRUTTURE
from collocamento.dichiarazioni.termini import ultimo_giorno
from collocamento.dichiarazioni.testi import comuni_per_nome, problemi, valori
from collocamento.dichiarazioni.views.comuni import compilabile, contesto, dichiarazione_di, pagina_di, titolo_di
from collocamento.dichiarazioni.views.ufficio import pagina_dell_ufficio
from collocamento.enums import TipoComunicazione
from collocamento.models import TabellaCodici
from collocamento.unipi.testi import Testi
from collocamento.unipi.tipi import COMUNE
from socialabs.anagrafica.models import Comune, Provincia
from socialabs.base.giorni import adesso, oggi
from socialabs.base.identificativi import nuovo_id


PER_PAGINA = 50


@require_GET
def dichiarazione(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The parts of the return and what each still wants; for the office, the figures of what was filed."""
    sua = dichiarazione_di(request, pk)
    if not puo_compilare(request.ctx, sua):
        return pagina_dell_ufficio(request, sua)
    with sezioni_aperte(request.ctx):
        righe = list(sua.sezioni.exclude(tipo__in=RIPETUTE).defer("contenuto"))
        conteggi = {
            (r["foglio"], r["tipo"]): r
            for r in sua.sezioni.presenti()
            .filter(tipo__in=RIPETUTE)
            .order_by()
            .values("foglio", "tipo")
            .annotate(quanti=Count("pk"), problemi=Sum("problemi"))
        }
        conflitti = list(Revisione.objects.filter(dichiarazione=sua).in_conflitto().defer("contenuto"))
    nomi = dict(Provincia.objects.values_list("codice", "nome"))
    fogli = _fogli([r for r in righe if not r.tolta], conteggi, nomi)
    dati = {
        "intere": {r.tipo: r for r in righe if not r.foglio},
        "fogli": fogli,
        "tolti": [(r, nomi.get(r.provincia, r.provincia)) for r in righe if r.tolta and r.tipo == "personale"],
        "conflitti": conflitti,
        "province": sorted(nomi.items(), key=lambda voce: voce[1]) if sua.modificabile else [],
        "termine_rettifica": ultimo_giorno(sua, TipoComunicazione.RETTIFICA),
        "termine_annullamento": ultimo_giorno(sua, TipoComunicazione.ANNULLAMENTO),
        "da_sistemare": sum(r.problemi for r in righe if not r.tolta) + sum(f["problemi_righe"] for f in fogli),
    }
    return render(request, "dichiarazioni/dichiarazione.html", contesto(request, sua, str(sua), **dati))


def _fogli(righe: list[Sezione], conteggi: dict, nomi: dict[str, str]) -> list[dict[str, Any]]:
    fogli: dict[int, dict[str, Any]] = {}
    nessuno = {"quanti": 0, "problemi": 0}
    for riga in righe:
        if riga.foglio:
            foglio = fogli.setdefault(riga.foglio, {"numero": riga.foglio})
            foglio[riga.tipo] = riga
            foglio["nome"] = nomi.get(riga.provincia, riga.provincia)
    for numero, foglio in fogli.items():
        for tipo in RIPETUTE:
            foglio[tipo] = conteggi.get((numero, tipo), nessuno)
        foglio["problemi_righe"] = sum(foglio[tipo]["problemi"] or 0 for tipo in RIPETUTE)
    return list(fogli.values())


@require_GET
def provincia(request: HttpRequest, pk: uuid.UUID, foglio: int) -> HttpResponse:
    """One province: its staff, workers, vacancies, compensations and what was granted."""
    sua = compilabile(request, pk)
    tutte = dict(Provincia.objects.values_list("codice", "nome"))
    with sezioni_aperte(request.ctx):
        del_foglio = sua.sezioni.filter(foglio=foglio)
        intere = {riga.tipo: riga for riga in del_foglio.presenti().exclude(tipo__in=RIPETUTE)}
        if not intere:
            raise Http404
        elenchi = [_elenco(request, del_foglio.filter(tipo=tipo), tipo) for tipo in RIPETUTE]
    segna_lettura(request.ctx, sua, _("Compilazione"))
    personale, concessioni = intere[TipoSezione.PERSONALE], intere[TipoSezione.CONCESSIONI]
    nome = tutte.get(personale.provincia, personale.provincia)
    dati = {
        "moduli": [_modulo(request, riga, tutte) for riga in (personale, concessioni)],
        "elenchi": elenchi,
        "foglio": foglio,
        "nome": nome,
        "personale": personale,
        **_contorno([personale, concessioni], request),
    }
    return render(request, "dichiarazioni/provincia.html", contesto(request, sua, nome, **dati))


def _elenco(request: HttpRequest, righe: Any, tipo: str) -> dict[str, Any]:
    pagina = Paginator(righe.presenti(), PER_PAGINA).get_page(request.GET.get(tipo))
    return {
        "tipo": tipo,
        "pagina": pagina,
        "righe": [{"riga": riga, "testi": leggi_testi(riga)} for riga in pagina],
        "tolte": list(righe.filter(tolta=True).defer("contenuto")),
    }


@require_http_methods(["GET", "POST"])
def sezione(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The form of a section by itself; a POST keeps what was written, whatever it is."""
    riga = _sezione(request, pk)
    if request.method == "POST":
        return _salva(request, riga)
    if riga.foglio and riga.tipo not in RIPETUTE:
        return redirect("dichiarazioni:provincia", riga.dichiarazione_id, riga.foglio)
    sua = riga.dichiarazione
    segna_lettura(request.ctx, sua, _("Compilazione"))
    tutte = dict(Provincia.objects.values_list("codice", "nome"))
    titolo = titolo_di(riga.tipo, riga.ordine, tutte.get(riga.provincia, riga.provincia))
    dati = {"moduli": [_modulo(request, riga, tutte)], "riga": riga, **_contorno([riga], request)}
    return render(request, "dichiarazioni/sezione.html", contesto(request, sua, titolo, **dati))


def _sezione(request: HttpRequest, pk: uuid.UUID) -> Sezione:
    with sezioni_aperte(request.ctx):
        riga = (
            Sezione.objects.visible_to(request.ctx)
            .select_related("dichiarazione__datore__organizzazione__comune", "dichiarazione__precedente")
            .filter(pk=pk)
            .first()
        )
    if riga is None or not puo_compilare(request.ctx, riga.dichiarazione):
        raise Http404
    return riga


def _modulo(request: HttpRequest, riga: Sezione, province: dict[str, str]) -> dict[str, Any]:
    controlla = "controlla" in request.GET
    form = modulo.ModuloSezione(riga.tipo, leggi_testi(riga), province=province, controlla=controlla)
    return {"riga": riga, "form": form, "gruppo": form.gruppo(), "pagina": nuovo_id()}


def _contorno(righe: list[Sezione], request: HttpRequest) -> dict[str, Any]:
    """The code tables that suggest, and the names of the comuni written by code."""
    elenchi: dict[str, list[TabellaCodici]] = {nome: [] for nome in set(modulo.ELENCHI.values())}
    for codice in TabellaCodici.objects.visible_to(request.ctx).in_vigore(oggi()).filter(tabella__in=elenchi):
        elenchi[codice.tabella].append(codice)
    codici = {testo for riga in righe for testo in _comuni(riga)}
    return {"suggerimenti": elenchi, "comuni": Comune.objects.filter(belfiore__in=codici).order_by("nome")}


def _comuni(riga: Sezione) -> list[str]:
    return [valore for elemento, valore in valori(STRUTTURE[riga.tipo], leggi_testi(riga)) if elemento.tipo is COMUNE]


def _salva(request: HttpRequest, riga: Sezione) -> HttpResponse:
    """Keep the texts; answer with a line to htmx, with the page to a browser."""
    if "completo" not in request.POST:  # the last field of the form: without it something was cut off
        raise SuspiciousOperation("truncated form")
    testi = _testi(request, riga)
    automatico = "HX-Request" in request.headers
    try:
        esito = azioni.salva(
            sezione=riga.pk,
            testi=testi,
            versione_letta=_intero(request.POST.get("versione")),
            pagina=_uuid(request.POST.get("pagina")),
            automatico=automatico,
            ctx=request.ctx,
        )
    except azioni.NonModificabile:
        messages.error(request, _("La dichiarazione non è più una bozza: riaprila per modificarla."))
        return redirect("dichiarazioni:dichiarazione", riga.dichiarazione_id)
    if automatico:
        return _risposta_breve(request, esito, testi)
    if esito.conflitto:
        return redirect("dichiarazioni:revisione", esito.conflitto.pk)
    return redirect(_dopo(request, riga))


def _testi(request: HttpRequest, riga: Sezione) -> Testi:
    struttura = STRUTTURE[riga.tipo]
    testi = comuni_per_nome(struttura, modulo.leggi(riga.tipo, request.POST, leggi_testi(riga)))
    if percorso := request.POST.get("aggiungi"):
        return modulo.con_riga(riga.tipo, testi, percorso)
    if percorso := request.POST.get("togli"):
        return modulo.senza_riga(riga.tipo, testi, percorso)
    return testi


def _risposta_breve(request: HttpRequest, esito: azioni.Salvataggio, testi: Testi) -> HttpResponse:
    riga = esito.sezione
    form = modulo.ModuloSezione(riga.tipo, testi, province=_province_scritte(testi))
    form.is_valid()
    errori = [(form[nome], messaggi) for nome, messaggi in form.errors.items()]
    dati = {
        "riga": riga,
        "conflitto": esito.conflitto,
        "superato": esito.superato,
        "errori": errori,
        "ora": adesso(),
        "mancanti": problemi(STRUTTURE[riga.tipo], testi, NON_SCRITTI.get(riga.tipo, ())) - len(errori),
    }
    return render(request, "dichiarazioni/_salvato.html", dati)


def _province_scritte(testi: Testi) -> dict[str, str]:
    """The fragment shows no choice of provinces: what is written is enough."""
    return {riga.get("provincia", ""): "" for riga in testi.get("compensazioni", [])}


def _dopo(request: HttpRequest, riga: Sezione) -> str:
    """Back to the form, at the row added or at the section."""
    percorso = request.POST.get("aggiungi") or request.POST.get("togli", "").rpartition("-")[0]
    ancora = f"#gruppo-{percorso}" if percorso else f"#sezione-{riga.pk}"
    if not percorso:
        messages.success(request, _("Salvato."))
    pagina = pagina_di(riga.dichiarazione_id, tipo=riga.tipo, chiave=riga.pk, foglio=riga.foglio)
    return f"{pagina}{ancora}"


def _intero(testo: str | None) -> int:
    return int(testo) if testo and testo.isdecimal() and len(testo) < 9 else 0


def _uuid(testo: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(testo or "")
    except ValueError:
        return None


# --- sheets and rows -------------------------------------------------------------------------------------------------
@require_POST
def foglio_nuovo(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A sheet for a province that has none."""
    sua = compilabile(request, pk)
    codice = request.POST.get("provincia", "")
    if not Provincia.objects.filter(codice=codice).exists():
        messages.error(request, _("Scegli la provincia da aggiungere."))
        return redirect("dichiarazioni:dichiarazione", sua.pk)
    with sezioni_aperte(request.ctx):
        presente = sua.sezioni.presenti().filter(tipo=TipoSezione.PERSONALE, provincia=codice).first()
    if presente:
        messages.info(request, _("La provincia ha già il suo foglio."))
        return redirect("dichiarazioni:provincia", sua.pk, presente.foglio)
    try:
        numero = azioni.aggiungi_foglio(
            dichiarazione=sua, crea=lambda numero: foglio_vuoto(numero, codice), ctx=request.ctx
        )
    except azioni.NonModificabile:
        return _chiusa(request, sua)
    return redirect("dichiarazioni:provincia", sua.pk, numero)


@require_POST
def voce_nuova(request: HttpRequest, pk: uuid.UUID, foglio: int, tipo: str) -> HttpResponse:
    """A worker or a vacancy more."""
    sua = compilabile(request, pk)
    if tipo not in RIPETUTE:
        raise Http404
    try:
        riga = azioni.aggiungi_voce(dichiarazione=sua, foglio=foglio, tipo=tipo, ctx=request.ctx)
    except Sezione.DoesNotExist as errore:
        raise Http404 from errore
    except azioni.NonModificabile:
        return _chiusa(request, sua)
    return redirect("dichiarazioni:sezione", riga.pk)


@require_POST
def togli(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take a row or a sheet away, or put it back (`rimetti`)."""
    riga = _sezione(request, pk)
    if riga.tipo not in (*RIPETUTE, TipoSezione.PERSONALE):
        raise Http404
    try:
        azioni.togli(sezione=riga.pk, tolta="rimetti" not in request.POST, ctx=request.ctx)
    except azioni.NonModificabile:
        return _chiusa(request, riga.dichiarazione)
    if riga.tipo == TipoSezione.PERSONALE:
        return redirect("dichiarazioni:dichiarazione", riga.dichiarazione_id)
    pagina = reverse("dichiarazioni:provincia", args=[riga.dichiarazione_id, riga.foglio])
    return redirect(f"{pagina}#elenco-{riga.tipo}")


def _chiusa(request: HttpRequest, sua: Dichiarazione) -> HttpResponse:
    messages.error(request, _("La dichiarazione non è più una bozza: riaprila per modificarla."))
    return redirect("dichiarazioni:dichiarazione", sua.pk)
