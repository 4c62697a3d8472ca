"""The open data as files: CSV (UTF-8, comma, RFC 4180), JSON with its documentation, and the catalogue."""

import csv
import json
from collections.abc import Iterable
from datetime import date, datetime
from io import StringIO
from typing import Any

from django.urls import reverse

from socialabs.anagrafica.models import EnteTitolare
from socialabs.base.esportazioni import innocuo
from tavolo.pubblico.dati import INSIEMI, VERSIONE, Insieme, indirizzo
from tavolo.pubblico.licenza import Licenza


TIPI_MIME = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
# What the European vocabularies call things: see the DCAT-AP_IT profile.
TEMA = "http://publications.europa.eu/resource/authority/data-theme/GOVE"
FREQUENZA = "http://publications.europa.eu/resource/authority/frequency/IRREG"
FORMATO = "http://publications.europa.eu/resource/authority/file-type/{}"
LINGUA = "http://publications.europa.eu/resource/authority/language/ITA"
CONTESTO = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
}


def titolare() -> str:
    """The body that gives the data out."""
    ente = EnteTitolare.objects.al()
    return ente.denominazione if ente else "SOCIALABS"


def in_csv(insieme: Insieme) -> str:
    """The rows under the names of the fields; no text can turn into a formula."""
    uscita = StringIO()
    scrittore = csv.writer(uscita, lineterminator="\r\n")
    nomi = [campo.nome for campo in insieme.campi]
    scrittore.writerow(nomi)
    for riga in insieme.righe():
        scrittore.writerow([_cella(riga[nome]) for nome in nomi])
    return uscita.getvalue()


def _cella(valore: Any) -> str:
    if valore is None:
        return ""
    if isinstance(valore, bool):
        return "true" if valore else "false"
    if isinstance(valore, int):
        return str(valore)
    return _iso(valore) if isinstance(valore, date) else innocuo(str(valore))


def _iso(valore: date | datetime) -> str:
    return valore.isoformat(timespec="seconds") if isinstance(valore, datetime) else valore.isoformat()


def in_json(insieme: Insieme, licenza: Licenza, aggiornato_il: datetime | None) -> str:
    """Who gives the data, under which licence, what each field means, and the rows."""
    return _json(
        {
            "insieme": insieme.chiave,
            "versione": VERSIONE,
            "titolo": str(insieme.titolo),
            "descrizione": str(insieme.descrizione),
            "titolare": titolare(),
            "licenza": {"codice": licenza.codice, "nome": licenza.nome, "url": licenza.url},
            "aggiornato_il": aggiornato_il,
            "campi": [{"nome": c.nome, "tipo": c.tipo, "descrizione": str(c.descrizione)} for c in insieme.campi],
            "righe": list(insieme.righe()),
        }
    )


def catalogo(licenza: Licenza, aggiornato_il: datetime | None) -> str:
    """The sets as a catalogue that aggregators of open data can read (JSON-LD, in the manner of DCAT-AP_IT)."""
    editore = {"@type": "foaf:Agent", "foaf:name": titolare()}
    pagina = indirizzo(reverse("tavolo:pubblico_dati"))
    return _json(
        {
            "@context": CONTESTO,
            "@id": indirizzo(reverse("tavolo:pubblico_catalogo")),
            "@type": "dcat:Catalog",
            "dct:title": "Dati aperti del tavolo territoriale",
            "dct:description": "Componenti, sedute, presenze, decisioni e verbali pubblicati del tavolo territoriale.",
            "dct:publisher": editore,
            "dct:language": {"@id": LINGUA},
            "dct:license": {"@id": licenza.url},
            "dct:modified": aggiornato_il,
            "foaf:homepage": {"@id": pagina},
            "dcat:dataset": [
                {
                    "@id": f"{pagina}#{insieme.chiave}",
                    "@type": "dcat:Dataset",
                    "dct:identifier": f"tavolo-{insieme.chiave}",
                    "dct:title": str(insieme.titolo),
                    "dct:description": str(insieme.descrizione),
                    "dct:publisher": editore,
                    "dct:rightsHolder": editore,
                    "dct:accrualPeriodicity": {"@id": FREQUENZA},
                    "dct:modified": aggiornato_il,
                    "dcat:theme": {"@id": TEMA},
                    "dcat:distribution": list(_distribuzioni(insieme, licenza)),
                }
                for insieme in INSIEMI.values()
            ],
        }
    )


def _distribuzioni(insieme: Insieme, licenza: Licenza) -> Iterable[dict[str, Any]]:
    for formato, tipo in TIPI_MIME.items():
        file = indirizzo(reverse("tavolo:pubblico_insieme", args=[insieme.chiave, formato]))
        yield {
            "@type": "dcat:Distribution",
            "dct:title": f"{insieme.titolo} ({formato.upper()})",
            "dcat:accessURL": {"@id": file},
            "dcat:downloadURL": {"@id": file},
            "dcat:mediaType": tipo.split(";")[0],
            "dct:format": {"@id": FORMATO.format(formato.upper())},
            "dct:license": {"@id": licenza.url},
        }


def _json(dati: dict[str, Any]) -> str:
    return json.dumps(dati, ensure_ascii=False, indent=1, default=_semplice)


def _semplice(valore: Any) -> str:
    return _iso(valore) if isinstance(valore, date) else str(valore)
