"""The report on the figures that employers declare otherwise than computed: which, by which rule, how far, whose."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from collocamento.forms import TUTTE
from collocamento.normativa.catalogo import catalogo
from collocamento.rapporti import divergenze_sql
from collocamento.rapporti.ambito import datori, fascia, interroga, prospetti_validi
from collocamento.rapporti.colonne import (
    FASCE_BREVI,
    MASSIME_RIGHE,
    barre,
    cifra,
    con_fascia,
    intero,
    percento,
    quota_di,
    solo_le_prime,
    testo,
)
from collocamento.rapporti.parametri import AnnoProvinciaClasse
from collocamento.scheda import ETICHETTE, lingua
from socialabs.base.contesto import Contesto
from socialabs.base.templatetags.socialabs import numero
from socialabs.base.templatetags.socialabs import percento as in_percento
from socialabs.rapporti.contenuto import Contenuto, Grafico, Motivo, Serie, Tabella
from socialabs.rapporti.registro import Rapporto, registra
from socialabs.utenti.enums import RUOLI_UFFICIO


# The bands of a deviation, by their least one.
DIMENSIONI = {
    1: gettext_lazy("di 1"),
    2: gettext_lazy("da 2 a 5"),
    6: gettext_lazy("da 6 a 20"),
    21: gettext_lazy("oltre 20"),
    0: gettext_lazy("non è un numero"),
}
# The columns that a ratio is made of, and equations between columns of a row: coefficients whose sum is zero.
DERIVATE_CLASSI = {"quota": ("divergenti", "prospetti")}
RELAZIONI_FIGURE = ({"divergenti": -1, "in_piu": 1, "in_meno": 1, "senza_segno": 1},)


def divergenze(ctx: Contesto, parametri: Mapping[str, Any]) -> Contenuto:
    """How many returns differ from the computed figures, and where: of one province its sheets' figures alone."""
    provincia = "" if parametri["provincia"] == TUTTE else parametri["provincia"]
    righe = prospetti_validi(ctx, parametri["anno"], parametri["provincia"]).annotate(fascia=fascia("calcolo__"))
    if parametri["classe"]:
        righe = righe.filter(fascia=parametri["classe"])
    divergenti = righe.exclude(differenze=[]).values(
        "fascia", "differenze", prospetto=F("pk"), di=F("datore_id"), derivazione=F("calcolo__derivazione")
    )

    def chiedi(sql: str, *altri: Any, **ambiti: Any) -> list[dict]:
        return interroga(divergenze_sql.VOCI + sql, provincia, *altri, divergenti=divergenti, **ambiti)

    classi = _classi(righe, chiedi(divergenze_sql.CLASSI))
    figure = chiedi(divergenze_sql.FIGURE)
    elenco = chiedi(divergenze_sql.CHI, MASSIME_RIGHE, datori=datori(ctx))
    tabelle = [_tabella_classi(classi)]
    if figure:
        regole = chiedi(divergenze_sql.REGOLE, *_fonti())
        tabelle += [
            _tabella_figure(figure),
            _tabella_regole(regole),
            _tabella_dimensioni(chiedi(divergenze_sql.DIMENSIONI, [n for n in DIMENSIONI if n])),
            _tabella_datori(elenco),
        ]
    return Contenuto(
        risposta=_risposta(parametri["anno"], classi, figure),
        cifre=_cifre(classi, figure),
        tabelle=tabelle,
        note=_note(),
    )


def _classi(righe: Any, divergenti: Sequence[dict]) -> list[dict]:
    """Returns by class, and how many differ."""
    diversi = {r["fascia"]: r["divergenti"] for r in divergenti}
    gruppi = righe.values("fascia").annotate(prospetti=Count("pk"))
    return con_fascia([{**g, "divergenti": diversi.get(g["fascia"], 0)} for g in gruppi])


def _fonti() -> tuple[list[str], list[str]]:
    """The steps of the engine, and the source of each in the reader's language."""
    passi, fonti = catalogo()["passi"], catalogo()["fonti"]
    return list(passi), [fonti[passo["fonte"]][lingua()] for passo in passi.values()]


