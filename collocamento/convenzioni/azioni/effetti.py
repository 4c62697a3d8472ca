"""What an act on a signed convention does, once all its parties have signed it."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from collocamento.convenzioni.azioni.comune import salva
from collocamento.convenzioni.enums import Stato, TipoAtto
from collocamento.convenzioni.errori import NonAmmesso
from collocamento.convenzioni.models import Atto, Commessa, Convenzione, Impegno
from socialabs.base.contesto import Contesto


# Keys of `Atto.effetti`.
FINO_AL, SPOSTA, IMPEGNO, COMMESSA, MOTIVO = "fino_al", "sposta", "impegno", "commessa", "motivo"
CAMPI_COMMESSA = (
    "oggetto",
    "provincia_id",
    "dal",
    "al",
    "valore_annuo",
    "costo_annuo",
    "persone",
    "ore",
    "ore_contratto",
)
_DATE, _DECIMALI = {"dal", "al"}, {"valore_annuo", "costo_annuo", "ore", "ore_contratto"}


def applica(atto: Atto, ctx: Contesto) -> None:
    """Change the convention as the act says; its row is locked by the caller.

    Raises NonAmmesso when what the act was about is no longer as it was.
    """
    if atto.tipo == TipoAtto.PROROGA:
        _proroga(atto.convenzione, date.fromisoformat(atto.effetti[FINO_AL]), ctx)
    elif atto.tipo == TipoAtto.RISOLUZIONE:
        _risolvi(atto, ctx)
    else:
        _modifica(atto)


def _proroga(convenzione: Convenzione, al: date, ctx: Contesto) -> None:
    """Orders that ended with the convention go on with it."""
    convenzione.passa_a(Stato.PROROGATA, ctx)
    for commessa in convenzione.commesse.filter(al=convenzione.al):
        commessa.al = al
        commessa.save(update_fields=["al", "modificato_il"])
    convenzione.al = al
    salva(convenzione, "stato", "al")


def _risolvi(atto: Atto, ctx: Contesto) -> None:
    convenzione = atto.convenzione
    convenzione.passa_a(Stato.RISOLTA, ctx)
    convenzione.chiusa_il = date.fromisoformat(atto.effetti[FINO_AL])
    convenzione.motivo_chiusura = atto.effetti[MOTIVO]
    salva(convenzione, "stato", "chiusa_il", "motivo_chiusura")


def _modifica(atto: Atto) -> None:
    convenzione, effetti = atto.convenzione, atto.effetti
    if SPOSTA in effetti:
        _sposta(convenzione, **effetti[SPOSTA])
    if IMPEGNO in effetti:
        dati = effetti[IMPEGNO]
        Impegno.objects.create(convenzione=convenzione, **{**dati, "entro": date.fromisoformat(dati["entro"])})
    if COMMESSA in effetti:
        dati = {campo: _valore(campo, valore) for campo, valore in effetti[COMMESSA].items()}
        Commessa.objects.create(convenzione=convenzione, **dati)


def _sposta(convenzione: Convenzione, impegno: str, entro: str, posti: int) -> None:
    riga = convenzione.impegni.get(pk=impegno)
    if posti < riga.coperti:
        raise NonAmmesso(_("Le persone già assunte superano quelle che l'impegno prevederebbe."))
    riga.entro, riga.posti = date.fromisoformat(entro), posti
    riga.save(update_fields=["entro", "posti", "modificato_il"])


def _valore(campo: str, valore: str) -> object:
    if campo in _DATE:
        return date.fromisoformat(valore)
    return Decimal(valore) if campo in _DECIMALI else valore
