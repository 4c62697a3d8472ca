from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from collocamento.normativa import (
    ArrotondamentoEsonero,
    ArrotondamentoPartTime,
    ArrotondamentoSospensione,
    Categoria,
    CategoriaEsclusa,
    Causa,
    Classe,
    Compensazione,
    Convenzione,
    DatiProvincia,
    DatoNonValido,
    Datore,
    Esonero,
    Esonero60PerMille,
    Impostazioni,
    MassimaleArt18,
    RigaOraria,
    Sospensione,
    SospensioneNazionale,
    Stato,
    TipoConvenzione,
    Tipologia,
    Verso,
    calcola,
    calcola_con_esoneri_al_massimale,
    copertura_art14,
    letture,
    massimale_12bis,
    massimale_art12,
    massimale_esonero,
    render_segnalazione,
)


DATA = date(2025, 12, 31)
PRIVATO = Datore(Tipologia.PRIVATO, "011")


def conta(*fogli, datore=PRIVATO, data=DATA, **impostazioni):
    return calcola(datore, fogli, data=data, impostazioni=Impostazioni(**impostazioni))


def codici(segnalazioni):
    return [segnalazione.codice for segnalazione in segnalazioni]


def test_one_province_has_the_national_figures():
    risultato = conta(DatiProvincia("011", n_totale=51))
    assert risultato.nazionale.classe == Classe.A
    assert risultato.nazionale.quota_disabili == risultato.province["011"].quota_disabili == 4
    assert risultato.prospetto_dovuto


def test_a_small_employer_owes_no_return():
    risultato = conta(DatiProvincia("011", n_totale=14))
    assert not risultato.prospetto_dovuto
    assert risultato.anomalie[0].as_dict() == {"code": "prospetto_not_due"}


def test_art18_alone_makes_the_return_due():
    esclusi = (CategoriaEsclusa(90, "D"),)
    risultato = conta(DatiProvincia("011", n_totale=100, categorie_escluse=esclusi))
    assert (risultato.nazionale.classe, risultato.nazionale.quota_art18) == (None, 1)
    assert risultato.prospetto_dovuto


def test_two_sheets_of_one_province_are_refused():
    with pytest.raises(DatoNonValido, match="011"):
        conta(DatiProvincia("011"), DatiProvincia("011"))


@pytest.mark.parametrize(
    "costruttore",
    [
        lambda: DatiProvincia("011", n_totale=-1),
        lambda: RigaOraria(1, 0, 0),
        lambda: RigaOraria(-1, 2400, 0),
        lambda: CategoriaEsclusa(-1, "D"),
        lambda: Sospensione(Stato.CONCESSO, lavoratori=-2),
    ],
)
def test_impossible_data_are_refused(costruttore):
    with pytest.raises(DatoNonValido):
        costruttore()


def test_exclusions_beyond_the_heads_bring_the_base_to_zero_and_are_reported():
    risultato = conta(DatiProvincia("011", n_totale=5, disabili_ft=9))
    assert risultato.nazionale.base_art3 == 0
    assert risultato.nazionale.passi["base_art3"][-1].parametri == {"calcolata": -4}
    assert "negative_base" in codici(risultato.anomalie)
    insieme = conta(DatiProvincia("010", n_totale=5, disabili_ft=9), DatiProvincia("011", n_totale=100))
    assert [provincia.base_art3 for provincia in insieme.province.values()] == [0, 96]


def test_part_time_rounded_together_is_another_reading():
    riga = (RigaOraria(1, 2400, 960),)
    foglio = DatiProvincia("011", n_totale=16, part_time=riga, intermittenti=riga)
    separato = conta(foglio)
    assert (separato.nazionale.base_art3, separato.nazionale.quota_disabili) == (14, 0)
    assert separato.avvisi[0].as_dict() == {"code": "part_time_reading", "other_disabled": 1, "other_art18": 0}
    insieme = conta(foglio, part_time=ArrotondamentoPartTime.INSIEME)
    assert (insieme.nazionale.base_art3, insieme.nazionale.quota_disabili) == (15, 1)


