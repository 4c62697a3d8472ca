"""The demonstration of art. 17: a check just arrived, an answer to be decided, a certificate asked for."""

from datetime import timedelta

from collocamento.models import Datore
from collocamento.ottemperanza.azioni.arrivo import Domanda, chiedi_certificato, registra_verifica
from collocamento.ottemperanza.azioni.istruttoria import prendi_in_carico, proponi
from collocamento.ottemperanza.enums import Esito
from collocamento.ottemperanza.models import Pratica
from socialabs.base.contesto import Contesto
from socialabs.base.dimostrazione import Dimostrazione, passo
from socialabs.base.giorni import oggi
from socialabs.utenti.demo import conto
from socialabs.utenti.models import Appartenenza


@passo(75, "verifiche e certificati di ottemperanza")
def carica(demo: Dimostrazione) -> None:
    if Pratica.objects.exists():
        return
    grande, piccola = (
        Datore.objects.select_related("organizzazione").get(organizzazione=demo.organizzazioni[chiave])
        for chiave in ("azienda_1", "azienda_2")
    )
    operatore = _ctx("operatore-cm")
    registra_verifica(
        domanda=_domanda(grande, "Manutenzione del verde pubblico, lotto 2"),
        ricevuta_il=oggi() - timedelta(days=26),
        protocollo="PEC del Comune dimostrativo",
        ctx=operatore,
    )
    in_regola = registra_verifica(
        domanda=_domanda(piccola, "Refezione scolastica"), ricevuta_il=oggi() - timedelta(days=9), ctx=operatore
    )
    in_regola = prendi_in_carico(pratica=in_regola, ctx=operatore)
    proponi(
        pratica=in_regola,
        esito=Esito(in_regola.esito),
        motivi=in_regola.motivi,
        note="",
        versione_letta=in_regola.versione,
        ctx=operatore,
    )
    chiedi_certificato(
        datore=grande, finalita="Contratto di fornitura con un committente privato", ctx=_ctx("azienda")
    )


def _domanda(datore: Datore, riferimento: str) -> Domanda:
    return Domanda(
        ente="Comune dimostrativo",
        ufficio="Ufficio gare",
        pec="gare@comune-dimostrativo.example",
        riferimento=riferimento,
        codice_fiscale=datore.organizzazione.codice_fiscale,
    )


def _ctx(chiave: str) -> Contesto:
    scelto = conto(chiave)
    appartenenza = Appartenenza.objects.select_related("utente").get(utente__email=scelto.email, ruolo=scelto.ruolo)
    return Contesto(utente=appartenenza.utente, appartenenza=appartenenza)
