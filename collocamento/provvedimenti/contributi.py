"""The contributions of all employers: what each owes for a year, what was paid, what is late. Nothing is stored."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from collocamento.models import Datore
from collocamento.provvedimenti.conto import Saldo, Voce, atti_di, saldo, sede_del_conto, voci_di
from collocamento.provvedimenti.enums import Genere
from collocamento.provvedimenti.models import ContoContributo, Provvedimento, TermineContributo
from collocamento.provvedimenti.scheda_conto import stato
from socialabs.anagrafica.calendario import calendari_di
from socialabs.anagrafica.models import Organizzazione, Provincia
from socialabs.base.giorni import oggi


MAI = date.max


@dataclass(frozen=True, slots=True)
class Contributo:
    """One statement. `conto` may still have to be prepared (no key then): the sum rests on the ordinary week.

    `entro_il`: the day set by the body for that year, if it has set one.
    """

    conto: ContoContributo
    luogo: str
    saldo: Saldo
    entro_il: date | None

    @property
    def organizzazione(self) -> Organizzazione:
        return self.conto.datore.organizzazione

    @property
    def azienda(self) -> str:
        return self.organizzazione.denominazione

    @property
    def ordinabile(self) -> str:
        return self.organizzazione.denominazione_ordinabile

    @property
    def anno(self) -> int:
        return self.conto.anno

    @property
    def genere(self) -> str:
        return str(Genere(self.conto.genere).label)

    @property
    def preparato(self) -> bool:
        return not self.conto._state.adding

    @property
    def periodo(self) -> str:
        """From the first to the last exempt day of the year."""
        tratti = self.saldo.contributo.tratti
        return f"{tratti[0].dal:%d/%m/%Y} – {tratti[-1].al:%d/%m/%Y}" if tratti else ""

    @property
    def posizioni(self) -> int:
        """The most that were exempt on a day."""
        return max((tratto.posizioni for tratto in self.saldo.contributo.tratti), default=0)

    @property
    def giorni(self) -> int:
        """The certain working days."""
        return sum(tratto.giorni for tratto in self.saldo.contributo.tratti)

    @property
    def verificato(self) -> bool:
        return self.saldo.contributo.verificato

    @property
    def dovuto(self) -> Decimal:
        """For the certain days."""
        return self.saldo.contributo.minimo

    @property
    def dovuto_al_massimo(self) -> Decimal:
        return self.saldo.contributo.massimo

    @property
    def versato(self) -> Decimal:
        return self.saldo.versato

    @property
    def da_confermare(self) -> Decimal:
        return self.saldo.da_confermare

    @property
    def resta(self) -> Decimal:
        return self.saldo.resta

    @property
    def in_ritardo(self) -> bool:
        return self.entro_il is not None and self.entro_il < oggi() and self.resta > 0

    @property
    def urgenza(self) -> tuple[bool, bool, date]:
        """What is late first, then what is still due by its day, then what is paid."""
        return not self.in_ritardo, not self.resta, self.entro_il or MAI

    @property
    def distintivo(self) -> dict[str, str]:
        """Where it stands, as a badge."""
        return {"testo": _("In ritardo"), "tipo": "danger"} if self.in_ritardo else stato(self.saldo)


def contributi(esoneri: QuerySet[Provvedimento], conti: QuerySet[ContoContributo]) -> list[Contributo]:
    """Those that follow from these exemptions, with the statements in `conti` where prepared.

    The number of queries does not depend on the rows.
    """
    voci = voci_di(esoneri)
    datori = Datore.objects.select_related("organizzazione__comune").in_bulk(voci)
    atti: dict[uuid.UUID, list[Provvedimento]] = {}
    for atto in atti_di(voci):
        atti.setdefault(atto.datore_id, []).append(atto)
    preparati = {
        (conto.datore_id, conto.provincia, conto.anno, conto.genere): conto
        for conto in conti.filter(datore__in=voci).prefetch_related("versamenti")
    }
    righe = [preparati.get((pk, *voce)) or _da_preparare(datori[pk], voce) for pk, sue in voci.items() for voce in sue]
    patroni = calendari_di({conto.comune_id or "" for conto in righe})
    termini = dict(TermineContributo.objects.values_list("anno", "entro_il"))
    luoghi = dict(Provincia.objects.filter(codice__in={c.provincia for c in righe}).values_list("codice", "nome"))
    fatti: list[Contributo] = []
    for conto in righe:
        conto.datore = datori[conto.datore_id]
        versamenti = [] if conto._state.adding else conto.versamenti.all()
        suo = saldo(conto, atti[conto.datore_id], patroni[conto.comune_id or ""].patrono, versamenti)
        luogo = luoghi.get(conto.provincia, conto.provincia)
        fatti.append(Contributo(conto, luogo, suo, termini.get(conto.anno)))
    return fatti


def _da_preparare(datore: Datore, voce: Voce) -> ContoContributo:
    provincia, anno, genere = voce
    sede = sede_del_conto(datore, provincia)
    return ContoContributo(datore=datore, provincia=provincia, anno=anno, genere=genere, comune=sede)


def totali(righe: list[Contributo]) -> Mapping[str, Any]:
    """The sums of the rows, whatever the page."""
    return {nome: sum((getattr(riga, nome) for riga in righe), Decimal(0)) for nome in ("dovuto", "versato", "resta")}