def test_stricter_art18_ceiling_warns_when_it_changes_a_quota():
    esclusi = (CategoriaEsclusa(119, "E"),)
    foglio = DatiProvincia("011", n_totale=260, art18=3, categorie_escluse=esclusi)
    larga = conta(foglio)
    assert (larga.nazionale.base_art3, larga.nazionale.quota_disabili) == (138, 10)
    assert codici(larga.avvisi) == []
    altro = conta(DatiProvincia("011", n_totale=257, art18=3, categorie_escluse=esclusi))
    assert (altro.nazionale.base_art3, altro.nazionale.quota_disabili) == (135, 9)
    assert altro.avvisi[0].as_dict() == {"code": "art18_ceiling_reading", "other_disabled": 10, "other_art18": 1}
    stretta = conta(foglio, massimale_art18=MassimaleArt18.QUOTA)
    assert stretta.nazionale.base_art3 == 140


@pytest.mark.parametrize(
    ("esonero", "esonerati", "avviso"),
    [
        (Esonero(Stato.CONCESSO, 3), 3, []),
        (Esonero(Stato.CONCESSO, 3, fino_al=DATA), 3, []),
        (Esonero(Stato.CONCESSO, 3, fino_al=date(2025, 12, 30)), 0, ["exemption_expired"]),
        (Esonero(Stato.RICHIESTO, 3), 0, ["exemption_requested"]),
    ],
)
def test_only_a_granted_exemption_in_force_counts(esonero, esonerati, avviso):
    risultato = conta(DatiProvincia("011", n_totale=100, esoneri=(esonero,)))
    assert risultato.nazionale.esonerati == esonerati
    assert codici(risultato.avvisi) == avviso


def test_exemption_over_the_ceiling_counts_as_granted_and_can_be_capped():
    foglio = DatiProvincia("011", n_totale=100, esoneri=(Esonero(Stato.CONCESSO, 6),))
    risultato = conta(foglio)
    assert risultato.nazionale.esonerati == 6
    assert risultato.anomalie[0].as_dict() == {"code": "exemption_over_ceiling", "declared": 6, "ceiling": 4}
    ridotto = calcola_con_esoneri_al_massimale(PRIVATO, [foglio], data=DATA)
    assert (ridotto.nazionale.esonerati, ridotto.nazionale.scopertura_disabili) == (4, 3)
    assert calcola_con_esoneri_al_massimale(PRIVATO, [DatiProvincia("011", n_totale=100)], data=DATA) is None


def test_capping_takes_positions_from_the_last_provinces():
    fogli = [
        DatiProvincia("010", n_totale=100, esoneri=(Esonero(Stato.CONCESSO, 6),)),
        DatiProvincia("011", n_totale=100, esoneri=(Esonero(Stato.CONCESSO, 6),)),
    ]
    ridotto = calcola_con_esoneri_al_massimale(PRIVATO, fogli, data=DATA)
    assert [provincia.esonerati for provincia in ridotto.province.values()] == [6, 2]


def test_security_and_transport_may_be_exempted_up_to_eighty_percent():
    foglio = DatiProvincia("011", n_totale=100, esoneri=(Esonero(Stato.CONCESSO, 5),))
    assert codici(conta(foglio).anomalie) == ["exemption_over_ceiling"]
    assert codici(conta(foglio, datore=Datore(Tipologia.PRIVATO, "011", limite_esonero_80=True)).anomalie) == []
    assert massimale_esonero(Classe.A, 10, percento=80) == 8


def test_strict_reading_of_the_exemption_ceiling():
    assert massimale_esonero(Classe.A, 8) == 5
    assert massimale_esonero(Classe.A, 8, arrotondamento=ArrotondamentoEsonero.RIGOROSO) == 4
    assert massimale_esonero(Classe.B, 2, gia_autocertificati=2) == 0
    assert massimale_esonero(None, 0) == 0


def test_public_employers_have_no_exemptions():
    foglio = DatiProvincia(
        "011", n_totale=100, esoneri=(Esonero(Stato.CONCESSO, 1),), esoneri_60_per_mille=(Esonero60PerMille(50, 2),)
    )
    risultato = conta(foglio, datore=Datore(Tipologia.PUBBLICO, "011"))
    assert codici(risultato.anomalie) == ["exemption_public_employer", "exemption_60permille_public_employer"]
    assert risultato.nazionale.esonerati == 1


def test_self_certified_positions_have_their_own_ceiling():
    foglio = DatiProvincia("011", n_totale=100, esoneri_60_per_mille=(Esonero60PerMille(20, 2),))
    assert conta(foglio).anomalie[0].as_dict() == {
        "code": "exemption_60permille_over_ceiling",
        "declared": 2,
        "ceiling": 1,
    }


