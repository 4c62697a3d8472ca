"""The demonstration's returns in preparation: one filled by half, one presented last January."""

from datetime import datetime
from zoneinfo import ZoneInfo

from collocamento.dichiarazioni.azioni.avvio import comincia
from collocamento.dichiarazioni.azioni.passaggi import registra_protocollo, segna_pronta
from collocamento.dichiarazioni.azioni.sezioni import aggiungi_voce, salva
from collocamento.dichiarazioni.enums import Partenza, TipoSezione
from collocamento.dichiarazioni.lettura import leggi_testi, sezioni_aperte
from collocamento.dichiarazioni.models import Dichiarazione, TermineRettifica
from collocamento.models import Datore
from socialabs.anagrafica.models import Organizzazione
from socialabs.base.contesto import Contesto
from socialabs.base.dimostrazione import Dimostrazione, nel_momento, passo
from socialabs.utenti.enums import Ruolo
from socialabs.utenti.models import Appartenenza


ROMA = ZoneInfo("Europe/Rome")
PREPARATA = datetime(2026, 1, 20, 9, 30, tzinfo=ROMA)
INVIATA = datetime(2026, 1, 20, 14, 26, 20, tzinfo=ROMA)
# The code that the current package, once loaded, has for the small company's return.
CODICE, PROTOCOLLO = "0112600000003417", "00043417"


@passo(65, "un prospetto a metà e uno presentato")
def prepara_i_prospetti(demo: Dimostrazione) -> None:
    TermineRettifica.objects.get_or_create(anno=2025, defaults={"giorni": 5, "fonte": "Termine dimostrativo."})
    a_meta(demo.organizzazioni["azienda_1"])
    with nel_momento(PREPARATA):
        presentato(demo.organizzazioni["azienda_2"])


def a_meta(azienda: Organizzazione) -> None:
    """Begun from the last return: the certified address is gone, a worker has still to be written."""
    datore = Datore.objects.get(organizzazione=azienda)
    ctx = _ctx(azienda)
    if ctx is None or Dichiarazione.objects.filter(datore=datore, anno=2026).exists():
        return
    bozza = comincia(datore=datore, anno=2026, da=Partenza.PROSPETTO, ctx=ctx)
    aggiungi_voce(dichiarazione=bozza, foglio=1, tipo=TipoSezione.LAVORATORE, ctx=ctx)
    with sezioni_aperte(ctx):
        quadro1 = bozza.sezioni.get(tipo=TipoSezione.QUADRO1)
    testi = leggi_testi(quadro1)
    testi["azienda"]["sede_legale"].pop("pec", None)
    salva(sezione=quadro1.pk, testi=testi, versione_letta=1, pagina=None, automatico=False, ctx=ctx)


def presentato(azienda: Organizzazione) -> None:
    datore = Datore.objects.get(organizzazione=azienda)
    ctx = _ctx(azienda)
    if ctx is None or Dichiarazione.objects.filter(datore=datore, anno=2025).exists():
        return
    bozza = comincia(datore=datore, anno=2025, da=Partenza.PROSPETTO, ctx=ctx)
    segna_pronta(dichiarazione=bozza, ctx=ctx)
    registra_protocollo(dichiarazione=bozza, codice=CODICE, data_invio=INVIATA, protocollo=PROTOCOLLO, ctx=ctx)


def _ctx(azienda: Organizzazione) -> Contesto | None:
    """Its own person at the keyboard."""
    sua = Appartenenza.objects.attive().filter(organizzazione=azienda, ruolo=Ruolo.REFERENTE_AZIENDA)
    sua = sua.select_related("utente").first()
    return Contesto(utente=sua.utente, appartenenza=sua) if sua else None
