"""Documents per second of the whole issue, beside WeasyPrint alone and Chromium on the same HTML. See README.md here.

    python benchmarks/documenti.py [--quanti N] [--json OUT]

It needs a migrated database of its own (DATABASE_URL as the web role): the documents issued stay there.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path


RADICE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RADICE))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socialabs.settings")

import django


django.setup()

from socialabs.anagrafica.models import EnteTitolare, Organizzazione, Provincia
from socialabs.base.contesto import Contesto
from socialabs.base.identificativi import nuovo_id
from socialabs.base.pdf import BASE, _lettore, scrivi_pdf
from socialabs.documenti import lavori, officina
from socialabs.documenti.azioni.emissione import Emissione
from socialabs.documenti.codici import nuovo_codice
from socialabs.documenti.composizione import componi, congela_atto
from socialabs.documenti.documenti import ATTESTAZIONE
from socialabs.documenti.registro import Congelato, Destinatario, tipo
from socialabs.servizi import sistema


# One file a document: the long-term copy would double the work that WeasyPrint alone is not asked for.
TIPO = replace(tipo(ATTESTAZIONE), copia_lunga=False)
SISTEMA = Contesto.sistema("benchmark")
DELEGHE = [{"nome": "Studio Esempio", "codice_fiscale": "0" * 11, "dal": "01/01/2026", "al": "senza scadenza"}] * 3


def pagine(quanti: int) -> list[str]:
    """The HTML of as many attestations, each with its own recipient, number, code and QR."""
    ente = EnteTitolare(denominazione="Provincia di prova", ufficio="Servizio di prova", responsabile="Ada Prova")
    return [componi(TIPO, _dati(numero, ente)) for numero in range(quanti)]


def _dati(numero: int, ente: EnteTitolare) -> dict:
    nome = f"Azienda di prova {numero} S.r.l."
    contenuto = {"giorno": "01/01/2026", "azienda": {"nome": nome, "codice_fiscale": "0" * 11}, "deleghe": DELEGHE}
    return congela_atto(
        TIPO,
        Congelato("Deleghe", "Deleghe", Destinatario(nome, ("Via di Prova 1",)), contenuto),
        ente=ente,
        carta=None,
        numero=f"{numero}/2026",
        giorno=date(2026, 1, 1),
        codice=nuovo_codice(),
        sigillo=False,
        ctx=SISTEMA,
    )


# --- the ways -----------------------------------------------------------------------------------------------------
def emissione(quanti: int, aiutanti: int) -> float:
    """The whole path of a batch: data, HTML, PDF, archive, rows, register, in blocks of `lavori.BLOCCO`."""
    officina.POCHI = 1 if aiutanti > 1 else quanti + 1
    if EnteTitolare.objects.al() is None:
        provincia, _nuova = Provincia.objects.get_or_create(
            codice="011", defaults={"sigla": "SP", "nome": "La Spezia", "regione": "07"}
        )
        EnteTitolare.objects.create(
            denominazione="Provincia di prova", ufficio="Servizio", provincia=provincia, dal=date(2020, 1, 1)
        )
    organizzazioni = Organizzazione.objects.bulk_create(
        Organizzazione(codice_fiscale=f"X{nuovo_id().hex[-15:]}", denominazione=f"Azienda di prova {n} S.r.l.")
        for n in range(quanti)
    )
    chiavi = [o.pk for o in organizzazioni]

    class Muto:
        def aggiorna(self, *args: object) -> None: ...

    inizio = time.perf_counter()
    lavori._emetti_tutti(Emissione(TIPO, SISTEMA, nuovo_id()), chiavi, Muto())
    return time.perf_counter() - inizio


def weasyprint_bene(quanti: int) -> float:
    """WeasyPrint alone, well used: fonts and stylesheets parsed once."""
    sorgenti = pagine(quanti)
    scrivi_pdf(sorgenti[0], fogli=TIPO.fogli)
    with tempfile.TemporaryDirectory() as cartella:
        return _cronometra(
            sorgenti, lambda n, html: Path(cartella, f"{n}.pdf").write_bytes(scrivi_pdf(html, fogli=TIPO.fogli))
        )


def weasyprint_ingenuo(quanti: int) -> float:
    """WeasyPrint as its first example has it: stylesheets and fonts read again for each document."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    def scrivi(numero: int, html: str) -> None:
        caratteri = FontConfiguration()
        fogli = [
            weasyprint.CSS(url=f"{BASE}{nome}", font_config=caratteri, url_fetcher=_lettore()) for nome in TIPO.fogli
        ]
        weasyprint.HTML(string=html, base_url=BASE, url_fetcher=_lettore()).write_pdf(
            Path(cartella, f"{numero}.pdf"),
            stylesheets=fogli,
            font_config=caratteri,
            pdf_variant="pdf/ua-1",
            pdf_tags=True,
        )

    with tempfile.TemporaryDirectory() as cartella:
        return _cronometra(pagine(quanti), scrivi)


