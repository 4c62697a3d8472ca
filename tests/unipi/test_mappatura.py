"""What the quota engine is told of a return."""

from dataclasses import replace
from datetime import date

import pytest

from collocamento.normativa.calcolo import calcola
from collocamento.normativa.enumerazioni import Ambito, Causa, TipoConvenzione, Tipologia
from collocamento.unipi.lettura import leggi
from collocamento.unipi.mappatura import AnomaliaDati, Codici, a_normativa
from tests.unipi.completo import completo


CODICI = Codici(
    categorie_escluse={"0001": Ambito.ENTRAMBI},
    cause_sospensione={"B": Causa.LICENZIAMENTO_COLLETTIVO},
    tipi_convenzione={"B": TipoConvenzione.ART11},
)
PROVINCE = {"E463": "011"}.get


def _mappa(contenuto: bytes, codici: Codici = CODICI, province=PROVINCE):
    return a_normativa(leggi(contenuto), provincia_di=province, codici=codici)


@pytest.fixture(scope="module")
def uno() -> bytes:
    """Every element once, a single sheet."""
    return completo(ripetizioni=1)


def test_every_datum_reaches_the_engine(uno):
    mappatura = _mappa(uno)
    assert mappatura.anomalie == []
    assert mappatura.datore.tipologia == Tipologia.PRIVATO
    assert mappatura.datore.provincia_sede == "011"
    assert mappatura.datore.sospensione_nazionale.fine == date(2025, 12, 31)
    (foglio,) = mappatura.province
    vuoti = [campo for campo in foglio.__slots__ if not getattr(foglio, campo)]
    # What the act of transformation leaves due is entered by the office: the return has no number for it.
    assert vuoti == ["gradualita"]
    assert foglio.categorie_escluse[0].ambito == Ambito.ENTRAMBI
    assert foglio.sospensioni[0].lavoratori == 12
    assert foglio.intermittenti[0].contratto == 38 * 60 + 30


def test_unknown_codes_deduct_nothing_and_are_reported(uno):
    mappatura = _mappa(uno, Codici(), lambda comune: None)
    (foglio,) = mappatura.province
    assert foglio.categorie_escluse == ()
    assert foglio.sospensioni[0].causa is None and foglio.sospensioni[0].lavoratori is None
    assert foglio.convenzioni[0].tipo is None
    assert mappatura.anomalie == [
        AnomaliaDati("unknown_code", "011", "categorieescluse", "0001"),
        AnomaliaDati("unknown_code", "011", "causale_sospensione", "B"),
        AnomaliaDati("unknown_code", "011", "tipoconvenzione", "B"),
        AnomaliaDati("unknown_seat", "", "comuni", "E463"),
    ]
    assert mappatura.datore.provincia_sede == "011"


def test_a_mobility_suspension_that_says_no_suspends_nothing(uno):
    contenuto = uno.replace(b"<sospensionepermobilita>S<", b"<sospensionepermobilita>N<")
    assert contenuto != uno
    assert _mappa(contenuto).datore.sospensione_nazionale is None


def test_zero_contract_hours_are_reported_and_left_out(uno):
    riga = b"<orariosettimanalecontrattuale>38:30<"
    mappatura = _mappa(uno.replace(riga, riga.replace(b"38:30", b"00:00")))
    (foglio,) = mappatura.province
    assert foglio.part_time == foglio.intermittenti == foglio.disabili_pt == ()
    assert {anomalia.codice for anomalia in mappatura.anomalie} == {"invalid_hours"}


def test_an_exemption_without_a_number_exempts_nobody(uno):
    numero = b"<percentuale>60</percentuale>\n      <numerolavoratori>12</numerolavoratori>"
    assert uno.count(numero) == 1
    mappatura = _mappa(uno.replace(numero, b"<percentuale>60</percentuale>"))
    assert mappatura.province[0].esoneri[0].numero == 0
    assert mappatura.anomalie == [AnomaliaDati("missing_number", "011", "esoneri")]


def test_two_sheets_of_one_province_become_one():
    uno_solo = _mappa(completo(ripetizioni=1)).province[0]
    mappatura = _mappa(completo(ripetizioni=2))
    (foglio,) = mappatura.province
    assert foglio.n_totale == 2 * uno_solo.n_totale
    assert len(foglio.part_time) == 4
    assert mappatura.anomalie == [AnomaliaDati("duplicate_province", "011")]


def _con_part_time(modello: bytes, percentuale: int):
    """The model's first sheet with one disabled part timer at half time, of the given disability."""
    documento = leggi(modello)
    foglio = documento.quadri2[0]
    persona = replace(foglio.lavoratori[0].persona, percentuale_disabilita=percentuale)
    rapporto = replace(foglio.lavoratori[0].rapporto, minuti_settimanali=2400, minuti_part_time=1200)
    lavoratore = replace(foglio.lavoratori[0], persona=persona, rapporto=rapporto)
    orario = replace(foglio.dipendenti.disabili.part_time[0], lavoratori=2, minuti_contratto=2400, minuti_svolti=1200)
    disabili = replace(foglio.dipendenti.disabili, part_time=(orario,))
    foglio = replace(foglio, lavoratori=(lavoratore,), dipendenti=replace(foglio.dipendenti, disabili=disabili))
    return a_normativa(replace(documento, quadri2=(foglio,)), provincia_di=PROVINCE, codici=CODICI).province[0]


def test_class_c_part_timers_above_half_disability_are_told_apart_without_their_percentage(modello):
    righe = _con_part_time(modello, 51).disabili_pt
    assert [(riga.numero, riga.conta_intero, riga.percentuale_disabilita) for riga in righe] == [
        (1, True, None),
        (1, False, None),
    ]
    (riga,) = _con_part_time(modello, 50).disabili_pt
    assert (riga.numero, riga.conta_intero) == (2, False)


def test_the_corpus_computes_to_the_expected_bases_and_quotas(corpus, attesi):
    province = _province_dei_comuni(corpus, attesi)
    codici = Codici(
        {codice: Ambito(voce["scope"]) for codice, voce in attesi["placeholder_codes"]["categorieescluse"].items()},
        {"A": Causa.CIGS, "B": Causa.LICENZIAMENTO_COLLETTIVO},
        {"1": TipoConvenzione.ART11, "2": TipoConvenzione.ART12BIS},
    )
    for azienda in attesi["companies"]:
        documento = leggi(corpus[azienda["final_file"]])
        mappatura = a_normativa(documento, provincia_di=province.get, codici=codici)
        assert mappatura.anomalie == []
        risultato = calcola(mappatura.datore, mappatura.province, data=documento.data_riferimento)
        for attese, cifre in [
            (azienda["national"], risultato.nazionale),
            *((voci, risultato.province[codice]) for codice, voci in azienda["provinces"].items()),
        ]:
            assert cifre.base_art3 == attese["base_art3"]
            assert cifre.base_art18 == attese["base_art18"]
            assert cifre.quota_disabili == attese["quota_disabled"]
            assert cifre.quota_art18 == attese["quota_art18"]
            assert cifre.disabili_in_forza == attese["disabled_in_force"]


def _province_dei_comuni(corpus, attesi) -> dict[str, str]:
    """Province of each registered office's comune, from the expected results themselves."""
    return {
        leggi(corpus[azienda["final_file"]]).quadro1.azienda.sede_legale.comune: azienda["seat_province"]
        for azienda in attesi["companies"]
    }
