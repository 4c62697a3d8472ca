"""The messages of art. 17: to the body that asks, to the employer that it asks about. No personal data in any."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from collocamento.ottemperanza.models import Pratica
from socialabs.base.contesto import Contesto
from socialabs.documenti.models import Documento
from socialabs.posta.azioni import accoda
from socialabs.utenti.enums import Ruolo
from socialabs.utenti.models import Appartenenza


def chiedi_conferma(pratica: Pratica, segreto: str, ctx: Contesto) -> None:
    """Ask the body's certified mailbox whether the request is its own."""
    accoda(
        destinatario=pratica.pec,
        oggetto=_("Conferma di una richiesta di verifica (art. 17 L. 68/1999)"),
        modello="ottemperanza_conferma",
        dati={"pratica": pratica, "collegamento": _indirizzo("ottemperanza:conferma", segreto)},
        ctx=ctx,
    )


def rispondi_all_ente(pratica: Pratica, documento: Documento, segreto: str, ctx: Contesto) -> None:
    """Send the answer: its number and its code, and the link from which the document is downloaded."""
    accoda(
        destinatario=pratica.pec,
        oggetto=_("Risposta n. %(numero)s alla richiesta di verifica (art. 17 L. 68/1999)")
        % {"numero": documento.numero_e_anno},
        modello="ottemperanza_risposta",
        dati={
            "pratica": pratica,
            "documento": documento,
            "collegamento": _indirizzo("ottemperanza:risposta", segreto),
            "verifica": _indirizzo("documenti:esito", documento.codice_leggibile),
        },
        ctx=ctx,
        chiave=f"ottemperanza.risposta:{pratica.pk}",
    )


def informa_azienda(pratica: Pratica, ctx: Contesto) -> int:
    """Tell the people of the employer that something about art. 17 is to be read in the portal; how many."""
    if pratica.datore is None:
        return 0
    persone = Appartenenza.objects.attive().filter(
        organizzazione=pratica.datore.organizzazione_id, ruolo=Ruolo.REFERENTE_AZIENDA
    )
    indirizzi = sorted({email for email in persone.values_list("utente__email", flat=True) if email})
    for indirizzo in indirizzi:
        accoda(
            destinatario=indirizzo,
            oggetto=_("Certificazione di ottemperanza (art. 17 L. 68/1999)"),
            modello="ottemperanza_azienda",
            dati={"pratica": pratica, "collegamento": _indirizzo("ottemperanza:pratica", pratica.pk)},
            ctx=ctx,
        )
    return len(indirizzi)


def _indirizzo(nome: str, argomento: object) -> str:
    return settings.PUBLIC_URL.rstrip("/") + reverse(nome, args=[argomento])
