"""From what a report answers to what may be shown of it."""

from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.base.templatetags.socialabs import numero
from socialabs.rapporti.contenuto import Cella, Contenuto, Frase, Grafico, Tabella
from socialabs.rapporti.estratto import Estratto, Figura, Nascosta, Tavola, Voce, semplice
from socialabs.rapporti.parametri import interrogazione, parametri_leggibili
from socialabs.rapporti.registro import Rapporto
from socialabs.rapporti.riservatezza import Riserbo


def estrai(rapporto: Rapporto, ctx: Contesto, form: forms.Form) -> Estratto:
    """Ask the report with a valid `form` and keep of the answer what may be shown."""
    return pubblica(rapporto, rapporto.dati(ctx, form.cleaned_data), form)


def pubblica(rapporto: Rapporto, contenuto: Contenuto, form: forms.Form) -> Estratto:
    riserbo = Riserbo(contenuto, rapporto.soglia)
    conta_persone = any(t.con_persone for t in contenuto.tabelle) or any(c.get("persone") for c in contenuto.cifre)
    return Estratto(
        rapporto=rapporto.chiave,
        titolo=str(rapporto.titolo),
        domanda=str(rapporto.domanda),
        parametri=parametri_leggibili(form),
        interrogazione=interrogazione(form),
        risposta=_risposta(contenuto, riserbo),
        cifre=[_cifra(cifra, riserbo, posto) for posto, cifra in enumerate(contenuto.cifre)],
        tavole=[tavola(tabella, riserbo) for tabella in contenuto.tabelle],
        note=[str(nota) for nota in contenuto.note],
        soglia=rapporto.soglia if conta_persone else None,
        nascoste=sum(riserbo.caselle[cella].pubblica for cella in riserbo.nascoste),
        estratto_il=adesso(),
        codice=settings.VERSIONE,
    )


# --- the sentence and the headline figures ------------------------------------------------------------------------
def _risposta(contenuto: Contenuto, riserbo: Riserbo) -> str:
    risposta = contenuto.risposta
    if isinstance(risposta, Frase):
        return str(risposta.testo) % {nome: _detto(v, contenuto, riserbo) for nome, v in risposta.valori.items()}
    if riserbo.nascoste and riserbo.tradisce(str(risposta)):
        return _("La risposta è nelle tabelle: alcune cifre sono riservate perché contano poche persone.")
    return str(risposta)


def _detto(valore: Any, contenuto: Contenuto, riserbo: Riserbo) -> str:
    """A value of a Frase: a Cella as its table shows it."""
    if not isinstance(valore, Cella):
        return numero(valore) if isinstance(valore, int) else str(valore)
    tabella = next(t for t in contenuto.tabelle if t.chiave == valore.tabella)
    colonna = next(c for c in tabella.colonne if c.chiave == valore.colonna)
    ragione = riserbo.ragione(tabella, colonna, valore.riga)
    if ragione:
        return str(Nascosta(ragione, riserbo.soglia))
    return colonna.testo(tabella.totale if valore.riga is None else tabella.righe[valore.riga])


def _cifra(cifra: dict, riserbo: Riserbo, posto: int) -> dict[str, str]:
    ragione = riserbo.di_cifra(posto)
    valore = cifra["valore"]
    mostrata = Nascosta(ragione, riserbo.soglia) if ragione else numero(valore) if isinstance(valore, int) else valore
    altro = {nome: str(cifra[nome]) for nome in ("nota", "tipo", "url") if cifra.get(nome)}
    # A note may repeat the figure in other words.
    return {"etichetta": str(cifra["etichetta"]), "valore": str(mostrata), **({} if ragione else altro)}


