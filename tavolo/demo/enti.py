"""Who sits at the demonstration's table. Names of people and of private bodies are invented."""

from dataclasses import dataclass

from stdnum import luhn

from socialabs.anagrafica.enums import TipoOrganizzazione
from tavolo.enums import GenereEnte


@dataclass(frozen=True, slots=True)
class Ente:
    """`delegati` and `supplenti`, seat by seat: names, or accounts of the demonstration by their key (`@segreteria`).

    `organizzazione`: an organisation that the demonstration has already, by its key.
    """

    chiave: str
    nome: str
    genere: GenereEnte
    tipo: TipoOrganizzazione
    delegati: tuple[str, ...]
    supplenti: tuple[str, ...] = ()
    organizzazione: str = ""


G, T = GenereEnte, TipoOrganizzazione
ENTI = (
    Ente(
        "provincia",
        "Provincia dimostrativa della Spezia",
        G.PROVINCIA,
        T.PROVINCIA,
        ("@responsabile", "@amministratore"),
        ("Tommaso Rebora",),
        organizzazione="provincia",
    ),
    Ente("spezia", "Comune della Spezia", G.COMUNE, T.ENTE_PUBBLICO, ("Giulia Maragliano",), ("Pietro Conte",)),
    Ente("sarzana", "Comune di Sarzana", G.COMUNE, T.ENTE_PUBBLICO, ("Michele Arzelà",), ("Lidia Fontana",)),
    Ente("lerici", "Comune di Lerici", G.COMUNE, T.ENTE_PUBBLICO, ("Ornella Bertolani",)),
    Ente("levanto", "Comune di Levanto", G.COMUNE, T.ENTE_PUBBLICO, ("Dario Sivori",), ("Carla Queirolo",)),
    Ente("bolano", "Comune di Bolano", G.COMUNE, T.ENTE_PUBBLICO, ("Ester Lombardi",)),
    Ente("castelnuovo", "Comune di Castelnuovo Magra", G.COMUNE, T.ENTE_PUBBLICO, ("Bruno Tonelli",)),
    Ente(
        "asl",
        "Azienda sanitaria locale dimostrativa",
        G.SANITA,
        T.ENTE_PUBBLICO,
        ("Franca Doria", "Renato Assereto"),
        ("Sonia Peirano", "Ugo Canepa"),
    ),
    Ente("sind1", "Confederazione Lavoro del Golfo", G.SINDACATO, T.ASSOCIAZIONE, ("Marino Faggioni",)),
    Ente("sind2", "Unione sindacale Levante", G.SINDACATO, T.ASSOCIAZIONE, ("Patrizia Cozzani",), ("Aldo Maggi",)),
    Ente("sind3", "Sindacato Lavoro e Territorio", G.SINDACATO, T.ASSOCIAZIONE, ("Ivano Ricco",)),
    Ente(
        "golfo",
        "Associazione Golfo senza barriere",
        G.ASSOCIAZIONE,
        T.ASSOCIAZIONE,
        ("@tavolo",),
        ("@due-incarichi",),
        organizzazione="associazione",
    ),
    Ente("famiglie", "Associazione Famiglie in cammino", G.ASSOCIAZIONE, T.ASSOCIAZIONE, ("Norma Pellistri",)),
    Ente("sguardo", "Associazione Oltre lo sguardo", G.ASSOCIAZIONE, T.ASSOCIAZIONE, ("Silvano Cappellini",)),
    Ente("udire", "Associazione Udire insieme", G.ASSOCIAZIONE, T.ASSOCIAZIONE, ("Wilma Basso",)),
    Ente(
        "gozzo",
        "Cooperativa sociale Il Gozzo",
        G.COOPERAZIONE,
        T.COOPERATIVA_B,
        ("@cooperativa",),
        ("Mirella Orsi",),
        organizzazione="coop",
    ),
    Ente("vele", "Consorzio sociale Le Vele", G.COOPERAZIONE, T.COOPERATIVA_B, ("Corrado Natale",)),
    Ente("industria", "Associazione industriali del Golfo", G.DATORI, T.ASSOCIAZIONE, ("Lorenza Sturlese",)),
    Ente("artigiani", "Artigiani delle Cinque Valli", G.DATORI, T.ASSOCIAZIONE, ("Nando Vaccarezza",)),
    Ente("turismo", "Esercenti e turismo del Levante", G.DATORI, T.ASSOCIAZIONE, ("Ada Gianardi",)),
    Ente("scuola", "Ufficio scolastico territoriale", G.FORMAZIONE, T.ENTE_PUBBLICO, ("Elsa Bonfigli",)),
    Ente(
        "formazione", "Ente di formazione La Bussola", G.FORMAZIONE, T.ALTRO, ("Guido Tarabotto",), ("Rita Moretti",)
    ),
    Ente("camera", "Camera di commercio", G.ALTRO, T.ENTE_PUBBLICO, ("Sergio Landini",)),
)
# Who came in when the association of the deaf left, and who followed whom as delegate.
ESCE = ("udire", "Ha cessato l'attività.")
ENTRA = Ente("ascolto", "Associazione In ascolto", G.ASSOCIAZIONE, T.ASSOCIAZIONE, ("Delia Parentini",))
AVVICENDATI = (("spezia", "Fulvio Zanello"), ("asl", "Teodora Isola"), ("industria", "Marcello Vinciguerra"))

GRUPPI = {
    "accessibilita": (
        "Accessibilità dei luoghi di lavoro",
        "Propone gli adattamenti possibili e raccoglie le esperienze riuscite.",
        True,
        ("golfo", "asl", "industria", "artigiani", "vele", "spezia"),
    ),
    "formazione": (
        "Formazione e tirocini",
        "Prepara i percorsi che precedono l'inserimento.",
        False,
        ("scuola", "formazione", "gozzo", "sind2", "famiglie"),
    ),
}


def codice_fiscale(posto: int) -> str:
    """A tax code with the right check digit, in the range that the demonstration uses."""
    corpo = f"69991{posto:02d}011"
    return corpo + luhn.calc_check_digit(corpo)
