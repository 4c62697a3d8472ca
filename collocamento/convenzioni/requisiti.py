"""What each kind of convention requires, checked on a day: the list that readers see, the guard of the signature.

A requirement whose source was not read again in the text of the law is a reading: it is said so wherever it is shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta
from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collocamento.convenzioni.enums import CON_DESTINATARIO, Tipo
from collocamento.convenzioni.models import Commessa, Convenzione, Impegno, Quadro
from collocamento.convenzioni.situazione import Situazione, situazione_di
from collocamento.normativa import (
    Classe,
    TipoDestinatario,
    Tipologia,
    copertura_art14,
    destinatari_ammessi,
    massimale_12bis,
    massimale_art12,
    parametro,
)
from socialabs.base.templatetags.socialabs import euro


@dataclass(frozen=True, slots=True)
class Requisito:
    """A requirement and whether it holds; None is for the office to check, and stops nothing.

    `del_proponente`: without it a proposal cannot even be presented. `lettura`: not law as read, but a reading.
    """

    testo: str
    esito: bool | None
    dettaglio: str = ""
    del_proponente: bool = False
    lettura: bool = False


def requisiti(convenzione: Convenzione, giorno: date) -> list[Requisito]:
    """All that the kind requires, as it stands on `giorno`, the proposer's part first."""
    esame = _Esame(convenzione, giorno)
    return [*esame.della_proposta(), *esame.del_tipo()]


def da_completare(convenzione: Convenzione, giorno: date) -> list[Requisito]:
    """What is missing before the proposal can be presented."""
    return [r for r in requisiti(convenzione, giorno) if r.del_proponente and r.esito is False]


def mancanti(convenzione: Convenzione, giorno: date) -> list[Requisito]:
    """What stands in the way of the signature on `giorno`."""
    return [r for r in requisiti(convenzione, giorno) if r.esito is False]