# --- tables and charts --------------------------------------------------------------------------------------------
def tavola(tabella: Tabella, riserbo: Riserbo | None = None) -> Tavola:
    """A table with its values for good, what `riserbo` hides apart, and its chart."""
    figura = figura_di(tabella, riserbo)
    righe = [_riga(tabella, riga, n, riserbo) for n, riga in enumerate(tabella.righe)]
    if riserbo and (ordine := _ordine_neutro(tabella, riserbo)):
        righe = [righe[n] for n in ordine]
        figura = replace(figura, voci=[figura.voci[n] for n in ordine]) if figura else None
    return Tavola(
        Tabella(
            tabella.chiave,
            str(tabella.titolo),
            [replace(colonna, valore=itemgetter(n)) for n, colonna in enumerate(tabella.colonne)],
            righe,
            totale=None if tabella.totale is None else _riga(tabella, tabella.totale, None, riserbo),
            nota=str(tabella.nota),
        ),
        figura,
    )


def _riga(tabella: Tabella, riga: Any, numero_riga: int | None, riserbo: Riserbo | None) -> list[Any]:
    valori = []
    for colonna in tabella.colonne:
        ragione = riserbo.ragione(tabella, colonna, numero_riga) if riserbo else None
        valori.append(Nascosta(ragione, riserbo.soglia) if ragione else semplice(colonna.valore(riga)))
    return valori


def _ordine_neutro(tabella: Tabella, riserbo: Riserbo) -> list[int] | None:
    """Where rows stand by a column with hidden figures their place would tell them: those rows go last, by name."""
    if tabella.ordine_naturale or tabella.nel_tempo:
        return None
    nascoste = [n for n in range(len(tabella.righe)) if riserbo.nella_riga(tabella, n)]
    colonne = {c.colonna for c in riserbo.nascoste if c.tabella == tabella.chiave and c.riga is not None}
    if not any(_in_ordine(tabella, nome, riserbo) for nome in colonne):
        return None
    per_nome = sorted(nascoste, key=lambda n: str(tabella.colonne[0].valore(tabella.righe[n])))
    return [n for n in range(len(tabella.righe)) if n not in set(nascoste)] + per_nome


def _in_ordine(tabella: Tabella, colonna: str, riserbo: Riserbo) -> bool:
    celle = [Cella(tabella.chiave, colonna, n) for n in range(len(tabella.righe))]
    valori = [riserbo.caselle[c].valore for c in celle if c in riserbo.caselle]
    return len(valori) > 1 and (valori == sorted(valori) or valori == sorted(valori, reverse=True))


def figura_di(tabella: Tabella, riserbo: Riserbo | None = None) -> Figura | None:
    """The chart of a table; None when it declares none, or has no rows to draw."""
    grafico = tabella.grafico
    if grafico is None or not tabella.righe:
        return None
    return Figura(
        str(grafico.titolo),
        grafico.tipo,
        [(str(serie.titolo), serie.motivo) for serie in grafico.serie],
        [_voce(tabella, grafico, riga, n, riserbo) for n, riga in enumerate(tabella.righe)],
    )


def _voce(tabella: Tabella, grafico: Grafico, riga: Any, numero_riga: int, riserbo: Riserbo | None) -> Voce:
    etichetta = str(grafico.etichetta(riga))
    if riserbo is None or not riserbo.nella_riga(tabella, numero_riga):
        return Voce(etichetta, str(grafico.testo(riga)), [semplice(s.valore(riga)) for s in grafico.serie])
    valori = [
        None
        if riserbo.nella_riga(tabella, numero_riga, [s.colonna] if s.colonna else ())
        else semplice(s.valore(riga))
        for s in grafico.serie
    ]
    return Voce(etichetta, _in_parole(grafico.serie, valori), valori)


def _in_parole(serie: Sequence[Any], valori: Sequence[int | float | None]) -> str:
    """The row as its series tell it: the declared text might name a hidden figure."""
    if all(valore is None for valore in valori):
        return _("dato riservato")
    return ", ".join(
        f"{s.titolo} {_('ris.') if valore is None else numero(valore)}"
        for s, valore in zip(serie, valori, strict=True)
    )
