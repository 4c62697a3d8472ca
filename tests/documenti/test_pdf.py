"""What people get on paper: content, tags, language, fonts, the claims of each file, and hostile names."""

from datetime import date
from io import BytesIO

import pdfua
import pikepdf
import pytest
from django.contrib.staticfiles import finders

from socialabs.archivio.azioni import apri
from socialabs.base.contesto import Contesto
from socialabs.base.pdf import RisorsaEsterna, scrivi_pdf
from socialabs.documenti.azioni.documenti import registra_carta
from socialabs.documenti.composizione import componi, congela_atto, iniziali, versione_del_modello
from socialabs.documenti.loghi import pulisci
from socialabs.documenti.models import CartaIntestata
from socialabs.documenti.officina import DaRendere, Officina
from socialabs.documenti.registro import Congelato, Destinatario
from tests.documenti.conftest import serve_pango
from tests.documenti.tipi import dichiara, prova


SISTEMA = Contesto.sistema("prova")
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#0b3d91"/></svg>'


@pytest.fixture
def carta(ente, archivio):
    carta = CartaIntestata(
        dal=date(2020, 1, 1),
        testo_logo="Stemma di prova",
        settore="Settore frutta",
        recapiti="Tel. 0187 000000",
        firmatario="Bruna Firma",
        qualifica="La dirigente",
    )
    return registra_carta(carta, logo=pulisci(LOGO), ctx=SISTEMA)


def html(ente, carta=None, tipo=None, ctx=SISTEMA, nome="Frutteto S.r.l.", contenuto=()):
    congelato = Congelato("Frutti", "Frutti", Destinatario(nome, ("Via Prova 1",)), dict(contenuto))
    tipo = tipo or prova()
    dati = congela_atto(
        tipo,
        congelato,
        ente=ente,
        carta=carta,
        numero="12/2026",
        giorno=ente.dal,
        codice="7K3M9QXW2BTDH0A5",
        sigillo=False,
        ctx=ctx,
    )
    return componi(tipo, dati)


def leggi(documento, copia=False):
    with apri(documento.copia if copia else documento.file) as contenuto:
        return contenuto.read()


def test_an_act_bears_all_that_acts_must(ente, carta):
    testo = html(ente, carta, prova(rimedi="Ricorso entro i termini di legge."))
    for atteso in (
        "Provincia della Spezia",
        "Servizio collocamento mirato",
        "Settore frutta",
        "frutti@pec.example.org",
        "12/2026",
        "1 gennaio 2020",
        "Legge dei frutti, art. 1",
        "Responsabile del procedimento: Ada Prova",
        "Frutteto S.r.l.",
        "Oggetto:",
        "Bruna Firma",
        "D.Lgs. 39/1993",
        "Ricorso entro i termini di legge.",
        "/privacy/",
        "7K3M-9QXW-2BTD-H0A5",
        "/documenti/verifica/7K3M-9QXW-2BTD-H0A5/",
        versione_del_modello(prova())[:12],
        "Codice QR: apre la pagina di verifica",
    ):
        assert atteso in testo, atteso
    assert "sigillo" not in testo


def test_what_a_company_takes_by_itself_bears_no_signature(ente, carta, ctx_di):
    ctx = ctx_di("ref_azienda")
    testo = html(ente, carta, ctx=ctx)
    assert "Bruna Firma" not in testo and "39/1993" not in testo
    assert f"su richiesta di {ctx.appartenenza.organizzazione.denominazione}" in testo


def test_names_are_text_and_never_markup(ente):
    testo = html(ente, nome='<img src="file:///etc/passwd"> & "Figli" <script>alert(1)</script>')
    assert "<script>" not in testo and '<img src="file' not in testo
    assert "&lt;script&gt;" in testo


def test_only_initials_are_kept_in_clear():
    assert iniziali("Rossi & Figli di Rossi Mario") == "R. F. D. R. M."


def test_another_template_has_another_version():
    assert versione_del_modello(prova()) != versione_del_modello(prova(modello="documenti/attestazione_deleghe.html"))
    assert versione_del_modello(prova()) != versione_del_modello(prova(fogli=("css/fonts.css",)))


@pytest.fixture
def vero(emette, azienda, carta, tipi_di_prova):
    """A document really drawn, with its long-term copy."""
    tipo = dichiara(chiave="prova.vero", copia_lunga=True)
    with Officina(1) as officina:
        return emette(SISTEMA, azienda, tipo=tipo, officina=officina)


@serve_pango
def test_the_pdf_is_accessible_and_complete(vero, tmp_path):
    percorso = tmp_path / "documento.pdf"
    percorso.write_bytes(leggi(vero))
    assert [f for f in pdfua.validate(percorso).findings if f.severity == pdfua.Severity.ERROR] == []
    with pikepdf.open(percorso) as pdf:
        assert str(pdf.Root.Lang) == "it"
        assert bool(pdf.Root.MarkInfo.Marked) and bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo["/Title"]) == f"Certificato dei frutti n. {vero.numero_e_anno}"
        assert str(pdf.docinfo["/Author"]) == "Provincia della Spezia"
        ruoli, figure = albero(pdf.Root.StructTreeRoot)
        assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Caption", "/Figure"} <= ruoli
        assert figure == ["Stemma di prova"]
        assert non_incorporati(pdf) == []


