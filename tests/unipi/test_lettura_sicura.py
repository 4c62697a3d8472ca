"""Hostile and odd files: refused for the right reason, or read for what they say."""

import gzip
import time

import pytest
from lxml import etree

from collocamento.unipi import lettura
from collocamento.unipi.lettura import albero_valido, leggi
from collocamento.unipi.rifiuti import Motivo, Rifiuto
from tests.unipi import mutazioni
from tests.unipi.completo import completo


def _motivo(contenuto: bytes, **altro) -> Motivo:
    with pytest.raises(Rifiuto) as preso:
        leggi(contenuto, **altro)
    assert preso.value.messaggio.endswith(".")
    return preso.value.motivo


def _con_doctype(modello: bytes, doctype: str) -> bytes:
    return modello.replace(b"?>", b"?>" + doctype.encode(), 1)


RISATE = "<!DOCTYPE prospetto [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {nome} '{f'&{prima};' * 10}'>" for prima, nome in zip("abcdefgh", "bcdefghi", strict=True)
) + "]>"  # fmt: skip


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE prospetto>",
        "<!-- <!DOCTYPE no> --> <?pi ?>\n<!DOCTYPE prospetto>",
        "<!DOCTYPE prospetto [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE prospetto SYSTEM 'http://example.org/x.dtd'>",
        "<!DOCTYPE prospetto [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]>",
        RISATE,
    ],
)
def test_any_doctype_is_refused(modello, doctype):
    assert _motivo(_con_doctype(modello, doctype)) == Motivo.DOCTYPE


def test_a_doctype_in_an_encoding_without_ascii_is_not_read_either(modello):
    """EBCDIC: whether the parser knows it depends on how libxml2 was built."""
    testo = _con_doctype(modello, "<!DOCTYPE prospetto>").decode().replace("UTF-8", "IBM037")
    assert _motivo(testo.encode("cp037", "xmlcharrefreplace")) in (Motivo.DOCTYPE, Motivo.NON_BEN_FORMATO)


def test_a_failure_of_the_validator_is_one_refused_file(modello, monkeypatch):
    class Guasto:
        def validate(self, radice):
            raise etree.XMLSchemaValidateError("internal error")

    monkeypatch.setattr(lettura, "schema", Guasto)
    assert _motivo(modello) == Motivo.NON_VALIDO


