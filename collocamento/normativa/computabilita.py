"""How one worker counts: in the two bases and towards the quotas (arts. 3, 4, 5 and 18; DPR 333/2000 art. 3).

A worker has one rule only, the first that fits, so that nobody is taken off twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from collocamento.normativa.arrotondamento import arrotonda_percento
from collocamento.normativa.calendario import Calendario
from collocamento.normativa.derivazione import Passo
from collocamento.normativa.enumerazioni import Ambito, Classe
from collocamento.normativa.forza import contributo
from collocamento.normativa.lavoratori import (
    Attivita,
    Contratto,
    Disabilita,
    Lavoratore,
    Modalita,
    Origine,
    TipoDisabilita,
)
from collocamento.normativa.parametri import Certezza, ParametroNonVerificato, parametro


_PERCENTO_IN_SERVIZIO = 60
_PERCENTO_INTELLETTIVA = 45
_GRADO_INAIL = 33
_MESI_MISSIONE = 12


class Regola(NamedTuple):
    """A rule on workers: its id, the base it empties (None = neither), how sure it is."""

    id: str
    ambito: Ambito | None
    certezza: Certezza = Certezza.CERTO


@dataclass(frozen=True, slots=True)
class Computo:
    """How a worker counts, in full-time workers, and by which rule."""

    regola: Regola
    base_art3: Fraction | int
    base_art18: Fraction | int
    copre_disabili: Fraction | int
    copre_art18: int

    @property
    def passi(self) -> tuple[Passo, ...]:
        """The step that explains it; its value is what the worker covers of the disabled quota."""
        parametri = {"base_art3": self.base_art3, "base_art18": self.base_art18}
        return (Passo(f"computo_{self.regola.id}", self.copre_disabili, parametri),)


DISABILE = Regola("disabile", Ambito.ENTRAMBI)
DISABILE_INAIL = Regola("disabile_inail", Ambito.ENTRAMBI, Certezza.INTERPRETAZIONE)
SOMMINISTRATO = Regola("somministrato", Ambito.ENTRAMBI)
SOMMINISTRATO_AGENZIA = Regola("somministrato_agenzia", Ambito.ENTRAMBI, Certezza.INTERPRETAZIONE)
ART18 = Regola("art18", Ambito.ENTRAMBI, Certezza.INTERPRETAZIONE)
TERMINE_BREVE = Regola("termine_breve", Ambito.ENTRAMBI)
STAGIONALE_BREVE = Regola("stagionale_breve", Ambito.ENTRAMBI, Certezza.INTERPRETAZIONE)
SOSTITUTO = Regola("sostituto", Ambito.ENTRAMBI, Certezza.INTERPRETAZIONE)
APPRENDISTA = Regola("apprendista", Ambito.ENTRAMBI)
ESCLUSO = Regola("escluso", Ambito.ENTRAMBI)
NON_TECNICO = Regola("non_tecnico", Ambito.ENTRAMBI)
TELELAVORO = Regola("telelavoro", Ambito.ENTRAMBI)
SOLO_ART3 = Regola("solo_art3", Ambito.DISABILI)
INTERMITTENTE = Regola("intermittente", None)
PART_TIME = Regola("part_time", None)
ORDINARIO = Regola("ordinario", None)
ORDINARIO_INTERPRETATO = Regola("ordinario", None, Certezza.INTERPRETAZIONE)
ORDINARIO_NON_VERIFICATO = Regola("ordinario", None, Certezza.NON_VERIFICATO)

_ESCLUSI = {
    Contratto.DIRIGENTE,
    Contratto.SOCIO_LAVORATORE,
    Contratto.DOMICILIO,
    Contratto.INSERIMENTO,
    Contratto.LSU,
    Contratto.EMERSIONE,
}
_SOLO_ART3 = {
    Attivita.TRASPORTO_VIAGGIANTE,
    Attivita.AUTOTRASPORTO_VIAGGIANTE,
    Attivita.CANTIERE_EDILE,
    Attivita.IMPIANTI_A_FUNE,
}
_NON_TECNICI = {Attivita.NON_TECNICO_AMMINISTRATIVO, Attivita.POLIZIA_DIFESA_OPERATIVO}
_NON_VERIFICATE = {Attivita.MINIERA_SOTTERRANEO, Attivita.CAMBIO_APPALTO}
_INTERPRETATE = {Attivita.SPORT_PROFESSIONISTICO}


def computabilita(
    lavoratore: Lavoratore,
    *,
    data: date,
    teste: int = 0,
    art18_gia_fuori: int = 0,
    classe: Classe | None = None,
    calendario: Calendario | None = None,
) -> Computo:
    """How a worker counts on `data`.

    `teste` (heads of the employer) and `art18_gia_fuori` (art. 18 workers already outside the base) decide whether
    an art. 18 worker leaves it; `classe` C makes part timers with disability above 50% count one; `calendario` gives
    the working days that six months correspond to for seasonal workers.
    """
    regola = regola_di(
        lavoratore, data=data, teste=teste, art18_gia_fuori=art18_gia_fuori, calendario=calendario or Calendario()
    )
    nella_base = lavoratore.riga.frazione if regola in (PART_TIME, INTERMITTENTE) else 1
    return Computo(
        regola=regola,
        base_art3=nella_base if regola.ambito is None else 0,
        base_art18=0 if regola.ambito == Ambito.ENTRAMBI else nella_base,
        copre_disabili=_copertura(lavoratore, regola, classe, data),
        copre_art18=int(lavoratore.art18 and regola not in (DISABILE, DISABILE_INAIL)),
    )


def regola_di(
    lavoratore: Lavoratore, *, data: date, teste: int, art18_gia_fuori: int, calendario: Calendario
) -> Regola:
    """The rule a worker falls under: agency, disabled, art. 18, excluded, reduced hours, or ordinary."""
    if lavoratore.contratto == Contratto.SOMMINISTRATO_UTILIZZATORE:
        return SOMMINISTRATO
    if lavoratore.contratto == Contratto.SOMMINISTRATO_AGENZIA:
        return SOMMINISTRATO_AGENZIA
    if lavoratore.disabilita is not None and (computabile := _regola_disabile(lavoratore.disabilita, data)):
        return computabile
    if lavoratore.art18 and art18_gia_fuori < arrotonda_percento(teste, 1):
        return ART18
    return _regola_esclusione(lavoratore, data, calendario) or _regola_orario(lavoratore)


def _regola_disabile(disabilita: Disabilita, data: date) -> Regola | None:
    """Rule of a disabled worker who counts towards the quota, None when the worker is an ordinary one."""
    percentuale = disabilita.percentuale or 0
    if disabilita.assunto_dagli_elenchi or disabilita.non_vedente is not None:
        return DISABILE
    if disabilita.origine == Origine.PRIMA_DELL_ASSUNZIONE:
        return DISABILE if _fuori_elenchi(disabilita, data) else None
    if disabilita.colpa_del_datore:
        return None
    if percentuale >= _PERCENTO_IN_SERVIZIO:
        return DISABILE
    infortunio = disabilita.origine == Origine.INFORTUNIO_IN_SERVIZIO
    return DISABILE_INAIL if infortunio and (disabilita.grado_inail or 0) > _GRADO_INAIL else None


def _fuori_elenchi(disabilita: Disabilita, data: date) -> bool:
    """Disability that was there before a hire outside the lists (art. 4 c. 3-bis)."""
    try:
        soglia = parametro("computo", "percento_fuori_elenchi", data).intero
        compresa = parametro("computo", "percento_fuori_elenchi_compreso", data).si
    except ParametroNonVerificato:
        return False
    percentuale = disabilita.percentuale or 0
    if percentuale > soglia or (compresa and percentuale == soglia):
        return True
    if disabilita.categoria_guerra is not None and 1 <= disabilita.categoria_guerra <= 6:
        return True
    return disabilita.tipo == TipoDisabilita.INTELLETTIVA_PSICHICA and percentuale > _PERCENTO_INTELLETTIVA


def _regola_esclusione(lavoratore: Lavoratore, data: date, calendario: Calendario) -> Regola | None:
    prove: tuple[tuple[Regola, Callable[[], bool]], ...] = (
        (APPRENDISTA, lambda: lavoratore.contratto == Contratto.APPRENDISTATO),
        (ESCLUSO, lambda: lavoratore.contratto in _ESCLUSI or lavoratore.assunto_per_lavoro_all_estero),
        (SOSTITUTO, lambda: lavoratore.sostituisce),
        (TERMINE_BREVE, lambda: _termine_breve(lavoratore, data)),
        (STAGIONALE_BREVE, lambda: _stagionale_breve(lavoratore, data, calendario)),
        (NON_TECNICO, lambda: lavoratore.attivita in _NON_TECNICI),
        (TELELAVORO, lambda: lavoratore.modalita == Modalita.TELELAVORO_CONCILIAZIONE),
        (SOLO_ART3, lambda: lavoratore.attivita in _SOLO_ART3),
    )
    return next((regola for regola, vale in prove if vale()), None)


def _regola_orario(lavoratore: Lavoratore) -> Regola:
    if lavoratore.contratto == Contratto.INTERMITTENTE:
        return INTERMITTENTE
    if not lavoratore.tempo_pieno:
        return PART_TIME
    if lavoratore.attivita in _NON_VERIFICATE:
        return ORDINARIO_NON_VERIFICATO
    interpretato = lavoratore.attivita in _INTERPRETATE or lavoratore.modalita == Modalita.LAVORO_AGILE
    return ORDINARIO_INTERPRETATO if interpretato else ORDINARIO


def _termine_breve(lavoratore: Lavoratore, data: date) -> bool:
    """Fixed term within the months of the law, the last day included."""
    if lavoratore.contratto != Contratto.TERMINE or lavoratore.inizio is None or lavoratore.fine is None:
        return False
    mesi = parametro("computo", "mesi_tempo_determinato", data).intero
    return lavoratore.fine < lavoratore.inizio + relativedelta(months=mesi)


def _stagionale_breve(lavoratore: Lavoratore, data: date, calendario: Calendario) -> bool:
    """Seasonal worker whose days worked in the year do not exceed those of as many months as a fixed term."""
    if lavoratore.contratto != Contratto.STAGIONALE or lavoratore.giornate is None:
        return False
    mesi = parametro("computo", "mesi_tempo_determinato", data).intero
    giorni_anno = calendario.giorni_lavorativi(date(data.year, 1, 1), date(data.year, 12, 31))
    return 12 * lavoratore.giornate <= mesi * giorni_anno


def _copertura(lavoratore: Lavoratore, regola: Regola, classe: Classe | None, data: date) -> Fraction | int:
    if regola == SOMMINISTRATO:
        disabile = lavoratore.disabilita is not None and _disabile_riconosciuto(lavoratore.disabilita, data)
        if not disabile or lavoratore.missione_mesi < _MESI_MISSIONE:
            return 0
    elif regola not in (DISABILE, DISABILE_INAIL):
        return 0
    remoto = lavoratore.contratto == Contratto.DOMICILIO or lavoratore.modalita == Modalita.TELELAVORO_CONCILIAZIONE
    if remoto and lavoratore.orario_equivalente:
        return 1
    return contributo(lavoratore.riga, classe)


def _disabile_riconosciuto(disabilita: Disabilita, data: date) -> bool:
    return _regola_disabile(disabilita, data) is not None