@serve_pango
def test_each_file_claims_one_standard(vero):
    with pikepdf.open(BytesIO(leggi(vero))) as pdf, pdf.open_metadata() as dati:
        assert dati.get("pdfuaid:part") == "1" and dati.get("pdfaid:part") is None
    with pikepdf.open(BytesIO(leggi(vero, copia=True))) as pdf, pdf.open_metadata() as dati:
        assert (dati.get("pdfaid:part"), dati.get("pdfaid:conformance")) == ("2", "A")
        assert dati.get("pdfuaid:part") is None
        assert pdf.Root.OutputIntents[0].DestOutputProfile is not None
        assert non_incorporati(pdf) == []
    assert vero.sha256_copia == vero.copia.sha256 != vero.sha256


@serve_pango
def test_a_name_of_150_letters_stays_on_the_page(ente, carta):
    nome = "W" * 150
    deleghe = [{"nome": nome, "codice_fiscale": "0" * 11, "dal": "01/01/2026", "al": "senza scadenza"}]
    contenuto = {"giorno": "01/01/2026", "azienda": {"nome": nome, "codice_fiscale": "0" * 11}, "deleghe": deleghe}
    tipo = prova(modello="documenti/attestazione_deleghe.html")
    sorgente = html(ente, carta, tipo, nome=nome, contenuto=contenuto)
    assert sorgente.count(nome) == 3
    # Twenty millimetres of margin on each side of the sheet.
    assert largo(sorgente) <= 190.5


@serve_pango
def test_a_document_may_carry_its_own_images_and_fetch_no_others():
    punto = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/%3E"
    pagina = '<html lang="it"><title>x</title><img alt="x" src="{}"></html>'
    assert scrivi_pdf(pagina.format(punto)).startswith(b"%PDF")
    for indirizzo in ("data:text/html,x", "https://example.org/a.png", "file:///etc/hosts"):
        with pytest.raises(RisorsaEsterna):
            scrivi_pdf(pagina.format(indirizzo))


@serve_pango
def test_helpers_give_the_documents_in_order(ente):
    lavori = [DaRendere(html(ente, nome=f"Azienda {n}"), prova().fogli) for n in range(5)]
    with Officina(1000, aiutanti=2) as officina:
        resi = officina.rendi(lavori)
    assert len(resi) == 5
    for n, reso in enumerate(resi):
        assert disegno_di(reso.pdf) == disegno_di(scrivi(lavori[n].html)), n


def scrivi(sorgente):
    return scrivi_pdf(sorgente, fogli=prova().fogli)


def disegno_di(pdf):
    """The drawn content of the pages: equal for equal documents, whatever their identifiers."""
    with pikepdf.open(BytesIO(pdf)) as documento:
        return [pagina.Contents.read_bytes() for pagina in documento.pages]


def largo(sorgente):
    """The right edge of the widest line, in millimetres."""
    from weasyprint import CSS, HTML

    from socialabs.base.pdf import BASE, _lettore

    fogli = [CSS(url=f"{BASE}{nome}", url_fetcher=_lettore()) for nome in prova().fogli]
    pagine = HTML(string=sorgente, base_url=BASE, url_fetcher=_lettore()).render(stylesheets=fogli).pages
    righe = [b for p in pagine for b in p._page_box.descendants() if type(b).__name__ == "TextBox"]
    return max(b.position_x + b.width for b in righe) / 96 * 25.4


def albero(nodo):
    ruoli, figure = set(), []

    def visita(elemento):
        if not isinstance(elemento, pikepdf.Dictionary):
            return
        if "/S" in elemento:
            ruoli.add(str(elemento.S))
            if str(elemento.S) == "/Figure":
                figure.append(str(elemento.get("/Alt", "")))
        figli = elemento.get("/K")
        for figlio in figli if isinstance(figli, pikepdf.Array) else [figli]:
            visita(figlio)

    visita(nodo)
    return ruoli, figure


def non_incorporati(pdf):
    descrittori = [
        o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == pikepdf.Name.FontDescriptor
    ]
    assert descrittori
    return [str(o.FontName) for o in descrittori if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(o.keys())]


# --- the page -------------------------------------------------------------------------------------------------------
@serve_pango
def test_neither_signature_nor_notes_begin_a_page_without_what_they_close():
    """Texts of every length around the foot of a page, one line after the other."""
    import weasyprint

    foglio = weasyprint.CSS(filename=finders.find("css/atto.css"))
    for righe in range(28, 44):
        corpo = "".join(f'<p id="p{n}">Una riga.</p>' for n in range(righe))
        fine = (
            '<div class="firma" id="firma"><p>Ada Prova</p></div></main><section class="note" id="note">Nota</section>'
        )
        pagine = weasyprint.HTML(string=f"<main>{corpo}{fine}").render(stylesheets=[foglio]).pages
        ultima = pagine[-1].anchors
        assert {"firma", "note", f"p{righe - 1}"} <= set(ultima), righe
    assert len(pagine) == 2
