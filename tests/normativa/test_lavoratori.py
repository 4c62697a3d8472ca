from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from collocamento.normativa import (
    Attivita,
    Certezza,
    Classe,
    Contratto,
    DatoNonValido,
    Datore,
    Disabilita,
    Lavoratore,
    Modalita,
    NonVedente,
    Origine,
    Tipologia,
    calcola,
    computabilita,
    dati_provincia,
    render,
)


DATA = date(2025, 12, 31)
DAGLI_ELENCHI = Disabilita(70, assunto_dagli_elenchi=True)


def computo(data=DATA, classe=None, **campi):
    esito = computabilita(Lavoratore(**campi), data=data, classe=classe)
    return esito.base_art3, esito.base_art18, esito.copre_disabili


@pytest.mark.parametrize(
    ("campi", "atteso"),
    [
        ({"minuti_svolti": 1200}, (Fraction(1, 2), Fraction(1, 2), 0)),
        ({"contratto": Contratto.INTERMITTENTE, "minuti_svolti": 600}, (Fraction(1, 4), Fraction(1, 4), 0)),
        ({"contratto": Contratto.INSERIMENTO}, (0, 0, 0)),
        ({"sostituisce": True}, (0, 0, 0)),
        ({"modalita": Modalita.TELELAVORO_CONCILIAZIONE}, (0, 0, 0)),
        ({"attivita": Attivita.CANTIERE_EDILE}, (0, 1, 0)),
        ({"attivita": Attivita.IMPIANTI_A_FUNE}, (0, 1, 0)),
        ({"attivita": Attivita.NON_TECNICO_AMMINISTRATIVO}, (0, 0, 0)),
        ({"attivita": Attivita.POLIZIA_DIFESA_OPERATIVO}, (0, 0, 0)),
        ({"disabilita": DAGLI_ELENCHI}, (0, 0, 1)),
        ({"disabilita": DAGLI_ELENCHI, "minuti_svolti": 960}, (0, 0, Fraction(2, 5))),
        ({"disabilita": DAGLI_ELENCHI, "contratto": Contratto.APPRENDISTATO}, (0, 0, 1)),
        ({"disabilita": Disabilita(non_vedente=NonVedente.CENTRALINISTA)}, (0, 0, 1)),
        ({"disabilita": Disabilita(categoria_guerra=6)}, (0, 0, 1)),
        ({"disabilita": Disabilita(categoria_guerra=7)}, (1, 1, 0)),
        ({"disabilita": Disabilita(59, origine=Origine.MALATTIA_IN_SERVIZIO)}, (1, 1, 0)),
        (
            {
                "disabilita": DAGLI_ELENCHI,
                "contratto": Contratto.DOMICILIO,
                "minuti_svolti": 600,
                "orario_equivalente": True,
            },
            (0, 0, 1),
        ),
    ],
)
def test_how_a_worker_counts(campi, atteso):
    assert computo(**campi) == atteso


@pytest.mark.parametrize(("mesi", "copre"), [(11, 0), (12, 1)])
def test_an_agency_worker_covers_from_twelve_months(mesi, copre):
    campi = {"contratto": Contratto.SOMMINISTRATO_UTILIZZATORE, "disabilita": DAGLI_ELENCHI, "missione_mesi": mesi}
    assert computo(**campi) == (0, 0, copre)


def test_class_c_counts_a_part_timer_above_half_disability_as_one():
    assert computo(classe=Classe.C, disabilita=DAGLI_ELENCHI, minuti_svolti=600)[2] == 1
    guerra = Disabilita(categoria_guerra=5)
    assert computo(classe=Classe.C, disabilita=guerra, minuti_svolti=600)[2] == 1
    assert computo(classe=Classe.B, disabilita=guerra, minuti_svolti=600)[2] == Fraction(1, 4)


@pytest.mark.parametrize(
    ("data", "percentuale", "copre"),
    [
        (date(2015, 9, 23), 80, 0),
        (date(2015, 9, 24), 60, 0),
        (date(2015, 9, 24), 61, 1),
        (date(2016, 10, 8), 60, 1),
    ],
)
def test_the_threshold_outside_the_lists_moved_with_the_law(data, percentuale, copre):
    assert computo(data, disabilita=Disabilita(percentuale))[2] == copre