def sospesa(**campi):
    sospensione = Sospensione(Stato.CONCESSO, Causa.CIGS, **campi)
    return conta(DatiProvincia("011", n_totale=103, disabili_ft=3, sospensioni=(sospensione,)))


def test_a_suspension_reduces_what_is_due_now_and_nothing_else():
    risultato = sospesa(percentuale=50)
    assert risultato.nazionale.scopertura_disabili == 4
    assert (risultato.nazionale.quota_dovuta_ora, risultato.nazionale.scopertura_dovuta_ora) == (3, 0)
    assert risultato.nazionale.scopertura_art18_dovuta_ora == risultato.nazionale.scopertura_art18 == 1
    assert risultato.sospensioni_in_corso() == {"011": True}


def test_a_suspension_by_heads_by_fraction_and_without_measure():
    assert sospesa(lavoratori=20).nazionale.quota_dovuta_ora == 6
    assert sospesa(lavoratori=900).nazionale.quota_dovuta_ora == 0
    assert sospesa(percentuale=Fraction(1, 2)).nazionale.quota_dovuta_ora == 7
    senza = sospesa()
    assert senza.nazionale.quota_dovuta_ora == 7
    assert codici(senza.avvisi) == ["suspension_without_measure"]


@pytest.mark.parametrize(
    "sospensione",
    [
        Sospensione(Stato.RICHIESTO, Causa.CIGS, percentuale=50),
        Sospensione(Stato.CONCESSO, Causa.CIGS, percentuale=50, fine=date(2025, 12, 30)),
    ],
)
def test_a_requested_or_ended_suspension_changes_nothing(sospensione):
    risultato = conta(DatiProvincia("011", n_totale=100, sospensioni=(sospensione,)))
    assert risultato.nazionale.quota_dovuta_ora == 7
    assert not risultato.nazionale.sospensione_in_corso


def test_fractions_left_by_a_suspension_have_two_readings():
    sospensione = Sospensione(Stato.CONCESSO, Causa.CIGS, percentuale=50)
    foglio = DatiProvincia("011", n_totale=100, sospensioni=(sospensione,))
    assert conta(foglio).nazionale.quota_dovuta_ora == 3
    eccesso = conta(foglio, sospensione=ArrotondamentoSospensione.ECCESSO)
    assert eccesso.nazionale.quota_dovuta_ora == 4


def test_a_collective_dismissal_suspends_every_province():
    fogli = (DatiProvincia("010", n_totale=80), DatiProvincia("011", n_totale=80))
    datore = Datore(Tipologia.PRIVATO, "011", SospensioneNazionale(date(2026, 4, 30)))
    risultato = conta(*fogli, datore=datore)
    assert risultato.nazionale.quota_dovuta_ora == risultato.nazionale.scopertura_dovuta_ora == 0
    assert risultato.sospensioni_in_corso() == {"010": True, "011": True}
    finita = conta(*fogli, datore=Datore(Tipologia.PRIVATO, "011", SospensioneNazionale(date(2025, 4, 30))))
    assert finita.nazionale.quota_dovuta_ora == 11
    in_una = DatiProvincia(
        "011", n_totale=80, sospensioni=(Sospensione(Stato.CONCESSO, Causa.LICENZIAMENTO_COLLETTIVO),)
    )
    assert conta(fogli[0], in_una).nazionale.quota_dovuta_ora == 0


@pytest.mark.parametrize(
    ("convenzione", "dovuta"),
    [
        (Convenzione(Stato.CONCESSO, TipoConvenzione.ART11, 3), 4),
        (Convenzione(Stato.CONCESSO, TipoConvenzione.ART11, 30), 0),
        (Convenzione(Stato.CONCESSO, TipoConvenzione.ART11, 3, scadenza=date(2025, 12, 30)), 7),
        (Convenzione(Stato.CONCESSO, TipoConvenzione.ART11, 3, stipula=date(2026, 1, 1)), 7),
        (Convenzione(Stato.RICHIESTO, TipoConvenzione.ART11, 3), 7),
        (Convenzione(Stato.CONCESSO, None, 3), 7),
    ],
)
def test_hires_planned_under_art11_are_not_due_now(convenzione, dovuta):
    risultato = conta(DatiProvincia("011", n_totale=100, convenzioni=(convenzione,)))
    assert risultato.nazionale.scopertura_disabili == 7
    assert risultato.nazionale.scopertura_dovuta_ora == risultato.province["011"].scopertura_dovuta_ora == dovuta


