"""Writing is the reverse of reading: whatever was read is written so that it reads the same and is valid."""

from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as impostazioni
from hypothesis import strategies as st

from collocamento.unipi import tipi
from collocamento.unipi.documento import Documento
from collocamento.unipi.elementi import Elemento, Scelta, Struttura
from collocamento.unipi.lettura import leggi
from collocamento.unipi.prospetto import PROSPETTO, VERSIONE
from collocamento.unipi.rifiuti import Rifiuto
from collocamento.unipi.scrittura import scrivi
from collocamento.unipi.testi import ammesso, da_testi, in_testi
from tests.unipi.completo import completo


PRECEDENTI = Path(settings.BASE_DIR) / "demo" / "prospetti_2024.zip"
RAPIDE = impostazioni(
    max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)


def _valido(contenuto: bytes, nome: str) -> Documento | None:
    try:
        return leggi(contenuto, nome=nome)
    except Rifiuto:
        return None


# The three quadri alone: the attributes are no texts of the form.
CORPO = Struttura("corpo", dict, PROSPETTO.contenuto)


def _stesso_dopo_il_giro(documento: Documento) -> bool:
    scritto = scrivi(documento)
    quadri, intero = da_testi(CORPO, in_testi(CORPO, documento))
    assert intero and Documento(**quadri, **_testata(documento)) == documento
    return leggi(scritto) == documento and scritto == scrivi(leggi(scritto))


def _testata(documento: Documento) -> dict:
    return {attributo.campo: getattr(documento, attributo.campo) for attributo in PROSPETTO.attributi}


def test_every_file_of_the_corpus_comes_back_as_it_was(corpus):
    letti = [documento for nome, contenuto in corpus.items() if (documento := _valido(contenuto, nome))]
    assert len(letti) > 300
    assert all(map(_stesso_dopo_il_giro, letti))


def test_every_file_of_the_year_before_comes_back_as_it_was():
    with ZipFile(PRECEDENTI) as archivio:
        letti = [leggi(archivio.read(nome), nome=nome) for nome in archivio.namelist()]
    assert letti and all(map(_stesso_dopo_il_giro, letti))


@pytest.mark.parametrize("scelta", [0, 1])
@pytest.mark.parametrize("ripetizioni", [1, 3])
def test_every_element_of_the_format_comes_back_as_it_was(scelta, ripetizioni):
    assert _stesso_dopo_il_giro(leggi(completo(scelta=scelta, ripetizioni=ripetizioni)))


def test_a_value_that_does_not_fit_is_refused_by_the_name_of_its_place(modello):
    documento = leggi(modello)
    testi = in_testi(CORPO, documento)
    testi["quadro1"]["dati"]["lavoratori_nazionali"] = "1234567"
    assert da_testi(CORPO, testi)[1] is False
    dati = replace(documento.quadro1.dati, lavoratori_nazionali=1234567)
    with pytest.raises(Rifiuto, match="Lavoratori in Italia"):
        scrivi(replace(documento, quadro1=replace(documento.quadro1, dati=dati)))


# --- generated returns: any text of each type, any optional part there or not, any number of rows --------------------
_LETTERE = st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n\t ")


def _di(tipo: tipi.Tipo) -> st.SearchStrategy[str]:
    if tipo is tipi.DATA:
        return st.dates().map(lambda giorno: giorno.isoformat())
    if tipo is tipi.ISTANTE:
        return st.datetimes().map(lambda momento: momento.isoformat())
    if tipo.valori:
        return st.sampled_from(list(tipo.valori))
    if tipo.modelli:
        scritti = st.one_of(*(st.from_regex(modello, fullmatch=True) for modello in tipo.modelli))
    else:
        scritti = st.text(_LETTERE, min_size=tipo.minimo or 0, max_size=tipo.massimo or 30)
    return scritti.filter(lambda scritto: ammesso(tipo, scritto))


# Made once: a strategy out of a pattern costs more than all that is drawn from it.
SCRITTI = {tipo.nome: _di(tipo) for tipo in vars(tipi).values() if isinstance(tipo, tipi.Tipo)}


@st.composite
def documenti(draw: st.DrawFn) -> Documento:
    testi = _riempi(draw, PROSPETTO)
    testi |= {
        a.campo: a.fisso or draw(SCRITTI[a.tipo.nome])
        for a in PROSPETTO.attributi
        if a.obbligatorio or draw(st.booleans())
    }
    convertiti = {a.campo: a.tipo.converti(testi[a.campo]) if a.campo in testi else None for a in PROSPETTO.attributi}
    quadri, intero = da_testi(CORPO, testi)
    assert intero
    return Documento(**quadri, **convertiti)


def _riempi(draw: st.DrawFn, struttura: Struttura) -> dict:
    testi: dict = {}
    for voce in struttura.contenuto:
        elementi = draw(st.sampled_from(voce.sequenze)) if isinstance(voce, Scelta) else (voce,)
        for elemento in elementi:
            quanti = draw(st.integers(elemento.minimo, elemento.massimo or 2))
            if quanti or elemento.massimo is None:
                scritti = [_elemento(draw, elemento) for _volta in range(quanti)]
                testi[elemento.campo] = scritti if elemento.massimo is None else scritti[0]
    return testi


def _elemento(draw: st.DrawFn, elemento: Elemento) -> dict | str:
    if elemento.struttura:
        return _riempi(draw, elemento.struttura)
    return draw(SCRITTI[elemento.tipo.nome]) if elemento.tipo else elemento.fisso


@RAPIDE
@given(documenti())
def test_any_return_that_the_schema_admits_comes_back_as_it_was(documento):
    assert documento.versione == VERSIONE
    letto = leggi(scrivi(documento))
    assert leggi(scrivi(letto)) == letto
    assert scrivi(letto) == scrivi(documento)
    assert letto.quadri2 == documento.quadri2 and letto.data_invio == documento.data_invio