@pytest.mark.parametrize(("data", "conta"), [(date(2012, 8, 11), 0), (date(2012, 8, 12), 1)])
def test_a_fixed_term_of_eight_months_counts_since_2012(data, conta):
    termine = {"contratto": Contratto.TERMINE, "inizio": date(2012, 1, 1), "fine": date(2012, 8, 31)}
    assert computo(data, **termine)[0] == conta


def test_a_fixed_term_needs_its_dates():
    with pytest.raises(DatoNonValido, match="inizio"):
        Lavoratore(contratto=Contratto.TERMINE)


@pytest.mark.parametrize(("giornate", "conta"), [(None, 1), (126, 1), (125, 0)])
def test_a_seasonal_worker_is_measured_on_days_worked(giornate, conta):
    assert computo(contratto=Contratto.STAGIONALE, giornate=giornate)[0] == conta


@pytest.mark.parametrize("attivita", [Attivita.MINIERA_SOTTERRANEO, Attivita.CAMBIO_APPALTO])
def test_an_unverified_exclusion_excludes_nobody_and_says_so(attivita):
    esito = computabilita(Lavoratore(attivita=attivita), data=DATA)
    assert (esito.base_art3, esito.base_art18) == (1, 1)
    assert esito.regola.certezza == Certezza.NON_VERIFICATO


def test_art18_worker_covers_art18_in_and_out_of_the_base():
    lavoratore = Lavoratore(art18=True)
    dentro = computabilita(lavoratore, data=DATA, teste=300, art18_gia_fuori=3)
    fuori = computabilita(lavoratore, data=DATA, teste=300, art18_gia_fuori=2)
    assert (dentro.base_art3, fuori.base_art3) == (1, 0)
    assert dentro.copre_art18 == fuori.copre_art18 == 1


def test_the_step_of_a_worker_reads_in_both_languages():
    passo = computabilita(Lavoratore(minuti_svolti=1200), data=DATA).passi[-1]
    assert render(passo).formula.endswith("base disabili 0,5, base art. 18 0,5, copre 0")
    assert render(passo, "en").formula.endswith("disabled base 0.5, art. 18 base 0.5, covers 0")


def test_a_list_of_workers_makes_the_sheet():
    termine = Lavoratore(Contratto.TERMINE, inizio=date(2025, 9, 1), fine=date(2025, 12, 31))
    organico = [
        *[Lavoratore()] * 40,
        *[Lavoratore(minuti_svolti=1200)] * 4,
        Lavoratore(Contratto.INTERMITTENTE, minuti_svolti=600),
        Lavoratore(Contratto.APPRENDISTATO, minuti_svolti=1200),
        termine,
        *[Lavoratore(attivita=Attivita.CANTIERE_EDILE)] * 3,
        Lavoratore(modalita=Modalita.TELELAVORO_CONCILIAZIONE),
        Lavoratore(art18=True, art18_al_17_01_2000=True),
        Lavoratore(disabilita=DAGLI_ELENCHI),
        Lavoratore(disabilita=DAGLI_ELENCHI, minuti_svolti=960),
        Lavoratore(disabilita=Disabilita(non_vedente=NonVedente.MASSOFISIOTERAPISTA)),
        Lavoratore(Contratto.SOMMINISTRATO_AGENZIA),
        Lavoratore(Contratto.SOMMINISTRATO_UTILIZZATORE),
        Lavoratore(Contratto.SOMMINISTRATO_UTILIZZATORE, disabilita=DAGLI_ELENCHI, missione_mesi=12),
    ]
    foglio = dati_provincia("011", organico, data=DATA)
    assert foglio.n_totale == 55
    assert (foglio.disabili_ft, len(foglio.disabili_pt), foglio.massofisioterapisti_ft) == (1, 1, 1)
    assert (foglio.somministrati_ft, foglio.telelavoro_ft, foglio.art18, foglio.art18_al_17_01_2000) == (1, 1, 1, 1)
    assert {(c.ambito.value, c.numero) for c in foglio.categorie_escluse} == {("D", 3), ("E", 2)}
    nazionale = calcola(Datore(Tipologia.PRIVATO, "011"), [foglio], data=DATA).nazionale
    assert nazionale.base_art3 == 55 - 3 - 5 - 1 - 1 - 2 - 1
    assert nazionale.base_art18 == nazionale.base_art3 + 3
    assert nazionale.disabili_in_forza == 3
