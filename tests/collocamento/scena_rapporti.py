"""A small hand-made Province for the reports: employers, their returns by year, and what each declares."""

import itertools
from datetime import UTC, date, datetime
from typing import Any

from collocamento.enums import StatoProspetto, TipoComunicazione
from collocamento.models import Calcolo, CalcoloProvincia, Consegna, Datore, PostoDisponibile, Prospetto
from socialabs.rapporti.contenuto import Contenuto, Tabella
from tests.fabbriche import ComuneFactory, OrganizzazioneFactory


SP = "011"
numeri = itertools.count(1)

CIFRE = {
    "lavoratori": 60,
    "base_art3": 60,
    "base_art18": 60,
    "quota_disabili": 4,
    "quota_art18": 0,
    "disabili_in_forza": 4,
    "art18_in_forza": 0,
    "esonerati": 0,
    "compensazione_disabili": 0,
    "compensazione_art18": 0,
    "saldo_disabili": 0,
    "scopertura_disabili": 0,
    "scopertura_art18": 0,
    "scopertura_dovuta_ora": 0,
    "scopertura_art18_dovuta_ora": 0,
    "sospensione_in_corso": False,
    "convenzione_in_corso": False,
}


def datore(nome: str) -> Datore:
    return Datore.objects.create(organizzazione=OrganizzazioneFactory(denominazione=nome))


def prospetto(
    di: Datore,
    anno: int,
    *,
    classe: str = "A",
    mancano: int = 0,
    dovuto: bool = True,
    province: tuple[str, ...] = (SP,),
    foglio: dict[str, Any] | None = None,
    contenuto: dict[str, Any] | None = None,
    derivazione: dict[str, Any] | None = None,
    massimale: dict[str, Any] | None = None,
    cifre: dict[str, Any] | None = None,
    **campi: Any,
) -> Prospetto:
    """A return of `di`, valid unless told otherwise, with the same figures for the country and for each province."""
    numero = next(numeri)
    stato = campi.pop("stato", StatoProspetto.VALIDO)
    invio = datetime(anno + 1, 1, 20, 12, tzinfo=UTC)
    comune = ComuneFactory()
    nuovo = Prospetto.objects.create(
        datore=di,
        consegna=Consegna.objects.get_or_create(nome="scena.zip")[0],
        nome_file=f"{numero}.xml",
        sha256=f"{numero:064d}",
        codice_comunicazione=f"{numero:016d}",
        anno=anno,
        stato=stato,
        data_invio=invio,
        primo_invio=invio,
        data_riferimento=date(anno, 12, 31),
        protocollo="00000001",
        denominazione=di.organizzazione.denominazione,
        settore="28.41.00",
        ccnl="001",
        comune_sede=comune,
        provincia_sede=SP,
        lavoratori_nazionali=60,
        lavoratori_elencati=0,
        contenuto={"fogli": [{"provincia": p, **FOGLIO, **(foglio or {})} for p in province], **(contenuto or {})},
        **{"tipo": TipoComunicazione.PROSPETTO, "tipologia": "A", **campi},
    )
    figure = {**CIFRE, "scopertura_disabili": mancano, **(cifre or {})}
    figure.setdefault("quota_dovuta_ora", figure["quota_disabili"])
    Calcolo.objects.create(
        prospetto=nuovo,
        classe=classe,
        prospetto_dovuto=dovuto,
        eccedenza_art18=0,
        eccedenza_art18_usata=0,
        ingressi={},
        derivazione=derivazione or {"nazionale": {}, "province": {}},
        con_esonero_al_massimale=massimale,
        impostazioni={},
        motore="prova",
        **figure,
    )
    for provincia in province:
        CalcoloProvincia.objects.create(prospetto=nuovo, provincia=provincia, comune=comune, **figure)
    return nuovo


FOGLIO = {"non_dipendenti": {"convenzioni_12bis_14": {"tempo_pieno": 0}}}


def posto(di: Prospetto, posti: int, categoria: str = "D", **campi: Any) -> PostoDisponibile:
    return PostoDisponibile.objects.create(
        prospetto=di,
        provincia=campi.pop("provincia", SP),
        ordine=next(numeri),
        posti=posti,
        categoria=categoria,
        **{
            "qualifica": "4.1.1.1.0.0",
            "mansione": "Addetto alla segreteria",
            "comune": "E463",
            "barriere": False,
            "turni_notturni": False,
            "mezzi_pubblici": True,
            **campi,
        },
    )


def tabella(contenuto: Contenuto, chiave: str) -> Tabella:
    return next(t for t in contenuto.tabelle if t.chiave == chiave)


def valori(tabella: Tabella, *colonne: str) -> list[tuple]:
    """The cells of those columns, row by row."""
    scelte = [c for nome in colonne for c in tabella.colonne if c.chiave == nome]
    return [tuple(colonna.valore(riga) for colonna in scelte) for riga in tabella.righe]


def totali(tabella: Tabella, *colonne: str) -> tuple:
    return tuple(c.valore(tabella.totale) for nome in colonne for c in tabella.colonne if c.chiave == nome)
