"""Before and after, step by step, and what each side costs."""

from datetime import date
from decimal import Decimal

from collocamento.normativa import (
    Calendario,
    DatiProvincia,
    Datore,
    Esonero,
    FasciaIncentivo,
    Stato,
    Tipologia,
    calcola,
)
from collocamento.simulazioni.confronto import Esito, confronta
from collocamento.simulazioni.costi import costi, giorni_di_un_anno, incentivi
from collocamento.simulazioni.variazioni import Assunzione


GIORNO = date(2026, 3, 2)
DATORE = Datore(Tipologia.PRIVATO, "011")


def risultato(*fogli, data=GIORNO, datore=DATORE):
    return calcola(datore, fogli, data=data)


def test_a_result_beside_itself_has_nothing_to_show():
    uno = risultato(DatiProvincia("011", n_totale=60), DatiProvincia("010", n_totale=10))
    confronto = confronta(uno, uno)
    assert not confronto.cambiato
    assert not any(figura.cambiata for figura in (*confronto.nazionale, *confronto.province["010"]))


def test_a_quota_that_passes_from_fixed_to_a_share_shows_the_step_gone_and_the_new_one():
    confronto = confronta(risultato(DatiProvincia("011", n_totale=50)), risultato(DatiProvincia("011", n_totale=51)))
    figure = {figura.nome: figura for figura in confronto.nazionale}
    quota = figure["quota_disabili"]
    assert (quota.prima, quota.dopo, quota.differenza) == (2, 4, 2)
    assert {passo.esito for passo in quota.passi} == {Esito.TOLTO, Esito.AGGIUNTO}
    assert [passo.esito for passo in figure["base_art3"].passi] == [Esito.CAMBIATO]
    assert figure["classe"].differenza is None and figure["classe"].cambiata


def test_a_step_may_change_under_a_figure_that_stays():
    prima, dopo = (risultato(DatiProvincia("011", n_totale=n)) for n in (60, 61))
    quota = next(f for f in confronta(prima, dopo).nazionale if f.nome == "quota_disabili")
    assert quota.differenza == 0 and quota.cambiata


def test_a_province_of_one_side_only_is_shown_too():
    una = DatiProvincia("011", n_totale=60)
    confronto = confronta(risultato(una), risultato(una, DatiProvincia("058", n_totale=5)))
    nuova = {figura.nome: figura for figura in confronto.province["058"]}
    assert nuova["lavoratori"].prima is None and nuova["lavoratori"].dopo == 5
    assert list(confronto.province) == ["011", "058"]


def test_a_year_of_exempt_positions_and_of_open_posts():
    foglio = DatiProvincia("011", n_totale=60, disabili_ft=1, esoneri=(Esonero(Stato.CONCESSO, 2),))
    calendario = Calendario()
    stime = costi(risultato(foglio), Tipologia.PRIVATO, calendario)
    giorni = giorni_di_un_anno(GIORNO, calendario)
    assert giorni == calendario.giorni_lavorativi(GIORNO, date(2027, 3, 1))
    assert (stime.contributo.posti, stime.contributo.anno) == (2, 2 * giorni * Decimal("39.21"))
    assert (stime.sanzione.posti, stime.sanzione.al_giorno) == (1, Decimal("196.05"))


def test_amounts_not_verified_are_not_shown():
    stime = costi(risultato(DatiProvincia("011", n_totale=60), data=date(2027, 3, 1)), Tipologia.PRIVATO, Calendario())
    assert stime.sanzione.posti == 4 and stime.sanzione.anno is None
    assert stime.contributo.anno == 0


def test_a_public_body_has_no_fine_estimated():
    pubblico = Datore(Tipologia.PUBBLICO, "011")
    stime = costi(risultato(DatiProvincia("011", n_totale=60), datore=pubblico), Tipologia.PUBBLICO, Calendario())
    assert stime.sanzione is None


def test_the_incentive_is_for_each_person_hired():
    due = Assunzione("011", 2, fascia=FasciaIncentivo.OLTRE_79, retribuzione=1500)
    trovati = incentivi([due, Assunzione("011", 1)], GIORNO)
    assert [(i.numero, i.mensile, i.totale) for i in trovati] == [(2, Decimal(2100), Decimal(75600))]
    assert incentivi([due], date(2010, 1, 1))[0].mensile is None
