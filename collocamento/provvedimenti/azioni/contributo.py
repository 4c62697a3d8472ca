"""The yearly contribution: its statement, the calendar it is counted by, payments, the body's due date."""

from datetime import date
from decimal import Decimal
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from collocamento.models import Datore
from collocamento.permessi import puo_agire_per
from collocamento.provvedimenti.azioni.passaggi import esigi
from collocamento.provvedimenti.conto import Voce, dovuti, sede_del_conto
from collocamento.provvedimenti.errori import NonAmmesso
from collocamento.provvedimenti.models import ContoContributo, TermineContributo, Versamento
from collocamento.provvedimenti.permessi import RUOLI_TERMINI, puo_esaminare, puo_tenere_conto
from socialabs.archivio.azioni import deposita
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.base.versioni import salva_versionato
from socialabs.registro import registra_evento


ORIGINE_RICEVUTA = "provvedimenti.ricevuta"
TIPO = "provvedimenti.contocontributo"


@transaction.atomic
def apri(datore: Datore, voce: Voce, *, ctx: Contesto) -> ContoContributo:
    """The statement of a year, begun with the employer's own seat. Raises NonAmmesso where nothing is due."""
    esigi(puo_tenere_conto(ctx, datore))
    provincia, anno, genere = voce
    if voce not in dovuti([datore.pk]).get(datore.pk, []):
        raise NonAmmesso(_("In quell'anno e in quella provincia non risulta nessun esonero."))
    conto, nuovo = ContoContributo.objects.get_or_create(
        datore=datore,
        provincia=provincia,
        anno=anno,
        genere=genere,
        defaults={"comune": sede_del_conto(datore, provincia)},
    )
    if nuovo:
        _annota(conto, "aperto", ctx)
    return conto


@transaction.atomic
def aggiorna_calendario(conto: ContoContributo, *, versione_letta: int, ctx: Contesto) -> None:
    """Write the working days. Raises ConflittoVersione when somebody else has written meanwhile."""
    esigi(puo_tenere_conto(ctx, conto.datore))
    salva_versionato(conto, versione_letta, ["giorni_settimana", "comune", "chiusure"])
    _annota(conto, "calendario", ctx)


@transaction.atomic
def registra_versamento(
    conto: ContoContributo,
    *,
    giorno: date,
    importo: Decimal,
    ricevuta: BinaryIO,
    nome: str,
    tipo_mime: str,
    ctx: Contesto,
) -> Versamento:
    """Tell a payment, with its receipt. The office confirms it."""
    esigi(puo_agire_per(ctx, conto.datore))
    if giorno > oggi():
        raise NonAmmesso(_("Il pagamento non può essere nel futuro."))
    file = deposita(ricevuta, nome=nome, tipo_mime=tipo_mime, ctx=ctx, origine=ORIGINE_RICEVUTA)
    versamento = Versamento.objects.create(conto=conto, giorno=giorno, importo=importo, ricevuta=file)
    _annota(conto, "versamento", ctx)
    return versamento


@transaction.atomic
def conferma_versamento(versamento: Versamento, *, ctx: Contesto) -> None:
    """Say that the money has come in. Raises NonAmmesso for one already confirmed."""
    esigi(puo_esaminare(ctx))
    attuale = Versamento.objects.visible_to(ctx).select_for_update(of=("self",)).get(pk=versamento.pk)
    if attuale.confermato_il:
        raise NonAmmesso(_("Il versamento è già confermato."))
    attuale.confermato_il = oggi()
    attuale.save(update_fields=["confermato_il", "modificato_il"])
    _annota(attuale.conto, "versamento_confermato", ctx)


@transaction.atomic
def fissa_termine(termine: TermineContributo, *, ctx: Contesto) -> None:
    """Set, or move, the day by which the contribution of a year is declared."""
    esigi(ctx.ruolo in RUOLI_TERMINI)
    TermineContributo.objects.update_or_create(
        anno=termine.anno, defaults={"entro_il": termine.entro_il, "atto": termine.atto}
    )
    registra_evento(
        ctx, "contributo.termine", etichetta=str(termine.anno), dettagli={"entro_il": str(termine.entro_il)}
    )


def _annota(conto: ContoContributo, verbo: str, ctx: Contesto) -> None:
    registra_evento(ctx, f"contributo.{verbo}", tipo=TIPO, oggetto_id=conto.pk, etichetta=str(conto))
