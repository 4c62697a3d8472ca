"""Employers for the year's journeys: `manage.py shell -c` runs `allestisci` in a running portal.

Each journey has an employer of its own, with its people and its return, that no other test looks at. The return says
thirty countable heads and the one person due: six more people make the quota two, and leave a post open.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction

from collocamento.azioni.consegne import importa
from collocamento.convenzioni.azioni import proposta
from collocamento.convenzioni.enums import Tipo
from collocamento.convenzioni.models import Convenzione, Impegno
from collocamento.models import Consegna, Datore
from collocamento.organico import quadro
from collocamento.organico.azioni.elenco import comincia_dal_prospetto, conferma
from collocamento.organico.azioni.righe import aggiungi
from collocamento.organico.dati import DatiLavoratore
from collocamento.ottemperanza.azioni.arrivo import chiedi_certificato
from collocamento.posizione.azioni.episodi import ricalcola
from collocamento.provvedimenti.azioni import richieste
from collocamento.provvedimenti.enums import Genere, Motivo
from collocamento.provvedimenti.models import Provvedimento
from socialabs.anagrafica.enums import TipoOrganizzazione
from socialabs.anagrafica.models import Organizzazione
from socialabs.base.contesto import Contesto
from socialabs.base.dimostrazione import nel_momento
from socialabs.base.giorni import oggi
from socialabs.promemoria.regole import istante
from socialabs.utenti.enums import Ruolo
from socialabs.utenti.models import Appartenenza, Delega, Utente
from tests.collocamento.documenti import documento, pacchetto
from tests.fabbriche import partita_iva


PAROLA = "una frase lunga 68 e di prova"
PROSPETTO, CODICE = "prospetto_0112600000003485.xml", "61013070117"
DENOMINAZIONE = "Logistica Rocchamara S.p.A."
SPEZIA = "011"
NOMI = {"azienda": "Segheria Esempio S.r.l.", "ufficio": "Vetreria Esempio S.r.l.", "studio": "Filanda Esempio S.r.l."}
FOGLIO = {"nome": "relazione.pdf", "tipo_mime": "application/pdf"}


@dataclass
class Azienda:
    """An employer of a journey, and its person."""

    datore: Datore
    ctx: Contesto

    def come_dict(self) -> dict[str, str]:
        organizzazione = self.datore.organizzazione
        return {
            "datore": str(self.datore.pk),
            "nome": organizzazione.denominazione,
            "codice_fiscale": organizzazione.codice_fiscale,
            "email": self.ctx.utente.email,
        }


# All in one: the portal recomputes episodes as soon as it hears of an import, and would see today before the past.
@transaction.atomic
def allestisci() -> None:
    """Print, as JSON, the employers (by journey) and the address of the consultant."""
    codici = {chiave: partita_iva(6800 + numero) for numero, chiave in enumerate(NOMI)}
    documenti = {
        chiave: documento(
            f"ANNO{codici[chiave]}",
            base=PROSPETTO,
            invio="2026-01-20T17:01:01",
            sostituzioni={CODICE: codici[chiave], DENOMINAZIONE: nome},
        )
        for chiave, nome in NOMI.items()
    }
    importa(Consegna.objects.create(nome="anno.zip"), pacchetto(**documenti), ctx=Contesto.sistema("prova"))
    aziende = {chiave: _azienda(codice, chiave) for chiave, codice in codici.items()}
    _in_ritardo(aziende["ufficio"])
    _richieste(aziende["ufficio"])
    consulente = _consulente(aziende["studio"])
    fatto = {chiave: azienda.come_dict() for chiave, azienda in aziende.items()}
    print(json.dumps(fatto | {"consulente": consulente.utente.email}))


def _azienda(codice_fiscale: str, chiave: str) -> Azienda:
    datore = Datore.objects.select_related("organizzazione").get(organizzazione__codice_fiscale=codice_fiscale)
    return Azienda(datore, _persona(chiave, Ruolo.REFERENTE_AZIENDA, datore.organizzazione))


def _persona(chiave: str, ruolo: Ruolo, organizzazione: Organizzazione) -> Contesto:
    """Who manages the people of `organizzazione`, and signs in with PAROLA."""
    utente = Utente(
        email=f"anno.{chiave}@socialabs.example", nome="Ada", cognome=f"Di {chiave.title()}", di_prova=True
    )
    utente.set_password(PAROLA)
    utente.save()
    EmailAddress.objects.create(user=utente, email=utente.email, verified=True, primary=True)
    appartenenza = Appartenenza.objects.create(
        utente=utente, organizzazione=organizzazione, ruolo=ruolo, amministratore=True
    )
    return Contesto(utente=utente, appartenenza=appartenenza)


def _consulente(azienda: Azienda) -> Contesto:
    """A studio with the mandate of this employer and of no other."""
    studio = Organizzazione.objects.create(
        codice_fiscale=partita_iva(6810), denominazione="Studio Esempio dell'anno", tipo=TipoOrganizzazione.STUDIO
    )
    Delega.objects.create(delegante=azienda.datore.organizzazione, delegato=studio, dal=oggi() - timedelta(days=30))
    return _persona("consulente", Ruolo.CONSULENTE, studio)


def _in_ritardo(azienda: Azienda) -> None:
    """Twenty-two people more than the return, confirmed a hundred days ago, and nobody asked for ever since."""
    giorno = oggi() - timedelta(days=100)
    with nel_momento(istante(giorno)):
        calcolo = quadro.ultimo_calcolo(azienda.ctx, azienda.datore.pk)
        dichiarante, fogli = quadro.ingressi_di(calcolo)
        organico = comincia_dal_prospetto(
            datore=azienda.datore,
            prospetto=calcolo.prospetto,
            fogli=fogli,
            tipologia=dichiarante.tipologia.value,
            provincia_sede=dichiarante.provincia_sede,
            ctx=azienda.ctx,
        )
        aggiungi(organico=organico, dati=DatiLavoratore("N-1", SPEZIA, 22, inizio=giorno), ctx=azienda.ctx)
        conferma(organico=organico, versione_letta=organico.versione, ctx=azienda.ctx)
    for quando in (giorno - timedelta(days=1), giorno, oggi()):
        ricalcola([azienda.datore.pk], quando, azienda.ctx)


def _richieste(azienda: Azienda) -> None:
    """What the office finds on its desk: an exemption, a convention, a certificate."""
    _esonero(azienda)
    _convenzione(azienda, oggi())
    chiedi_certificato(datore=azienda.datore, finalita="Fornitura a un committente privato", ctx=azienda.ctx)


def _esonero(azienda: Azienda) -> None:
    atto = richieste.crea(
        Provvedimento(
            datore=azienda.datore,
            genere=Genere.ESONERO,
            provincia=SPEZIA,
            dal=oggi(),
            al=oggi() + timedelta(days=364),
            posizioni=2,
            percentuale=50,
            motivi=[Motivo.PERICOLOSITA],
            relazione="Lavorazioni a caldo su gran parte dei posti operativi.",
        ),
        ctx=azienda.ctx,
    )
    richieste.allega(atto, b"%PDF-1.4\n%%EOF\n", titolo="Valutazione dei rischi", ctx=azienda.ctx, **FOGLIO)
    richieste.presenta(atto, ctx=azienda.ctx)


def _convenzione(azienda: Azienda, dal: date) -> None:
    convenzione = Convenzione(
        datore=azienda.datore,
        tipo=Tipo.ART11,
        dal=dal,
        al=dal + timedelta(days=3 * 365),
        modalita=["nominativa"],
        sostegno="Un tutor aziendale segue ogni persona nei primi tre mesi.",
    )
    proposta.crea(convenzione, ctx=azienda.ctx)
    impegno = Impegno(
        convenzione=convenzione, entro=dal + timedelta(days=180), posti=1, profilo="Vetraio", provincia_id=SPEZIA
    )
    proposta.aggiungi(impegno, ctx=azienda.ctx)
    proposta.presenta(convenzione=convenzione, ctx=azienda.ctx)