# --- the answer ---------------------------------------------------------------------------------------------------
def _risposta(anno: int | None, classi: Sequence[dict], figure: Sequence[dict]) -> str:
    prospetti, divergenti = _somma(classi, "prospetti"), _somma(classi, "divergenti")
    if not prospetti:
        return _("Nessun prospetto valido con questi parametri.")
    frase = ngettext(
        "Per il %(anno)s %(divergenti)s prospetto su %(prospetti)s (%(quota)s) dichiara almeno una cifra diversa da "
        "quella calcolata.",
        "Per il %(anno)s %(divergenti)s prospetti su %(prospetti)s (%(quota)s) dichiarano almeno una cifra diversa da "
        "quella calcolata.",
        divergenti,
    ) % {
        "anno": anno,
        "divergenti": numero(divergenti),
        "prospetti": numero(prospetti),
        "quota": in_percento(divergenti / prospetti),
    }
    taciuti = _taciuti(figure)
    if not taciuti:
        return frase
    seguito = ngettext(
        "Fra persone con disabilità e art. 18 manca %(n)s posto che non è dichiarato.",
        "Fra persone con disabilità e art. 18 mancano %(n)s posti che non sono dichiarati.",
        taciuti,
    )
    return f"{frase} {seguito % {'n': numero(taciuti)}}"


def _taciuti(figure: Sequence[dict]) -> int:
    """Posts that are missing and were not declared so; what others declare in excess does not make up for them."""
    return sum(f["taciuti"] for f in figure if f["figura"] in ("scopertura_disabili", "scopertura_art18"))


def _cifre(classi: Sequence[dict], figure: Sequence[dict]) -> list[dict]:
    return [
        cifra(_("Prospetti controllati"), _somma(classi, "prospetti")),
        cifra(_("Con divergenze"), _somma(classi, "divergenti"), "warning"),
        cifra(_("Cifre diverse"), _somma(figure, "divergenti"), "warning"),
        cifra(_("Posti mancanti non dichiarati"), _taciuti(figure), "danger"),
    ]


def _somma(righe: Sequence[dict], chiave: str) -> int:
    return sum(riga[chiave] for riga in righe)


# --- tables -------------------------------------------------------------------------------------------------------
def _tabella_classi(classi: Sequence[dict]) -> Tabella:
    colonne = [
        testo("voce", _("Classe")),
        intero("prospetti", _("Prospetti")),
        intero("divergenti", _("Con divergenze")),
        percento("quota", _("Quota"), lambda r: quota_di(r["divergenti"], r["prospetti"])),
    ]
    totale = {"voce": _("Totale"), **{c: _somma(classi, c) for c in ("prospetti", "divergenti")}}
    grafico = Grafico(
        titolo=_("Prospetti uguali al calcolo e divergenti, per classe"),
        etichetta=lambda r: r["voce"],
        serie=[
            Serie(_("Uguali"), lambda r: r["prospetti"] - r["divergenti"], Motivo.PIENO),
            Serie(_("Divergenti"), lambda r: r["divergenti"], Motivo.TRATTEGGIO),
        ],
        testo=lambda r: _("%(divergenti)s su %(prospetti)s") % r,
    )
    return Tabella(
        "classi", _("Divergenze per classe"), colonne, classi, totale=totale, grafico=grafico, derivate=DERIVATE_CLASSI
    )


def _tabella_figure(figure: Sequence[dict]) -> Tabella:
    voci = [{**f, "voce": str(ETICHETTE.get(f["figura"], f["figura"]))} for f in figure]
    colonne = [
        testo("voce", _("Cifra")),
        intero("divergenti", _("Divergenze")),
        intero("in_piu", _("Dichiarata in più"), _("Prospetti che dichiarano più di quanto calcolato.")),
        intero("in_meno", _("Dichiarata in meno"), _("Prospetti che dichiarano meno di quanto calcolato.")),
        intero("senza_segno", _("Senza misura"), _("Sì e no, classi: diverse, ma non di tanto.")),
        intero("somma", _("Somma degli scarti"), _("Dichiarato meno calcolato; in più e in meno si compensano.")),
        intero("massimo", _("Scarto massimo"), _("Senza il segno.")),
    ]
    grafico = barre(_("Divergenze per cifra"), _("Divergenze"), "divergenti", lambda r: numero(r["divergenti"]))
    return Tabella("figure", _("Quali cifre"), colonne, voci, grafico=grafico, relazioni=RELAZIONI_FIGURE)


