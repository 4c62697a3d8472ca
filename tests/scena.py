"""A small Province for the permission matrix: for each role who holds things, and a stranger who holds others."""

from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from django.conf import settings
from django.test import Client
from django.utils import timezone

from collocamento.azioni.consegne import importa
from collocamento.models import Campagna, Consegna, Datore, Prospetto, TabellaCodici
from socialabs.anagrafica.models import CentroImpiego
from socialabs.archivio.azioni import deposita
from socialabs.base.contesto import Contesto
from socialabs.base.identificativi import nuovo_id
from socialabs.documenti.azioni.documenti import chiedi_emissione
from socialabs.documenti.azioni.emissione import Emissione, emetti
from socialabs.documenti.models import Documento
from socialabs.documenti.registro import tipo
from socialabs.lavori.azioni import avvia
from socialabs.posta.azioni import scrivi
from socialabs.utenti.enums import Ruolo
from socialabs.utenti.middleware import CHIAVE_SESSIONE
from socialabs.utenti.models import Appartenenza, Delega, Invito
from tests.collocamento.documenti import documento
from tests.documenti.tipi import OfficinaFinta
from tests.fabbriche import AppartenenzaFactory, ComuneFactory, EnteTitolareFactory, OrganizzazioneFactory
from tests.tavolo.fabbriche import scena_del_tavolo


PACCHETTO = Path(settings.BASE_DIR) / "demo" / "prospetti_demo.zip"
# Two employers of the corpus, each with several people declared.
DI_CHI_CHIEDE, DI_ALTRI = "prospetto_0112600000001081.xml", "prospetto_0112600000001194.xml"
DOPO = "2026-06-01T10:00:00"
# People who manage their organisation are told apart from those who don't.
CAPO = "+"
COPPIE = [*Ruolo.values, Ruolo.REFERENTE_AZIENDA + CAPO, Ruolo.CONSULENTE + CAPO, Ruolo.OPERATORE_CM + CAPO]


@dataclass
class Scena:
    """What the addresses of the matrix point to: always things of the `titolari`, never of the `estranei`."""

    titolari: dict[str, Client] = field(default_factory=dict)
    estranei: dict[str, Client] = field(default_factory=dict)
    oggetti: dict[str, object] = field(default_factory=dict)

    def __getattr__(self, nome: str) -> object:
        try:
            return self.oggetti[nome]
        except KeyError:
            raise AttributeError(nome) from None


def allestisci() -> Scena:
    scena = Scena()
    comune = ComuneFactory()
    EnteTitolareFactory()
    mia, altra = _datori()
    studio, altro_studio = OrganizzazioneFactory(tipo="studio"), OrganizzazioneFactory(tipo="studio")
    delega = Delega.objects.create(delegante=mia, delegato=studio, dal="2020-01-01")
    Delega.objects.create(delegante=altra, delegato=altro_studio, dal="2020-01-01")
    cpi = CentroImpiego.objects.create(organizzazione=OrganizzazioneFactory(tipo="cpi"), provincia=comune.provincia)
    sedi = {
        Ruolo.REFERENTE_AZIENDA: (mia, altra),
        Ruolo.CONSULENTE: (studio, altro_studio),
        Ruolo.OPERATORE_CM: (cpi.organizzazione, OrganizzazioneFactory(tipo="cpi")),
        Ruolo.OPERATORE_CPI: (cpi.organizzazione, OrganizzazioneFactory(tipo="cpi")),
    }
    for chiave in COPPIE:
        ruolo = chiave.removesuffix(CAPO)
        coppia = sedi.get(ruolo) or (None, None)
        scena.titolari[chiave] = _entra(ruolo, coppia[0], capo=chiave.endswith(CAPO))
        scena.estranei[chiave] = _entra(ruolo, coppia[1], capo=chiave.endswith(CAPO))
    scena.oggetti = _oggetti(scena, mia, delega, cpi)
    return scena


