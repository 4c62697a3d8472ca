"""Acts on a signed convention: prepare one for the signature, take it back."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from collocamento.convenzioni.azioni.comune import blocca
from collocamento.convenzioni.azioni.effetti import CAMPI_COMMESSA, COMMESSA, FINO_AL, IMPEGNO, MOTIVO, SPOSTA
from collocamento.convenzioni.azioni.istruttoria import nuovo_atto
from collocamento.convenzioni.azioni.proposta import parti_di, supera_il_testo
from collocamento.convenzioni.enums import Parte, TipoAtto, TipoSollecito
from collocamento.convenzioni.errori import NonAmmesso
from collocamento.convenzioni.models import Atto, Commessa, Convenzione, Impegno
from collocamento.convenzioni.permessi import puo_gestire, richiedi
from collocamento.convenzioni.requisiti import proroga_ammessa
from collocamento.convenzioni.testo import clausole_dell_atto, dice_commessa, persone_in_parole
from collocamento.permessi import puo_decidere
from socialabs.anagrafica.models import EnteTitolare
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi


@transaction.atomic
def modifica_impegno(
    *,
    convenzione: Convenzione,
    oggetto: str,
    impegno: Impegno | None,
    entro: date | None,
    posti: int | None,
    ctx: Contesto,
) -> Atto:
    """Share an addendum: a text, and where `impegno` is given its new day and number."""
    convenzione = _in_vigore(convenzione, ctx)
    commi, effetti = [oggetto], {}
    if impegno is not None:
        _entro_la_durata(convenzione, entro)
        if posti < impegno.coperti:
            raise NonAmmesso(_("Le persone già assunte superano quelle che l'impegno prevederebbe."))
        prima = f"{persone_in_parole(impegno.posti)} entro il {impegno.entro:%d/%m/%Y}"
        dopo = f"{persone_in_parole(posti)} entro il {entro:%d/%m/%Y}"
        commi.append(f"L'impegno «{impegno.profilo}», che era di {prima}, diventa di {dopo}.")
        effetti[SPOSTA] = {"impegno": str(impegno.pk), "entro": entro.isoformat(), "posti": posti}
    return _condividi(convenzione, TipoAtto.ADDENDUM, commi, effetti, ctx)


@transaction.atomic
def aggiungi_impegno(*, impegno: Impegno, ctx: Contesto) -> Atto:
    """Share an addendum that adds a commitment."""
    convenzione = _in_vigore(impegno.convenzione, ctx)
    _entro_la_durata(convenzione, impegno.entro)
    comma = (
        f"Si aggiunge l'impegno di assumere entro il {impegno.entro:%d/%m/%Y} {persone_in_parole(impegno.posti)}, "
        f"{impegno.profilo}, in provincia di {impegno.provincia.nome}."
    )
    dati = {
        "entro": impegno.entro.isoformat(),
        "posti": impegno.posti,
        "profilo": impegno.profilo,
        "provincia_id": impegno.provincia_id,
    }
    return _condividi(convenzione, TipoAtto.ADDENDUM, [comma], {IMPEGNO: dati}, ctx)


@transaction.atomic
def aggiungi_commessa(*, commessa: Commessa, ctx: Contesto) -> Atto:
    """Share an addendum that adds a work order."""
    convenzione = _in_vigore(commessa.convenzione, ctx)
    if not convenzione.con_destinatario:
        raise NonAmmesso(_("Questa convenzione non prevede commesse."))
    _entro_la_durata(convenzione, commessa.dal, commessa.al)
    comma = f"Si aggiunge la commessa: {dice_commessa(commessa)}"
    dati = {campo: _scritto(getattr(commessa, campo)) for campo in CAMPI_COMMESSA}
    return _condividi(convenzione, TipoAtto.ADDENDUM, [comma], {COMMESSA: dati}, ctx)


@transaction.atomic
def proroga(*, convenzione: Convenzione, al: date, ctx: Contesto) -> Atto:
    """Share an extension to `al`. Raises NonAmmesso against the terms of the kind."""
    convenzione = _in_vigore(convenzione, ctx)
    if motivo := proroga_ammessa(convenzione, al):
        raise NonAmmesso(motivo)
    commi = [f"La convenzione è prorogata alle stesse condizioni fino al {al:%d/%m/%Y}, compreso."]
    if convenzione.commesse.filter(al=convenzione.al).exists():
        commi.append("Le commesse che finivano con la convenzione proseguono fino allo stesso giorno.")
    return _condividi(convenzione, TipoAtto.PROROGA, commi, {FINO_AL: al.isoformat()}, ctx)


@transaction.atomic
def risolvi(*, convenzione: Convenzione, fino_al: date, motivo: str, consensuale: bool, ctx: Contesto) -> Atto:
    """Share a resolution, whose last day is `fino_al`: of all parties, or of the office alone for a breach.

    Raises NonAmmesso when the office would resolve alone without a formal notice expired in vain.
    """
    convenzione = _in_vigore(convenzione, ctx)
    if not convenzione.firmata_il <= fino_al <= convenzione.al:
        raise NonAmmesso(_("La convenzione si risolve fra il giorno della stipula e il suo ultimo giorno."))
    commi = [f"La convenzione è risolta e cessa di avere effetto dopo il {fino_al:%d/%m/%Y}.", f"Motivo: {motivo}"]
    if not consensuale:
        commi.insert(0, _dopo_la_diffida(convenzione))
    effetti = {FINO_AL: fino_al.isoformat(), MOTIVO: motivo}
    parti = parti_di(convenzione) if consensuale else [Parte.UFFICIO]
    return _condividi(convenzione, TipoAtto.RISOLUZIONE, commi, effetti, ctx, parti)


@transaction.atomic
def ritira_atto(*, atto: Atto, motivo: str, ctx: Contesto) -> None:
    """Take back an act that not all have signed. The convention's own text is taken back by reopening the case."""
    richiedi(puo_decidere(ctx) and atto.tipo != TipoAtto.CONVENZIONE)
    convenzione = blocca(atto.convenzione)
    if not convenzione.atti.alla_firma().filter(pk=atto.pk).exists():
        raise NonAmmesso(_("Il testo non è più alla firma."))
    supera_il_testo(convenzione, motivo, ctx)