@pytest.mark.parametrize("codifica", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_doctype_does_not_hide_in_another_encoding(modello, codifica):
    testo = _con_doctype(modello, RISATE).decode().replace("UTF-8", "UTF-16")
    assert _motivo(testo.encode(codifica)) == Motivo.DOCTYPE


def test_entities_in_attributes_never_expand(modello):
    contenuto = _con_doctype(modello, RISATE).replace(b'protocollo="', b'protocollo="&i;')
    prima = time.monotonic()
    assert _motivo(contenuto) == Motivo.DOCTYPE
    assert time.monotonic() - prima < 1


def test_the_word_doctype_in_a_comment_or_a_value_is_harmless(modello):
    assert leggi(modello.replace(b"?>", b"?><!-- <!DOCTYPE x> -->", 1)) == leggi(modello)
    contenuto = modello.replace(b"Piazza dei Test 87", b"&lt;!DOCTYPE x&gt;", 1)
    assert leggi(contenuto).quadro1.azienda.sede_legale.indirizzo == "<!DOCTYPE x>"


@pytest.mark.parametrize(
    ("contenuto", "motivo"),
    [
        (b"", Motivo.VUOTO),
        (b" \r\n\t", Motivo.VUOTO),
        (b"\xef\xbb\xbf\n", Motivo.VUOTO),
        (b"\xff\xfe", Motivo.VUOTO),
        (b"ciao", Motivo.NON_BEN_FORMATO),
        (b"<", Motivo.NON_BEN_FORMATO),
        (b"<a><b></a>", Motivo.NON_BEN_FORMATO),
        (b"<a>&b;</a>", Motivo.NON_BEN_FORMATO),
        (b"<a>\x01</a>", Motivo.NON_BEN_FORMATO),
        (b"<a/><a/>", Motivo.NON_BEN_FORMATO),
        (b"<?xml version='1.0' encoding='klingon'?><a/>", Motivo.NON_BEN_FORMATO),
        (b"<?xml version='1.0' encoding='UTF-8'?><a>\xe0</a>", Motivo.NON_BEN_FORMATO),
        (b"%PDF-1.7", Motivo.NON_BEN_FORMATO),
        (b"<html><body/></html>", Motivo.NON_VALIDO),
        (b"PK\x03\x04resto", Motivo.ARCHIVIO_ANNIDATO),
        (gzip.compress(b"<a/>", mtime=0), Motivo.ARCHIVIO_ANNIDATO),
        (b"7z\xbc\xaf\x27\x1c....", Motivo.ARCHIVIO_ANNIDATO),
        (b"\x00" * 257 + b"ustar", Motivo.ARCHIVIO_ANNIDATO),
    ],
)
def test_what_is_not_a_return(contenuto, motivo):
    assert _motivo(contenuto) == motivo


def test_an_archive_is_known_by_its_name_too():
    assert _motivo(b"Rar?", nome="CARTELLA.RAR") == Motivo.ARCHIVIO_ANNIDATO


def test_depth_and_length_have_limits(modello):
    assert _motivo(b"<a>" * 5000) == Motivo.TROPPO_GRANDE
    assert _motivo(b"<a>" + b"x" * 11_000_000 + b"</a>") == Motivo.TROPPO_GRANDE
    assert _motivo(modello, limite=len(modello) - 1) == Motivo.TROPPO_GRANDE
    assert leggi(modello, limite=len(modello))


@pytest.mark.parametrize(
    ("dichiarata", "codifica"),
    [
        ("ISO-8859-1", "iso-8859-1"),
        ("ISO-8859-15", "iso-8859-15"),
        ("windows-1252", "windows-1252"),
        ("UTF-16", "utf-16"),
        ("UTF-16LE", "utf-16-le"),
        ("UTF-8", "utf-8-sig"),
    ],
)
def test_encodings_say_the_same(modello, dichiarata, codifica):
    testo = modello.decode().replace('encoding="UTF-8"', f'encoding="{dichiarata}"')
    documento = leggi(testo.encode(codifica))
    assert documento == leggi(modello)
    assert documento.quadri2[0].lavoratori[0].persona.cognome == "Ricciò"


def test_prefixes_comments_and_sections_do_not_change_what_is_read(modello):
    originale = leggi(modello)
    prefisso = modello.replace(b"<", b"<q:").replace(b"<q:/", b"</q:").replace(b"<q:?", b"<?")
    assert leggi(prefisso.replace(b"xmlns=", b"xmlns:q=")) == originale
    assert leggi(modello.replace(b">481<", b">4<!-- x -->8<?p q?>1<")) == originale
    assert leggi(modello.replace(b">481<", b"><![CDATA[48]]>1<")) == originale
    assert leggi(modello.replace(b">481<", b">&#52;81<")) == originale
    assert leggi(modello.replace(b"><", b">\r\n\t <")) == originale


def test_a_schema_named_by_the_file_is_never_opened(modello, tmp_path):
    """Pointing at a schema of its own that admits anything makes no difference."""
    permissivo = tmp_path / "x.xsd"
    permissivo.write_text(
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='http://servizi.lavoro.gov.it/UNIPI'>"
        "<xs:element name='prospetto'/></xs:schema>"
    )
    xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    posto = f'{xsi} xsi:schemaLocation="http://servizi.lavoro.gov.it/UNIPI {permissivo}" '
    con_schema = modello.replace(b"codicecomunicazione=", posto.encode() + b"codicecomunicazione=", 1)
    assert leggi(con_schema) == leggi(modello)
    assert _motivo(con_schema.replace(b">481<", b">molti<")) == Motivo.NON_VALIDO


def test_dates_that_no_calendar_holds(modello):
    contenuto = modello.replace(b"<datariferimento>2025-12-31<", b"<datariferimento>12025-12-31<")
    albero_valido(contenuto)
    with pytest.raises(Rifiuto) as preso:
        leggi(contenuto)
    assert (preso.value.motivo, preso.value.riga) == (Motivo.VALORE_NON_RAPPRESENTABILE, 3)
    nascita = modello.replace(b"<datanascita>1975-05-21<", b"<datanascita>-1975-05-21<")
    assert nascita != modello
    assert _motivo(nascita) == Motivo.VALORE_NON_RAPPRESENTABILE
    invio = modello.replace(b'dataInvio="2026', b'dataInvio="12026')
    assert _motivo(invio) == Motivo.VALORE_NON_RAPPRESENTABILE


def test_lines_beyond_the_first_65535_are_told_right(modello):
    contenuto = modello.replace(b"<tipocomunicazione>01", b"\n" * 70_000 + b"<tipocomunicazione>uno")
    riga = contenuto[: contenuto.index(b"<tipocomunicazione>")].count(b"\n") + 1
    with pytest.raises(Rifiuto) as preso:
        leggi(contenuto)
    assert preso.value.riga == riga


def test_reading_is_repeatable_and_leaves_no_trace_of_errors(modello):
    for _volta in range(3):
        assert _motivo(modello.replace(b">481<", b">x<")) == Motivo.NON_VALIDO
        assert leggi(modello).quadro1.dati.lavoratori_nazionali == 481
    assert isinstance(albero_valido(modello), etree._Element)


def _con_lavoratori(modello: bytes, lavoratore: bytes, lunghezza: int) -> bytes:
    """The model with so many copies of a worker as to reach `lunghezza` bytes."""
    inizio = modello.index(b"<lavoratoricomputabili>")
    return modello[:inizio] + lavoratore * (lunghezza // len(lavoratore)) + modello[inizio:]


def test_big_files_are_judged_as_small_ones_and_in_reasonable_time(modello):
    inizio, fine = modello.index(b"<lavoratoricomputabili>"), modello.index(b"</lavoratoricomputabili>")
    lavoratore = modello[inizio:fine] + b"</lavoratoricomputabili>"
    grande = _con_lavoratori(modello, lavoratore, 5_000_000)
    assert len(leggi(grande).quadri2[0].lavoratori) > 5_000_000 // len(lavoratore)
    assert _motivo(grande[:-20]) == Motivo.NON_BEN_FORMATO
    prima = time.monotonic()
    sbagliato = _con_lavoratori(modello, lavoratore.replace(b"<sesso>M", b"<sesso>X"), 15_000_000)
    with pytest.raises(Rifiuto) as preso:
        leggi(sbagliato)
    assert time.monotonic() - prima < 15
    assert preso.value.motivo == Motivo.NON_VALIDO
    assert "«sesso»" in preso.value.messaggio
    assert _motivo(modello.replace(b"<quadro1>", b"<a/>" * 1_600_000 + b"<quadro1>")) == Motivo.TROPPO_GRANDE
    assert _motivo(_con_doctype(grande, RISATE)) == Motivo.DOCTYPE


def test_the_way_of_big_files_gives_the_verdicts_of_the_small_ones(monkeypatch):
    casi = [(nome, mutazioni.scrivi(radice)) for nome, radice in mutazioni.strutturali(completo(ripetizioni=1))]
    piccoli = [_esito(contenuto) for _, contenuto in casi]
    monkeypatch.setattr(lettura, "_GRANDE", 0)
    grandi = [_esito(contenuto) for _, contenuto in casi]
    diversi = [nome for (nome, _), piccolo, grande in zip(casi, piccoli, grandi, strict=True) if piccolo != grande]
    assert diversi == []
    assert len(casi) > 800


def _esito(contenuto: bytes):
    try:
        return leggi(contenuto)
    except Rifiuto as rifiuto:
        return rifiuto.motivo