def _tabella_regole(regole: Sequence[dict]) -> Tabella:
    voci = [{**r, "voce": r["fonte"] or _("Senza una regola del calcolo")} for r in regole]
    colonne = [
        testo("voce", _("Regola da cui viene la cifra calcolata")),
        intero("divergenti", _("Divergenze")),
        intero("prospetti", _("Prospetti"), _("Un prospetto può divergere per più regole.")),
    ]
    return Tabella("regole", _("Per quale regola"), colonne, voci)


def _tabella_dimensioni(dimensioni: Sequence[dict]) -> Tabella:
    trovate = {d["dimensione"]: d for d in dimensioni}
    vuota = dict.fromkeys(("divergenti", "basi", "quote", "scoperture", "altre"), 0)
    voci = [{**vuota, **trovate.get(n, {}), "voce": str(nome)} for n, nome in DIMENSIONI.items()]
    colonne = [
        testo("voce", _("Scarto")),
        intero("divergenti", _("Divergenze")),
        intero("basi", _("Sulle basi")),
        intero("quote", _("Sulle quote")),
        intero("scoperture", _("Sulle scoperture")),
        intero("altre", _("Sulle altre cifre")),
    ]
    totale = {"voce": _("Totale"), **{c: _somma(voci, c) for c in vuota}}
    return Tabella("dimensioni", _("Di quanto"), colonne, voci, totale=totale, relazioni=RELAZIONI_DIMENSIONI)


# Equations between columns of a row of `_tabella_dimensioni`: coefficients whose sum is zero.
RELAZIONI_DIMENSIONI = ({"divergenti": -1, "basi": 1, "quote": 1, "scoperture": 1, "altre": 1},)


def _tabella_datori(righe: Sequence[dict]) -> Tabella:
    voci = [{**r, "classe": str(FASCE_BREVI[r["fascia"]])} for r in righe]
    colonne = [
        testo("nome", _("Datore di lavoro")),
        testo("codice", _("Codice fiscale")),
        testo("classe", _("Classe")),
        intero("figure", _("Cifre diverse")),
        intero("mancano", _("Mancano"), _("Persone con disabilità: dichiarato meno calcolato.")),
        intero("mancano_18", _("Mancano art. 18"), _("Dichiarato meno calcolato.")),
        intero("quota", _("Quota"), _("Dichiarato meno calcolato.")),
        intero("quota_18", _("Quota art. 18"), _("Dichiarato meno calcolato.")),
        intero("esonerati", _("Esonerati"), _("Dichiarato meno calcolato.")),
        intero("base", _("Base art. 3"), _("Dichiarato meno calcolato.")),
        intero("base_18", _("Base art. 18"), _("Dichiarato meno calcolato.")),
    ]
    nota = _("Dichiarato meno calcolato: con il meno il datore dichiara di meno. Vuoto dove non c'è divergenza.")
    resto = solo_le_prime(len(voci), voci[0]["totale"]) if voci else ""
    return Tabella("datori", _("Chi diverge di più"), colonne, voci, nota=f"{nota} {resto}".strip())


def _note() -> list[str]:
    return [
        _("Si confrontano le cifre dei quadri 1 e 3 del prospetto con quelle calcolate dai quadri 1 e 2."),
        _(
            "Con una provincia contano le cifre del suo riepilogo; con tutta Italia quelle nazionali, fra cui i "
            "lavoratori, la classe e l'eccedenza di art. 18, che una provincia non ha."
        ),
        _(
            "La regola è quella dell'ultimo passo del calcolo della cifra: dice da dove viene la cifra del portale, "
            "non perché il datore ne ha dichiarata un'altra."
        ),
        _("Una divergenza si trascina: una base diversa cambia spesso anche la quota e la scopertura."),
        _("Una divergenza è da verificare con il datore: il calcolo segue anche letture che la prassi non fissa."),
    ]


registra(
    Rapporto(
        chiave="divergenze",
        titolo=gettext_lazy("Divergenze fra dichiarato e calcolato"),
        domanda=gettext_lazy(
            "Quali cifre i datori dichiarano diverse da quelle calcolate, per quale regola e di quanto?"
        ),
        modulo=AnnoProvinciaClasse,
        dati=divergenze,
        ruoli=RUOLI_UFFICIO,
    )
)
