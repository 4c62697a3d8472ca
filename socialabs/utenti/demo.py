"""The demonstration's accounts: one for each role, entered with one click and only where settings.DEMO is on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from socialabs.anagrafica.enums import TipoOrganizzazione
from socialabs.anagrafica.models import Organizzazione
from socialabs.base.dimostrazione import Dimostrazione, passo
from socialabs.base.giorni import oggi
from socialabs.utenti.enums import Ruolo
from socialabs.utenti.models import Appartenenza, Delega, Utente


# The organisations that the accounts need, by the name that the loader gives them.
ORGANIZZAZIONI: dict[str, TipoOrganizzazione] = {
    "provincia": TipoOrganizzazione.PROVINCIA,
    "cpi_spezia": TipoOrganizzazione.CPI,
    "azienda_1": TipoOrganizzazione.AZIENDA,
    "azienda_2": TipoOrganizzazione.AZIENDA,
    "studio": TipoOrganizzazione.STUDIO,
    "coop": TipoOrganizzazione.COOPERATIVA_B,
    "associazione": TipoOrganizzazione.ASSOCIAZIONE,
}


@dataclass(frozen=True, slots=True)
class Conto:
    """A demonstration account. `altre`: further (role, organisation) pairs of a person with several hats."""

    chiave: str
    ruolo: Ruolo
    nome: str
    cognome: str
    organizzazione: str
    descrizione: Promise
    amministratore: bool = False
    altre: tuple[tuple[Ruolo, str], ...] = ()

    @property
    def email(self) -> str:
        return f"{self.nome}.{self.cognome}@socialabs.example".lower()

    @property
    def ruoli(self) -> list[str]:
        return [str(ruolo.label) for ruolo in (self.ruolo, *(ruolo for ruolo, _org in self.altre))]


CONTI: tuple[Conto, ...] = (
    Conto(
        "operatore-cpi",
        Ruolo.OPERATORE_CPI,
        "Marta",
        "Ferrando",
        "cpi_spezia",
        _("Carica i prospetti, guarda obblighi e scoperture: cifre, senza i dati dei lavoratori."),
    ),
    Conto(
        "operatore-cm",
        Ruolo.OPERATORE_CM,
        "Paolo",
        "Vernazza",
        "cpi_spezia",
        _("Segue il collocamento mirato e vede anche i lavoratori dichiarati."),
        amministratore=True,
    ),
    Conto(
        "responsabile",
        Ruolo.RESPONSABILE,
        "Chiara",
        "Montaldo",
        "provincia",
        _("Decide e firma; può assistere aziende, consulenti e cooperative."),
    ),
    Conto(
        "amministratore",
        Ruolo.AMMINISTRATORE_PROVINCIALE,
        "Luca",
        "Gandolfo",
        "provincia",
        _("Guarda cifre e rapporti e invita le persone nelle organizzazioni."),
        amministratore=True,
    ),
    Conto(
        "azienda",
        Ruolo.REFERENTE_AZIENDA,
        "Elena",
        "Rossetti",
        "azienda_1",
        _("Vede l'obbligo della propria azienda e delega un consulente."),
        amministratore=True,
    ),
    Conto(
        "consulente",
        Ruolo.CONSULENTE,
        "Davide",
        "Biancheri",
        "studio",
        _("Segue le aziende che lo hanno delegato, e nessun'altra."),
        amministratore=True,
    ),
    Conto(
        "due-incarichi",
        Ruolo.REFERENTE_AZIENDA,
        "Silvia",
        "Castellani",
        "azienda_2",
        _("Due incarichi: referente di un'azienda e componente del tavolo. Si cambia dal menu in alto."),
        amministratore=True,
        altre=((Ruolo.COMPONENTE_TAVOLO, "associazione"),),
    ),
    Conto(
        "cooperativa",
        Ruolo.REFERENTE_COOPERATIVA,
        "Andrea",
        "Sommovigo",
        "coop",
        _("Referente di una cooperativa sociale di tipo B."),
        amministratore=True,
    ),
    Conto(
        "tutor",
        Ruolo.TUTOR,
        "Irene",
        "Lavagnino",
        "coop",
        _("Affianca le persone inserite: per ora ha il solo profilo."),
    ),
    Conto(
        "comitato",
        Ruolo.COMITATO_TECNICO,
        "Giorgio",
        "Pastine",
        "provincia",
        _("Siede nel comitato tecnico: per ora ha il solo profilo."),
    ),
    Conto(
        "tavolo",
        Ruolo.COMPONENTE_TAVOLO,
        "Anna",
        "Traverso",
        "associazione",
        _("Siede al tavolo territoriale e gestisce le persone della sua associazione."),
        amministratore=True,
    ),
    Conto(
        "segreteria",
        Ruolo.SEGRETERIA_TAVOLO,
        "Stefano",
        "Bozzo",
        "provincia",
        _("Tiene la segreteria del tavolo: componenti, regole, sedute e ordini del giorno."),
    ),
    Conto(
        "sistema",
        Ruolo.AMMINISTRATORE_SISTEMA,
        "Nicola",
        "Parodi",
        "provincia",
        _("Gestisce i conti, senza alcun dato delle pratiche."),
    ),
    Conto("auditor", Ruolo.AUDITOR, "Federica", "Olcese", "provincia", _("Legge il registro degli accessi.")),
    Conto(
        "persona",
        Ruolo.PERSONA,
        "Teresa",
        "Moggia",
        "cpi_spezia",
        _("Persona iscritta: per ora ha il solo profilo."),
    ),
)


def conto(chiave: str) -> Conto | None:
    """The account called `chiave`, None if there is none."""
    return next((c for c in CONTI if c.chiave == chiave), None)


@transaction.atomic
def crea_conti(organizzazioni: Mapping[str, Organizzazione]) -> list[Utente]:
    """Make the accounts of CONTI, or bring them back to what they should be, and return them in that order.

    `organizzazioni` must name every key of ORGANIZZAZIONI; raises KeyError otherwise.
    """
    return [_crea(conto, organizzazioni) for conto in CONTI]


def _crea(conto: Conto, organizzazioni: Mapping[str, Organizzazione]) -> Utente:
    utente, nuovo = Utente.objects.update_or_create(
        email=conto.email,
        defaults={
            "nome": conto.nome,
            "cognome": conto.cognome,
            "is_active": True,
            "is_staff": conto.ruolo == Ruolo.AMMINISTRATORE_SISTEMA,
            "di_prova": True,
        },
    )
    if nuovo:
        utente.set_unusable_password()
        utente.save(update_fields=["password"])
    EmailAddress.objects.update_or_create(user=utente, email=conto.email, defaults={"verified": True, "primary": True})
    altri = [(ruolo, organizzazione, False) for ruolo, organizzazione in conto.altre]
    incarichi = [(conto.ruolo, conto.organizzazione, conto.amministratore), *altri]
    for ruolo, organizzazione, amministratore in incarichi:
        Appartenenza.objects.update_or_create(
            utente=utente,
            organizzazione=organizzazioni[organizzazione],
            ruolo=ruolo,
            attiva=True,
            defaults={"amministratore": amministratore},
        )
    return utente


@passo(30, "conti dimostrativi")
def carica(demo: Dimostrazione) -> None:
    crea_conti(demo.organizzazioni)
    for azienda in ("azienda_1", "azienda_2"):
        Delega.objects.get_or_create(
            delegante=demo.organizzazioni[azienda],
            delegato=demo.organizzazioni["studio"],
            defaults={"dal": oggi() - timedelta(days=400)},
        )