def _datori() -> tuple:
    """Import the two employers and return their organisations."""
    with ZipFile(PACCHETTO) as tutto:
        pacchetto = BytesIO()
        with ZipFile(pacchetto, "w") as piccolo:
            for nome in (DI_CHI_CHIEDE, DI_ALTRI):
                piccolo.writestr(nome, tutto.read(nome))
            # Both have a second version, so that there is something to compare.
            for numero, nome in enumerate((DI_CHI_CHIEDE, DI_ALTRI)):
                precedente = nome.removeprefix("prospetto_").removesuffix(".xml")
                rettifica = documento(f"R{numero}", tipo="02", precedente=precedente, invio=DOPO, base=nome)
                piccolo.writestr(f"rettifica_{numero}.xml", rettifica)
    pacchetto.seek(0)
    consegna = Consegna.objects.create(nome="prova.zip", sha256="0" * 64)
    importa(consegna, pacchetto, ctx=Contesto.sistema("prova"))
    prospetti = {
        p.nome_file: p.datore.organizzazione for p in Prospetto.objects.select_related("datore__organizzazione")
    }
    return prospetti[DI_CHI_CHIEDE], prospetti[DI_ALTRI]


def _entra(ruolo: str, organizzazione: object, *, capo: bool) -> Client:
    campi = {"organizzazione": organizzazione} if organizzazione else {}
    appartenenza = AppartenenzaFactory(ruolo=ruolo, amministratore=capo, **campi)
    client = Client()
    client.force_login(appartenenza.utente, backend=settings.AUTHENTICATION_BACKENDS[0])
    sessione = client.session
    sessione[CHIAVE_SESSIONE] = str(appartenenza.pk)
    sessione.save()
    client.ctx = Contesto(utente=appartenenza.utente, appartenenza=appartenenza)
    return client


def _oggetti(scena: Scena, mia: object, delega: Delega, cpi: CentroImpiego) -> dict:
    operatore = scena.titolari[Ruolo.OPERATORE_CPI].ctx
    di_cm = scena.titolari[Ruolo.OPERATORE_CM].ctx
    prospetto = Prospetto.objects.validi().get(datore__organizzazione=mia)
    capo = scena.titolari[Ruolo.REFERENTE_AZIENDA + CAPO].ctx
    dipendente = Appartenenza.objects.get(organizzazione=mia, amministratore=False)
    return {
        "datore": Datore.objects.get(organizzazione=mia),
        "prospetto": prospetto,
        "consegna": Consegna.objects.get(),
        "campagna": Campagna.objects.get(),
        "codice": TabellaCodici.objects.first(),
        "azienda": mia,
        "cpi": cpi,
        "delega": delega,
        "dipendente": dipendente,
        "invito": Invito.objects.create(
            organizzazione=mia,
            email="nuova@example.org",
            ruolo=Ruolo.REFERENTE_AZIENDA,
            impronta=Invito.impronta_di("segreto"),
            invitato_da=capo.utente,
            scade_il=timezone.now() + timedelta(days=7),
        ),
        "lavoro": avvia("collocamento.importa", {"consegna": str(Consegna.objects.get().pk)}, ctx=operatore),
        "file": deposita(b"prova", nome="prova.txt", tipo_mime="text/plain", ctx=operatore),
        **scena_del_tavolo(scena.titolari[Ruolo.COMPONENTE_TAVOLO].ctx.utente),
        "documento": _documento(prospetto),
        "lotto": chiedi_emissione(tipo("collocamento.riepilogo"), [prospetto.pk] * 2, ctx=di_cm),
        "messaggio": scrivi(destinatario="a@example.org", oggetto="Prova", corpo_testo="Testo"),
    }


def _documento(prospetto: Prospetto) -> Documento:
    emissione = Emissione(tipo("collocamento.riepilogo"), Contesto.sistema("prova"), nuovo_id())
    return Documento.objects.get(pk=emetti(emissione, [prospetto.pk], OfficinaFinta()).emessi[0])