def _in_vigore(convenzione: Convenzione, ctx: Contesto) -> Convenzione:
    convenzione = blocca(convenzione)
    richiedi(puo_gestire(ctx, convenzione))
    return convenzione


def _entro_la_durata(convenzione: Convenzione, *giorni: date) -> None:
    if not all(convenzione.dal <= giorno <= convenzione.al for giorno in giorni):
        raise NonAmmesso(_("La data è fuori dalla durata della convenzione: prima va prorogata."))


def _dopo_la_diffida(convenzione: Convenzione) -> str:
    in_ritardo = convenzione.impegni.scaduti(oggi()).exists()
    diffida = convenzione.solleciti.filter(tipo=TipoSollecito.DIFFIDA, entro__lt=oggi()).first()
    if not in_ritardo or diffida is None:
        raise NonAmmesso(
            _("L'ufficio risolve da solo se un impegno è in ritardo e una diffida è scaduta senza esito.")
        )
    return f"La diffida del {diffida.il:%d/%m/%Y}, con termine al {diffida.entro:%d/%m/%Y}, non ha avuto esito."


def _condividi(
    convenzione: Convenzione,
    tipo: TipoAtto,
    commi: list[str],
    effetti: dict[str, Any],
    ctx: Contesto,
    parti: list[Parte] | None = None,
) -> Atto:
    testo = clausole_dell_atto(convenzione, tipo, EnteTitolare.objects.al(), commi)
    return nuovo_atto(convenzione, tipo, testo, parti or parti_di(convenzione), effetti, ctx)


def _scritto(valore: Any) -> Any:
    if isinstance(valore, date):
        return valore.isoformat()
    return valore if isinstance(valore, int) else str(valore)