def test_12bis_over_its_ceiling_of_the_date_is_a_warning():
    convenzione = Convenzione(Stato.CONCESSO, TipoConvenzione.ART12BIS, 3)
    foglio = DatiProvincia("011", n_totale=100, convenzioni=(convenzione,))
    assert conta(foglio).avvisi == ()
    prima = conta(foglio, data=date(2025, 12, 30))
    assert prima.avvisi[0].as_dict() == {"code": "convention_12bis_over_ceiling", "declared": 3, "ceiling": 1}


def test_limits_of_conventions():
    assert massimale_12bis(Classe.A, 7, date(2025, 12, 31)) == 4
    assert massimale_12bis(Classe.C, 1, DATA) == 0
    assert (massimale_art12(50, 9), massimale_art12(51, 9)) == (1, 2)
    assert copertura_art14(Classe.A, 10, 900_000, 18_000, 30) == 3
    assert copertura_art14(Classe.C, 1, 36_000, 18_000, 30) == 2


def compensa(verso, numero, categoria=Categoria.DISABILI, **campi):
    return Compensazione(verso, categoria, numero, **campi)


def test_compensation_rows_are_checked():
    fogli = (
        DatiProvincia("010", n_totale=40, compensazioni=(compensa(Verso.RIDUZIONE, 1), compensa(Verso.ECCEDENZA, 1))),
        DatiProvincia(
            "011",
            n_totale=77,
            disabili_ft=7,
            esoneri=(Esonero(Stato.CONCESSO, 1),),
            compensazioni=(compensa(Verso.ECCEDENZA, 2),),
        ),
    )
    campi = {segnalazione.codice: segnalazione.as_dict() for segnalazione in conta(*fogli).anomalie}
    assert campi["compensation_unbalanced"] | {"code": ""} == {
        "code": "",
        "category": "D",
        "excess": 3,
        "reduction": 1,
    }
    assert campi["compensation_both_directions"]["province"] == "010"
    assert campi["compensation_with_exemption"]["province"] == "011"


def test_a_sum_of_provinces_that_differs_is_a_warning_for_public_employers():
    fogli = (DatiProvincia("010", n_totale=40), DatiProvincia("011", n_totale=77, disabili_ft=7))
    pubblico = Datore(Tipologia.PUBBLICO, "011")
    attesa = {"code": "provincial_sum_differs", "category": "D", "provinces": 3, "national": 1}
    assert conta(*fogli).anomalie[0].as_dict() == {**attesa, "severity": "error"}
    assert conta(*fogli, datore=pubblico).anomalie[0].as_dict() == {**attesa, "severity": "warning"}


def test_group_compensation_moves_the_national_figure():
    riga = compensa(Verso.ECCEDENZA, 2, Categoria.ART18, cf_gruppo="12345678901")
    risultato = conta(DatiProvincia("011", n_totale=100, art18=1, compensazioni=(riga,)))
    assert risultato.nazionale.scopertura_art18 == risultato.province["011"].scopertura_art18 == 2
    assert risultato.anomalie == ()


def test_class_c_was_bound_only_on_a_new_hire_before_2018():
    foglio = DatiProvincia("011", n_totale=20)
    assert codici(conta(foglio, data=date(2017, 12, 31)).avvisi) == ["class_c_needs_new_hire"]
    assert codici(conta(foglio, data=date(2018, 1, 1)).avvisi) == []


def test_art18_of_2000_cannot_exceed_those_in_force():
    risultato = conta(DatiProvincia("011", n_totale=60, art18=1, art18_al_17_01_2000=2))
    assert codici(risultato.anomalie) == ["art18_before_2000_over_total"]


def test_anomalies_read_as_sentences():
    anomalia = conta(DatiProvincia("010", n_totale=20)).anomalie[0]
    assert "sede legale (011)" in render_segnalazione(anomalia)
    assert "registered office (011)" in render_segnalazione(anomalia, "en")


def test_every_setting_says_the_reading_used():
    for lingua in ("it", "en"):
        assert len(letture(lang=lingua)) == 6
    altre = Impostazioni(part_time=ArrotondamentoPartTime.INSIEME)
    assert letture()["part_time"] != letture(altre)["part_time"]