def chromium(quanti: int) -> float:
    """A headless Chromium, started once, printing the same pages (tagged, with the same stylesheets)."""
    from playwright.sync_api import sync_playwright

    stile = "".join(f'<link rel="stylesheet" href="file://{RADICE}/static/{foglio}">' for foglio in TIPO.fogli)
    sorgenti = [html.replace("</head>", f"{stile}</head>") for html in pagine(quanti)]
    with tempfile.TemporaryDirectory() as cartella, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=sistema.chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        pagina, file = browser.new_page(), Path(cartella, "pagina.html")

        def stampa(n: int, html: str) -> None:
            file.write_text(html)
            pagina.goto(file.as_uri())
            pagina.pdf(path=Path(cartella, f"{n}.pdf"), format="A4", tagged=True)

        tempo = _cronometra(sorgenti, stampa)
        browser.close()
    return tempo


def _cronometra(sorgenti: list[str], rendi: Callable[[int, str], object]) -> float:
    inizio = time.perf_counter()
    for numero, html in enumerate(sorgenti):
        rendi(numero, html)
    return time.perf_counter() - inizio


MODI: dict[str, tuple[str, Callable[[int], float]]] = {
    "bene": ("WeasyPrint da solo, usato bene", weasyprint_bene),
    "emissione": ("emissione, un processo", lambda n: emissione(n, 1)),
    "aiutanti": ("emissione, con due aiutanti", lambda n: emissione(n, 2)),
    "ingenuo": ("WeasyPrint da solo, uso ingenuo", weasyprint_ingenuo),
    "chromium": ("Chromium", chromium),
}


def misura(modo: str, quanti: int) -> dict:
    """One way in a process of its own: seconds, and the largest memory of that process and of a child of its."""
    uscita = subprocess.run(
        [sys.executable, __file__, "--modo", modo, "--quanti", str(quanti)], check=True, stdout=subprocess.PIPE
    )
    return json.loads(uscita.stdout.splitlines()[-1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quanti", type=int, default=100)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--modo", choices=MODI, help=argparse.SUPPRESS)
    scelte = parser.parse_args()
    if scelte.modo:
        secondi = MODI[scelte.modo][1](scelte.quanti)
        memoria = {
            "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "mb_figlio": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
        }
        print(json.dumps({"secondi": secondi, **memoria}))
        return
    modi = [modo for modo in MODI if modo != "chromium" or sistema.chromium()]
    esiti = {modo: misura(modo, scelte.quanti) for modo in modi}
    for modo, esito in esiti.items():
        rapporto = esito["secondi"] / esiti["bene"]["secondi"]
        print(
            f"{MODI[modo][0]:34} {scelte.quanti / esito['secondi']:7.1f}/s  {rapporto:5.2f} x  "
            f"{esito['mb']:4} MB  figlio {esito['mb_figlio']:4} MB"
        )
    if scelte.json:
        scelte.json.write_text(json.dumps(esiti, indent=2))


if __name__ == "__main__":
    main()
