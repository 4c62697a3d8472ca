"""Make demo/prospetti_2024.zip: the returns of the year before, derived from demo/prospetti_demo.zip.

    PYTHONPATH=. .venv/bin/python strumenti/demo/anno_precedente.py

Each employer's valid return is taken one year back: who was hired during 2025 is not there yet, the other staff is a
little larger or smaller, some disabled workers have since been hired. Quadro 3 is worked out anew, so that what these
returns declare is right. The same input gives the same output.
"""

import json
import random
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

from lxml import etree

from collocamento.normativa import Ambito, Causa, TipoConvenzione, calcola
from collocamento.unipi.lettura import leggi
from collocamento.unipi.mappatura import Codici, a_normativa


ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "demo"
NS = "{http://servizi.lavoro.gov.it/UNIPI}"
ANNO = 2024
ORDINARIA = "A"

QUADRO3 = {
    "numLavBaseComputoArt3": "base_art3",
    "numLavBaseComputoArt18": "base_art18",
    "quotariservadisabili": "quota_disabili",
    "quotariservacatprotette": "quota_art18",
    "esoneri": "esonerati",
    "esonerati": "esonerati",
    "disabili": "disabili_in_forza",
    "catprotette": "art18_in_forza",
    "quotaesuberiArt18": "eccedenza_art18",
    "scoperturedisabili": "scopertura_disabili",
    "scoperturecatprotette": "scopertura_art18",
}


def main() -> None:
    attesi = json.loads((DEMO / "prospetti_demo_attesi.json").read_text())
    codici = tabelle(attesi["placeholder_codes"])
    comuni = {
        riga.split(",")[0]: riga.split(",")[2]
        for riga in (ROOT / "socialabs/anagrafica/dati/comuni.csv").read_text().splitlines()
    }
    province = {
        riga.split(",")[1]: riga.split(",")[0]
        for riga in (ROOT / "socialabs/anagrafica/dati/province.csv").read_text().splitlines()
    }
    caso = random.Random(68_1999)
    with (
        zipfile.ZipFile(DEMO / "prospetti_demo.zip") as fonte,
        zipfile.ZipFile(DEMO / f"prospetti_{ANNO}.zip", "w", zipfile.ZIP_DEFLATED) as uscita,
    ):
        for azienda in sorted(attesi["companies"], key=lambda a: a["codicefiscale"]):
            radice = etree.fromstring(fonte.read(azienda["final_file"]), etree.XMLParser(remove_comments=True))
            if caso.random() < 0.05:
                continue
            nome, contenuto = indietro(radice, caso, codici, lambda b: province.get(comuni.get(b, "")))
            uscita.writestr(zipfile.ZipInfo(nome, (ANNO + 1, 6, 1, 9, 0, 0)), contenuto, zipfile.ZIP_DEFLATED)


def tabelle(segnaposto: dict) -> Codici:
    return Codici(
        categorie_escluse={c: Ambito(v["scope"]) for c, v in segnaposto["categorieescluse"].items()},
        cause_sospensione={"A": Causa.CIGS, "B": Causa.LICENZIAMENTO_COLLETTIVO},
        tipi_convenzione={"1": TipoConvenzione.ART11},
    )


def indietro(radice: etree._Element, caso: random.Random, codici: Codici, provincia_di) -> tuple[str, bytes]:
    """File name and content of the return one year before."""
    codice = radice.get("codicecomunicazione")
    codice = f"{codice[:3]}{(ANNO + 1) % 100:02d}{codice[5:]}"
    radice.set("codicecomunicazione", codice)
    radice.attrib.pop("codicecomunicazioneprecedente", None)
    radice.set(
        "dataInvio", f"{ANNO + 1}-01-{caso.randint(7, 30):02d}T{caso.randint(8, 18):02d}:{caso.randint(0, 59):02d}:00"
    )
    trova(radice, "tipocomunicazione").text = "01"
    trova(radice, "datariferimento").text = date(ANNO, 12, 31).isoformat()
    heads = 0
    for quadro in radice.iter(f"{NS}quadro2"):
        senza_i_nuovi_assunti(quadro, caso)
        heads += altro_organico(quadro, caso)
    trova(radice, "nlavoratorinazionali").text = str(heads)
    dichiara(radice, codici, provincia_di)
    return f"prospetto_{codice}.xml", etree.tostring(radice, xml_declaration=True, encoding="UTF-8")


