"""The demonstration's body, job centres and organisations. Names and codes are invented; the places are real."""

import datetime

from socialabs.anagrafica.enums import TipoOrganizzazione
from socialabs.anagrafica.models import CentroImpiego, Comune, EnteTitolare, Organizzazione
from socialabs.base.dimostrazione import Dimostrazione, passo


# Tax codes with a right check digit, in the range that the demo corpus uses too.
ORGANIZZAZIONI = {
    "provincia": ("69999000115", "Provincia dimostrativa della Spezia", TipoOrganizzazione.PROVINCIA, "E463"),
    "cpi_spezia": ("69999010114", "Centro per l'impiego della Spezia", TipoOrganizzazione.CPI, "E463"),
    "cpi_sarzana": ("69999020113", "Centro per l'impiego di Sarzana", TipoOrganizzazione.CPI, "I449"),
    "studio": ("69999030112", "Studio Biancheri Consulenti del lavoro", TipoOrganizzazione.STUDIO, "E463"),
    "coop": ("69999040111", "Cooperativa sociale Il Gozzo", TipoOrganizzazione.COOPERATIVA_B, "I449"),
    "associazione": ("69999050110", "Associazione Golfo senza barriere", TipoOrganizzazione.ASSOCIAZIONE, "E463"),
}
DISTRETTO_DI_SARZANA = "19"


@passo(10, "ente, centri per l'impiego e organizzazioni")
def carica(demo: Dimostrazione) -> None:
    for chiave, (codice, denominazione, tipo, comune) in ORGANIZZAZIONI.items():
        demo.organizzazioni[chiave], _nuova = Organizzazione.objects.update_or_create(
            codice_fiscale=codice,
            defaults={"denominazione": denominazione, "tipo": tipo, "comune_id": comune, "di_prova": True},
        )
    EnteTitolare.objects.get_or_create(
        dal=datetime.date(2020, 1, 1),
        defaults={
            "denominazione": "Provincia dimostrativa della Spezia",
            "ufficio": "Servizio per il collocamento mirato",
            "provincia_id": "011",
            "indirizzo": "Via dell'Esempio 1, La Spezia",
            "email": "collocamento.mirato@example.org",
            "pec": "collocamento.mirato@pec.example.org",
            "responsabile": "Chiara Montaldo",
            "contatto_privacy": "protezione.dati@example.org",
        },
    )
    spezzini = Comune.objects.attivi().filter(provincia="011")
    centro(demo, "cpi_sarzana").comuni.set(spezzini.filter(distretto=DISTRETTO_DI_SARZANA))
    centro(demo, "cpi_spezia").comuni.set(spezzini.exclude(distretto=DISTRETTO_DI_SARZANA))


def centro(demo: Dimostrazione, chiave: str) -> CentroImpiego:
    """The job centre of that name, in the province of La Spezia."""
    cpi, _nuovo = CentroImpiego.objects.get_or_create(
        organizzazione=demo.organizzazioni[chiave], defaults={"provincia_id": "011"}
    )
    return cpi