class _Esame:
    """One reading of the convention's rows, questioned by the requirements of its kind."""

    def __init__(self, convenzione: Convenzione, giorno: date):
        self.convenzione, self.giorno = convenzione, giorno
        self.impegni: list[Impegno] = list(convenzione.impegni.all())
        self.commesse: list[Commessa] = list(convenzione.commesse.all())
        self.posti = sum(impegno.posti for impegno in self.impegni)
        self.situazione: Situazione | None = situazione_di(convenzione.datore_id, giorno)

    # --- what the proposer fills in ------------------------------------------------------------------------------
    def della_proposta(self) -> Iterator[Requisito]:
        c = self.convenzione
        fuori = [impegno for impegno in self.impegni if not c.dal <= impegno.entro <= c.al]
        yield _proposta(_("Il calendario degli impegni è compilato."), bool(self.impegni))
        if self.impegni:
            yield _proposta(_("Gli impegni scadono entro la durata della convenzione."), not fuori)
        if c.tipo in (Tipo.ART11, Tipo.ART11_C4):
            yield _proposta(_("Sono indicate le modalità di assunzione."), bool(c.modalita))
        if c.tipo in (Tipo.ART11_C4, Tipo.ART12, Tipo.ART12BIS):
            detto = bool(c.mansioni.strip() and c.sostegno.strip() and c.verifiche.strip())
            yield _proposta(_("Sono indicati mansioni, sostegno e tutoraggio, verifiche periodiche."), detto)
        if c.tipo in CON_DESTINATARIO:
            yield from self._delle_commesse()
        if c.tipo == Tipo.ART14:
            yield _proposta(_("È indicata la convenzione quadro di riferimento."), bool(c.quadro_riferimento.strip()))

    def _delle_commesse(self) -> Iterator[Requisito]:
        c = self.convenzione
        yield _proposta(_("È indicata almeno una commessa."), bool(self.commesse))
        if self.commesse:
            fuori = any(commessa.dal < c.dal or commessa.al > c.al for commessa in self.commesse)
            yield _proposta(_("Le commesse stanno entro la durata della convenzione."), not fuori)
            persone = sum(commessa.persone for commessa in self.commesse)
            dettaglio = _("%(persone)s nelle commesse, %(posti)s negli impegni.") % {
                "persone": persone,
                "posti": self.posti,
            }
            yield _proposta(
                _("Le persone degli impegni non superano quelle delle commesse."), self.posti <= persone, dettaglio
            )
        diversi = c.destinatario_id != c.datore.organizzazione_id
        yield _proposta(_("Il destinatario è un'organizzazione diversa dal datore."), diversi)

    # --- what the law asks of the kind ---------------------------------------------------------------------------
    def del_tipo(self) -> Iterator[Requisito]:
        tipo = self.convenzione.tipo
        if tipo in CON_DESTINATARIO:
            yield self._destinatario()
        if tipo == Tipo.ART12:
            yield from self._art12()
        elif tipo == Tipo.ART12BIS:
            yield from self._art12bis()
        elif tipo == Tipo.ART14:
            yield from self._art14()

    def _destinatario(self) -> Requisito:
        ammessi = destinatari_ammessi(self.convenzione.per_il_motore, self.giorno)
        testo = _("Il destinatario è fra quelli ammessi il %(giorno)s.") % {"giorno": f"{self.giorno:%d/%m/%Y}"}
        natura = self.convenzione.tipo_destinatario
        ammesso = bool(natura) and TipoDestinatario(natura) in ammessi
        return Requisito(testo, ammesso, self.convenzione.get_tipo_destinatario_display())

    def _obbligato(self) -> Requisito:
        s = self.situazione
        testo = _("Il datore è soggetto all'obbligo.")
        return Requisito(testo, s is not None and s.classe is not None, "" if s else _ignoto(), lettura=True)

    def _commesse_e_costo(self, *, lettura: bool) -> Requisito:
        valore = sum((commessa.valore_annuo for commessa in self.commesse), Decimal(0))
        costo = sum((commessa.costo_annuo for commessa in self.commesse), Decimal(0))
        dettaglio = _("Valore annuo %(valore)s, costo %(costo)s.") % {"valore": euro(valore), "costo": euro(costo)}
        testo = _("Il valore delle commesse copre il costo del lavoro delle persone inserite.")
        return Requisito(testo, bool(self.commesse) and valore >= costo, dettaglio, lettura=lettura)

    def _art12(self) -> Iterator[Requisito]:
        yield self._obbligato()
        if s := self.situazione:
            massimo = massimale_art12(s.dipendenti, s.scopertura)
            yield self._entro(massimo, _("fino a 50 dipendenti una persona, oltre il 30% di quelle da assumere"), True)
        mesi = parametro("convenzioni", "mesi_massimi_12", self.giorno).intero
        testo = _("La durata non supera %(mesi)s mesi.") % {"mesi": mesi}
        ultimo = self.convenzione.dal + relativedelta(months=mesi, days=-1)
        yield Requisito(testo, self.convenzione.al <= ultimo, _fino_al(ultimo), lettura=True)
        yield self._commesse_e_costo(lettura=True)

    def _art12bis(self) -> Iterator[Requisito]:
        s = self.situazione
        privato = s is not None and s.tipologia != Tipologia.PUBBLICO and s.classe == Classe.A
        dettaglio = (
            _("Base di computo %(base)s, organico al %(giorno)s.")
            % {"base": s.base, "giorno": f"{s.organico_al:%d/%m/%Y}"}
            if s
            else _ignoto()
        )
        yield Requisito(_("Il datore è privato e ha più di 50 dipendenti."), privato, dettaglio)
        if s:
            percento = parametro("convenzioni", "percento_12bis", self.giorno)
            massimo = max(0, massimale_12bis(s.classe, s.quota, self.giorno) - self._altri_12bis())
            regola = _("il %(percento)s%% della quota di %(quota)s, meno le altre convenzioni in vigore") % {
                "percento": percento.intero,
                "quota": s.quota,
            }
            yield self._entro(massimo, f"{regola}; {percento.fonte}", False)
        mesi = parametro("convenzioni", "mesi_minimi_12bis", self.giorno).intero
        ultimo = self.convenzione.dal + relativedelta(months=mesi, days=-1)
        testo = _("La durata è di almeno %(mesi)s mesi.") % {"mesi": mesi}
        yield Requisito(testo, self.convenzione.al >= ultimo, _almeno_fino_al(ultimo))
        yield self._commesse_e_costo(lettura=False)
        agli_atti = self.convenzione
        yield Requisito(_("Il consenso delle persone è agli atti dell'ufficio."), agli_atti.consenso_il is not None)
        yield Requisito(_("Il piano personalizzato è agli atti dell'ufficio."), agli_atti.piano_il is not None)

    def _altri_12bis(self) -> int:
        """Posts of the employer's other conventions of the kind in force on the day."""
        altre = Convenzione.objects.in_vigore().filter(
            datore=self.convenzione.datore_id, tipo=Tipo.ART12BIS, dal__lte=self.giorno, al__gte=self.giorno
        )
        impegni = Impegno.objects.filter(convenzione__in=altre.exclude(pk=self.convenzione.pk))
        return impegni.aggregate(posti=Sum("posti", default=0))["posti"]

    def _art14(self) -> Iterator[Requisito]:
        yield self._obbligato()
        quadro, s = Quadro.objects.al(self.giorno), self.situazione
        testo = _("L'ufficio ha registrato coefficiente e limite della convenzione quadro.")
        yield Requisito(testo, quadro is not None, str(quadro or _("Senza, la copertura non si calcola.")))
        if quadro and s:
            annue = sum((commessa.valore_annuo for commessa in self.commesse), Decimal(0))
            massimo = copertura_art14(s.classe, s.quota, annue, quadro.coefficiente, quadro.percento)
            regola = _("commesse annue %(valore)s, coefficiente %(coefficiente)s") % {
                "valore": euro(annue),
                "coefficiente": euro(quadro.coefficiente),
            }
            yield self._entro(massimo, regola, True)
        resto = _("Il resto della quota è coperto.")
        scopertura = s.scopertura - self.posti if s else 0
        dettaglio = _("Mancano %(n)s posti oltre a questi.") % {"n": max(0, scopertura)} if s else _ignoto()
        yield Requisito(resto, True if s and scopertura <= 0 else None, dettaglio, lettura=True)

    def _entro(self, massimo: int, regola: str, lettura: bool) -> Requisito:
        testo = ngettext(
            "Non si supera il limite di %(n)s persona.", "Non si supera il limite di %(n)s persone.", massimo
        ) % {"n": massimo}
        dettaglio = _("Previste %(posti)s; %(regola)s.") % {"posti": self.posti, "regola": regola}
        return Requisito(testo, self.posti <= massimo, dettaglio, lettura=lettura)