def senza_i_nuovi_assunti(quadro: etree._Element, caso: random.Random) -> None:
    """Take out the ordinary workers hired after the date, and a few more of the recent ones; totals follow."""
    via = Counter()
    for lavoratore in quadro.findall(f"{NS}lavoratoricomputabili"):
        assunto = date.fromisoformat(trova(lavoratore, "datainizio").text)
        recente = assunto.year == ANNO and caso.random() < 0.5
        if testo(lavoratore, "tipoassunzione") != ORDINARIA or not (assunto.year > ANNO or recente):
            continue
        piene = testo(lavoratore, "orariosettimanale") == testo(lavoratore, "orariosettimanaleparttime")
        disabile = testo(lavoratore, "categoriasogg") == "D"
        if disabile and not piene:
            continue
        via["D" if disabile else "C"] += 1
        quadro.remove(lavoratore)
    dipendenti = trova(quadro, "personaledipendente")
    disabili = trova(trova(dipendenti, "disabili"), "nlavoratoritempopieno")
    protette = trova(dipendenti, "categorieprotette")
    for elemento, numero in (
        (disabili, via["D"]),
        (protette, via["C"]),
        (trova(dipendenti, "nlavoratori"), via.total()),
    ):
        elemento.text = str(max(0, int(elemento.text) - numero))
    vecchi = dipendenti.find(f"{NS}dicuiinforzaal17012000")
    if vecchi is not None:
        vecchi.text = str(min(int(vecchi.text), int(protette.text)))


def altro_organico(quadro: etree._Element, caso: random.Random) -> int:
    """Vary the number of the other employees by a few per cent; the new number of heads of the sheet."""
    elemento = trova(trova(quadro, "personaledipendente"), "nlavoratori")
    prima = int(elemento.text)
    elemento.text = str(prima + round(prima * caso.uniform(0, 0.05)))
    return int(elemento.text)


def dichiara(radice: etree._Element, codici: Codici, provincia_di) -> None:
    """Write into quadro 3 (and the class of quadro 1) what the law gives."""
    documento = leggi(etree.tostring(radice, xml_declaration=True, encoding="UTF-8"), nome="derivato.xml")
    mappa = a_normativa(documento, provincia_di=provincia_di, codici=codici)
    risultato = calcola(mappa.datore, mappa.province, data=date(ANNO, 12, 31))
    classe, dati = radice.find(f".//{NS}categoriaazienda"), trova(radice, "datiprospetto")
    if classe is not None:
        dati.remove(classe)
    if risultato.nazionale.classe:
        nuova = etree.Element(f"{NS}categoriaazienda")
        nuova.text = str(risultato.nazionale.classe.value)
        trova(dati, "nlavoratorinazionali").addnext(nuova)
    scrivi(trova(radice, "riepilogonazionale"), risultato.nazionale)
    for riepilogo in radice.iter(f"{NS}elencoriepilogativoprovinciale"):
        scrivi(riepilogo, risultato.province[testo(riepilogo, "provincia")])


def scrivi(riepilogo: etree._Element, cifre) -> None:
    for elemento in riepilogo:
        campo = QUADRO3.get(etree.QName(elemento).localname)
        if campo:
            elemento.text = str(max(0, getattr(cifre, campo)))
        elif etree.QName(elemento).localname == "sospensioniincorso":
            elemento.text = "S" if cifre.sospensione_in_corso else "N"


def trova(elemento: etree._Element, nome: str) -> etree._Element:
    return next(elemento.iter(f"{NS}{nome}"))


def testo(elemento: etree._Element, nome: str) -> str:
    return trova(elemento, nome).text


if __name__ == "__main__":
    main()
