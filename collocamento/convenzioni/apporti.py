"""What conventions are worth to the engine on a day: hires planned under art. 11, posts that others' people cover.

Under arts. 12-bis and 14 only people already hired cover, within the orders in force and the ceilings of the day.
A convention that ended before the staff was last told leaves the word to what was told later.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collocamento.convenzioni.enums import Tipo
from collocamento.convenzioni.models import Commessa, Convenzione, Impegno, Quadro
from collocamento.normativa import (
    CifreNazionali,
    RigaOraria,
    Stato,
    TipoConvenzione,
    calcola,
    copertura_art14,
    massimale_12bis,
)
from collocamento.normativa import Convenzione as PerIlMotore
from collocamento.posizione.apporti import Apporto, registra
from collocamento.posizione.ingressi import Ingressi, ingressi


CONVENZIONI, COPERTI, COPERTI_PT = "convenzioni", "conv_12bis_14_ft", "conv_12bis_14_pt"
TIPO_RIFERIMENTO = "convenzioni.convenzione"


def convenzioni_stipulate(datori: Collection[uuid.UUID], giorno: date) -> dict[uuid.UUID, list[Apporto]]:
    """The acts of these employers, in a fixed number of queries."""
    righe = list(
        Convenzione.objects.stipulate(giorno)
        .filter(datore__in=datori)
        .prefetch_related("commesse")
        .order_by("dal", "pk")
        .only("datore", "tipo", "stato", "dal", "al", "firmata_il", "chiusa_il")
    )
    if not righe:
        return {}
    noti = ingressi({riga.datore_id for riga in righe}, giorno)
    impegni = _impegni(righe, giorno, noti)
    quadro = Quadro.objects.al(giorno)
    per_datore: dict[uuid.UUID, list[Convenzione]] = defaultdict(list)
    for riga in righe:
        partenza = noti.get(riga.datore_id)
        if partenza is None or riga.fine >= partenza.situazione:
            per_datore[riga.datore_id].append(riga)
    return {
        datore: list(_Conto(giorno, sue, impegni, quadro, noti.get(datore)).apporti())
        for datore, sue in per_datore.items()
    }


@dataclass(slots=True)
class _Impegno:
    """A commitment as it stood on the day: people hired by then, and those of them that the staff includes already."""

    provincia: str
    entro: date
    posti: int
    coperti: int
    gia_in_organico: int

    @property
    def nuovi(self) -> int:
        return self.coperti - self.gia_in_organico

    def scaduto(self, giorno: date) -> bool:
        return self.entro < giorno and self.coperti < self.posti


def _impegni(
    righe: Iterable[Convenzione], giorno: date, noti: Mapping[uuid.UUID, Ingressi]
) -> dict[uuid.UUID, list[_Impegno]]:
    # The staff's day differs by employer: hires are read by their day, and summed here.
    datori = {riga.pk: riga.datore_id for riga in righe}
    trovati: dict[uuid.UUID, list[_Impegno]] = defaultdict(list)
    per_pk: dict[uuid.UUID, _Impegno] = {}
    letti = (
        Impegno.objects.filter(convenzione__in=list(datori))
        .order_by("entro", "pk")
        .values("pk", "convenzione", "provincia", "entro", "posti", "coperture__il")
        .annotate(numero=Sum("coperture__numero", default=0))
    )
    for letto in letti:
        impegno = per_pk.get(letto["pk"])
        if impegno is None:
            impegno = per_pk[letto["pk"]] = _Impegno(letto["provincia"], letto["entro"], letto["posti"], 0, 0)
            trovati[letto["convenzione"]].append(impegno)
        il = letto["coperture__il"]
        if il is None or il > giorno:
            continue
        impegno.coperti += letto["numero"]
        partenza = noti.get(datori[letto["convenzione"]])
        if partenza is not None and il <= partenza.situazione:
            impegno.gia_in_organico += letto["numero"]
    return trovati


@dataclass
class _Conto:
    """The conventions of one employer, counted one after the other against the same ceilings."""

    giorno: date
    convenzioni: Sequence[Convenzione]
    impegni: Mapping[uuid.UUID, Sequence[_Impegno]]
    quadro: Quadro | None
    partenza: Ingressi | None
    usati: dict[str, int] = field(default_factory=dict)

    def apporti(self) -> Iterator[Apporto]:
        for convenzione in self.convenzioni:
            if not convenzione.assume_il_destinatario:
                yield from self._previsti(convenzione)
            elif convenzione.fine < self.giorno:
                yield from self._finita(convenzione)
            else:
                yield from self._coperti(convenzione)

    def _finita(self, convenzione: Convenzione) -> Iterator[Apporto]:
        """The recipient's people cover no more."""
        frase = _("Convenzione finita.")
        for provincia in self._province(convenzione):
            yield self._apporto(convenzione, CONVENZIONI, provincia, (), frase)
            yield self._apporto(convenzione, COPERTI, provincia, (), "")
            yield self._apporto(convenzione, COPERTI_PT, provincia, (), "")

    def _province(self, convenzione: Convenzione) -> list[str]:
        return sorted({impegno.provincia for impegno in self.impegni.get(convenzione.pk, ())})

    def _apporto(self, convenzione: Convenzione, campo: str, provincia: str, valori: tuple, frase: str) -> Apporto:
        return Apporto(campo, provincia, valori, frase, (TIPO_RIFERIMENTO, convenzione.pk), convenzione.fine)

    # --- arts. 11 and 12: hires of the employer ------------------------------------------------------------------
    def _previsti(self, convenzione: Convenzione) -> Iterator[Apporto]:
        """Those planned, while the timetable is kept; late or over, only those hired since the staff was told."""
        tutti = self.impegni.get(convenzione.pk, ())
        in_ritardo = any(impegno.scaduto(self.giorno) for impegno in tutti)
        finita = convenzione.fine < self.giorno
        for provincia in self._province(convenzione):
            suoi = [impegno for impegno in tutti if impegno.provincia == provincia]
            assunti = sum(impegno.nuovi for impegno in suoi)
            attesi = sum(impegno.posti - impegno.coperti for impegno in suoi)
            previsti = assunti if in_ritardo or finita else assunti + attesi
            valori = (self._per_il_motore(convenzione, previsti),) if previsti else ()
            frase = _("Convenzione finita.") if finita else self._frase_11(convenzione, attesi, in_ritardo)
            yield self._apporto(
                convenzione, CONVENZIONI, provincia, valori, f"{frase} {_gia_assunte(assunti)}".strip()
            )

    def _per_il_motore(self, convenzione: Convenzione, previsti: int) -> PerIlMotore:
        """Without an end: whether it still counts has been decided here."""
        tipo = TipoConvenzione(convenzione.per_il_motore)
        return PerIlMotore(Stato.CONCESSO, tipo, previsti, convenzione.firmata_il)

    def _frase_11(self, convenzione: Convenzione, attesi: int, in_ritardo: bool) -> str:
        if in_ritardo:
            frase = ngettext(
                "%(nome)s in ritardo: %(n)s assunzione attesa non conta più.",
                "%(nome)s in ritardo: %(n)s assunzioni attese non contano più.",
                attesi,
            )
        else:
            frase = ngettext(
                "%(nome)s: %(n)s assunzione ancora da fare secondo il calendario.",
                "%(nome)s: %(n)s assunzioni ancora da fare secondo il calendario.",
                attesi,
            )
        return frase % {"nome": convenzione, "n": attesi}

    # --- arts. 12-bis and 14: hires of the recipient --------------------------------------------------------------
    def _coperti(self, convenzione: Convenzione) -> Iterator[Apporto]:
        """People hired by the recipient, province by province, as long as order and ceiling have room."""
        commesse = self._in_corso(convenzione)
        posto = self._posto(convenzione.tipo)
        for provincia in self._province(convenzione):
            suoi = [impegno for impegno in self.impegni[convenzione.pk] if impegno.provincia == provincia]
            assunti = sum(impegno.coperti for impegno in suoi)
            locali = [commessa for commessa in commesse if commessa.provincia_id == provincia]
            in_commessa = min(assunti, sum(commessa.persone for commessa in locali))
            conta = min(in_commessa, posto)
            posto -= conta
            self.usati[convenzione.tipo] = self.usati.get(convenzione.tipo, 0) + conta
            frase = self._frase_coperti(convenzione, assunti, in_commessa, conta)
            interi, ridotti = _per_orario(locali, conta, a_valore=convenzione.tipo == Tipo.ART14)
            yield self._apporto(convenzione, COPERTI, provincia, (interi,) if interi else (), frase)
            yield self._apporto(convenzione, COPERTI_PT, provincia, ridotti, "")
            valori = (self._per_il_motore(convenzione, conta),) if conta else ()
            yield self._apporto(convenzione, CONVENZIONI, provincia, valori, "")

    def _posto(self, tipo: str) -> int:
        """How many more posts the ceilings of the day leave to conventions of this kind."""
        if self.cifre is None:
            return 0
        classe, quota = self.cifre.classe, self.cifre.quota_disabili
        if tipo == Tipo.ART12BIS:
            massimo = massimale_12bis(classe, quota, self.giorno)
        elif self.quadro is not None:
            massimo = copertura_art14(classe, quota, self._commesse_annue(), *self.quadro.misure)
        else:
            massimo = 0
        return max(0, massimo - self.usati.get(tipo, 0))

    @cached_property
    def cifre(self) -> CifreNazionali | None:
        """Class and quota, which conventions do not change: the engine on the staff alone."""
        if self.partenza is None:
            return None
        return calcola(self.partenza.datore, self.partenza.fogli, data=self.giorno).nazionale

    def _commesse_annue(self) -> Decimal:
        """The employer's orders under art. 14 in progress, all its conventions together."""
        del_tipo = [c for c in self.convenzioni if c.tipo == Tipo.ART14 and c.fine >= self.giorno]
        return sum((c.valore_annuo for conv in del_tipo for c in self._in_corso(conv)), Decimal(0))

    def _in_corso(self, convenzione: Convenzione) -> list[Commessa]:
        return [c for c in convenzione.commesse.all() if c.dal <= self.giorno <= c.al]

    def _frase_coperti(self, convenzione: Convenzione, assunti: int, in_commessa: int, conta: int) -> str:
        frase = ngettext(
            "%(nome)s: %(n)s persona assunta dal destinatario copre la quota.",
            "%(nome)s: %(n)s persone assunte dal destinatario coprono la quota.",
            conta,
        ) % {"nome": convenzione, "n": conta}
        oltre = []
        if assunti > in_commessa:
            oltre.append(_("%(n)s oltre quelle delle commesse in corso") % {"n": assunti - in_commessa})
        if in_commessa > conta:
            limite = _("%(n)s oltre il limite alla data") % {"n": in_commessa - conta}
            if convenzione.tipo == Tipo.ART14 and self.quadro is None:
                limite = _("%(n)s senza una convenzione quadro in vigore") % {"n": in_commessa}
            oltre.append(limite)
        return f"{frase} {_('Non contano: %(cosa)s.') % {'cosa': ', '.join(oltre)}}" if oltre else frase


def _gia_assunte(numero: int) -> str:
    """Hired, and not in the staff yet."""
    if not numero:
        return ""
    return ngettext("%(n)s persona già assunta.", "%(n)s persone già assunte.", numero) % {"n": numero}


def _per_orario(commesse: Iterable[Commessa], quanti: int, *, a_valore: bool) -> tuple[int, tuple[RigaOraria, ...]]:
    """Who counts whole and who by hours; under art. 14 a post is a matter of value, not of hours."""
    if a_valore:
        return quanti, ()
    interi, ridotti = 0, []
    for commessa in sorted(commesse, key=lambda c: (not c.tempo_pieno, c.dal)):
        numero = min(quanti, commessa.persone)
        quanti -= numero
        if commessa.tempo_pieno:
            interi += numero
        elif numero:
            ridotti.append(RigaOraria(numero, int(commessa.ore_contratto * 60), int(commessa.ore * 60)))
    return interi, tuple(ridotti)


registra(convenzioni_stipulate)