def _proposta(testo: str, esito: bool, dettaglio: str = "") -> Requisito:
    return Requisito(testo, esito, dettaglio, del_proponente=True)


def _ignoto() -> str:
    return _("Il portale non conosce l'organico del datore.")


def _fino_al(giorno: date) -> str:
    return _("Al più fino al %(giorno)s.") % {"giorno": f"{giorno:%d/%m/%Y}"}


def _almeno_fino_al(giorno: date) -> str:
    return _("Almeno fino al %(giorno)s.") % {"giorno": f"{giorno:%d/%m/%Y}"}


def proroga_ammessa(convenzione: Convenzione, al: date) -> str:
    """Why the convention cannot be extended to `al`; empty when it can. Both limits are readings of the articles."""
    if al <= convenzione.al:
        return _("Il nuovo termine viene dopo quello attuale (%(al)s).") % {"al": f"{convenzione.al:%d/%m/%Y}"}
    if convenzione.tipo == Tipo.ART12BIS:
        mesi = parametro("convenzioni", "mesi_minimi_proroga_12bis", convenzione.al).intero
        if al < convenzione.al + relativedelta(months=mesi):
            return _("Lettura dell'art. 12-bis: il rinnovo dura almeno %(mesi)s mesi.") % {"mesi": mesi}
    if convenzione.tipo == Tipo.ART12:
        mesi = parametro("convenzioni", "mesi_massimi_12", convenzione.al).intero
        if al > convenzione.dal + relativedelta(months=2 * mesi, days=-1):
            return _("Lettura dell'art. 12: la proroga non supera altri %(mesi)s mesi.") % {"mesi": mesi}
    return ""
