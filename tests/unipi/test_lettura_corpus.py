"""Every file of the demo corpus is read, or refused for the expected reason."""

import re
from datetime import date

from collocamento.unipi.lettura import leggi
from collocamento.unipi.rifiuti import Rifiuto


def _verdetto(nome: str, contenuto: bytes) -> tuple[str | None, str | None]:
    """(reason of refusal, code of the communication)"""
    try:
        return None, leggi(contenuto, nome=nome).codice_comunicazione
    except Rifiuto as rifiuto:
        return str(rifiuto.motivo), None


def test_each_file_is_read_or_refused_as_expected(corpus, attesi):
    assert {voce["file"] for voce in attesi["files"]} == set(corpus)
    for voce in attesi["files"]:
        motivo, codice = _verdetto(voce["file"], corpus[voce["file"]])
        assert motivo == voce.get("reason"), voce["file"]
        if "codicecomunicazione" in voce:
            assert codice == voce["codicecomunicazione"]


def test_header_values_are_the_expected_ones(corpus, attesi):
    for voce in attesi["files"]:
        if "dataInvio" not in voce:
            continue
        documento = leggi(corpus[voce["file"]], nome=voce["file"])
        assert documento.data_invio.replace(tzinfo=None).isoformat() == voce["dataInvio"]
        assert documento.codice_fiscale == voce["codicefiscale"]
        assert documento.tipo_comunicazione == voce["tipocomunicazione"]
        assert documento.codice_precedente == voce.get("codicecomunicazioneprecedente")
        assert documento.data_riferimento == date(2025, 12, 31)


def test_refusals_of_the_corpus_say_the_line_and_no_personal_value(corpus, attesi):
    for voce in attesi["files"]:
        if voce["status"] != "refused" or voce["reason"] not in ("not_schema_valid", "not_well_formed"):
            continue
        contenuto = corpus[voce["file"]]
        try:
            leggi(contenuto, nome=voce["file"])
        except Rifiuto as rifiuto:
            assert rifiuto.riga
            nascosti = re.findall(rb"<(?:codicefiscale|cognome|nome|datanascita)>([^<]+)<", contenuto)
            assert nascosti
            assert not [valore for valore in nascosti if valore.decode() in rifiuto.messaggio]
