"""Signing: each party the very text that it was shown; the last one makes the act hold."""

from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from collocamento.cambiamenti import annuncia
from collocamento.convenzioni.azioni.comune import annota, blocca, salva
from collocamento.convenzioni.azioni.effetti import applica
from collocamento.convenzioni.enums import ModoFirma, Parte, Stato, StatoAtto, TipoAtto
from collocamento.convenzioni.errori import NonAmmesso
from collocamento.convenzioni.models import Atto, Convenzione, Firma
from collocamento.convenzioni.permessi import parte_di, richiedi
from collocamento.convenzioni.requisiti import mancanti
from collocamento.permessi import puo_decidere
from socialabs.archivio.azioni import deposita
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.promemoria.azioni import rileggi


ORIGINE_SCANSIONE = "convenzioni.firma_su_carta"


@dataclass(frozen=True, slots=True)
class FirmaSuCarta:
    """A sheet signed by hand, as the office has it in its hands; `tipo_mime` is what its content was seen to be."""

    parte: Parte
    nome: str
    qualifica: str
    il: date
    scansione: UploadedFile
    tipo_mime: str


@transaction.atomic
def firma(*, atto: Atto, impronta: str, ctx: Contesto) -> Atto:
    """Sign, as the party that `ctx` speaks for, the text with this digest: the one that was on the screen.

    Raises NonConsentito for whoever signs for nobody, NonAmmesso when the text is another one by now.
    """
    atto = _sotto_chiave(atto)
    parte = parte_di(ctx, atto.convenzione)
    richiedi(parte in atto.parti)
    if impronta != atto.impronta:
        raise NonAmmesso(_("Il testo mostrato non è quello alla firma: rileggerlo prima di firmare."))
    _aperto_per(atto, parte)
    Firma.objects.create(
        atto=atto,
        parte=parte,
        modo=ModoFirma.PORTALE,
        impronta=impronta,
        nome=str(ctx.utente),
        qualifica=str(ctx.appartenenza.get_ruolo_display()),
        il=oggi(),
        registrata_da=ctx.utente,
    )
    annota(ctx, "convenzione.firmata", atto, parte=parte, impronta=impronta)
    return _chiudi_se_completo(atto, ctx)


@transaction.atomic
def registra_su_carta(*, atto: Atto, carta: FirmaSuCarta, ctx: Contesto) -> Atto:
    """Record a signature put on paper under this text, with the scan.

    Raises NonAmmesso for a day before the text was shared, or still to come.
    """
    richiedi(puo_decidere(ctx))
    atto = _sotto_chiave(atto)
    if carta.parte not in atto.parti:
        raise NonAmmesso(_("Questa parte non firma l'atto."))
    _aperto_per(atto, carta.parte)
    condiviso = localdate(atto.creato_il)
    if not condiviso <= carta.il <= oggi():
        raise NonAmmesso(_("La firma su carta è fra il giorno in cui il testo è stato condiviso e oggi."))
    scansione = deposita(
        carta.scansione, nome=carta.scansione.name, tipo_mime=carta.tipo_mime, ctx=ctx, origine=ORIGINE_SCANSIONE
    )
    Firma.objects.create(
        atto=atto,
        parte=carta.parte,
        modo=ModoFirma.CARTA,
        impronta=atto.impronta,
        nome=carta.nome,
        qualifica=carta.qualifica,
        il=carta.il,
        scansione=scansione,
        registrata_da=ctx.utente,
    )
    annota(ctx, "convenzione.firma_su_carta", atto, parte=carta.parte, impronta=atto.impronta)
    return _chiudi_se_completo(atto, ctx)


def _sotto_chiave(atto: Atto) -> Atto:
    """The act as it is now, its convention locked: two signatures at once follow each other."""
    convenzione = blocca(atto.convenzione)
    attuale = Atto.objects.get(pk=atto.pk)
    attuale.convenzione = convenzione
    return attuale


def _aperto_per(atto: Atto, parte: str) -> None:
    if atto.stato != StatoAtto.CONDIVISO:
        raise NonAmmesso(_("Il testo non è più alla firma."))
    if not atto.integro:
        raise NonAmmesso(_("Il testo conservato non corrisponde alla sua impronta: avvisare l'ufficio."))
    if atto.firme.filter(parte=parte).exists():
        raise NonAmmesso(_("Questa parte ha già firmato."))


def _chiudi_se_completo(atto: Atto, ctx: Contesto) -> Atto:
    """Once all have signed, the act holds from the day of the last signature and does what it says."""
    firme = dict(atto.firme.values_list("parte", "il"))
    if set(firme) != set(atto.parti):
        return atto
    atto.passa_a(StatoAtto.FIRMATO, ctx)
    atto.firmato_il = max(firme.values())
    if atto.tipo == TipoAtto.CONVENZIONE:
        _stipula(atto.convenzione, atto.firmato_il, ctx)
    else:
        applica(atto, ctx)
    atto.save(update_fields=["stato", "firmato_il", "modificato_il"])
    annota(ctx, "convenzione.atto_concluso", atto, tipo=atto.tipo)
    annuncia([atto.convenzione.datore_id], ctx)
    rileggi("convenzioni.firmata")
    return atto


def _stipula(convenzione: Convenzione, il: date, ctx: Contesto) -> None:
    """The requirements are those of the day of the last signature, not of the day when the text was shared."""
    if mancano := mancanti(convenzione, il):
        raise NonAmmesso(
            _("Da quando il testo è stato condiviso sono cambiate le condizioni: %(cosa)s")
            % {"cosa": " ".join(r.testo for r in mancano)}
        )
    convenzione.passa_a(Stato.FIRMATA, ctx)
    convenzione.firmata_il = il
    salva(convenzione, "stato", "firmata_il")
