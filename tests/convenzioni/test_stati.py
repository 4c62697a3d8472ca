"""The road of a convention: who opens each passage, what stands in its way, what follows from days and commitments."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from collocamento.convenzioni.azioni import atti, esecuzione, istruttoria, proposta
from collocamento.convenzioni.enums import TRANSIZIONI, EsitoParere, Stato, StatoAtto, Tipo, TipoSollecito
from collocamento.convenzioni.errori import NonAmmesso, NonConsentito
from collocamento.convenzioni.models import Convenzione, Sollecito
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.base.stati import TransizioneNonAmmessa, controlla
from tests.convenzioni.fabbriche import (
    aggiungi_impegno,
    al_parere,
    alla_firma,
    contesto,
    copri,
    proponi,
    stipulata,
    tutti_firmano,
)


pytestmark = pytest.mark.django_db
SISTEMA = Contesto.sistema("prova")


def test_only_the_passages_of_the_table_are_open() -> None:
    ammessi = {
        Stato.PROPOSTA: {Stato.ISTRUTTORIA, Stato.RITIRATA, Stato.RESPINTA},
        Stato.ISTRUTTORIA: {Stato.PARERE_COMITATO, Stato.RITIRATA, Stato.RESPINTA},
        Stato.PARERE_COMITATO: {Stato.ISTRUTTORIA, Stato.BOZZA_CONDIVISA, Stato.RITIRATA, Stato.RESPINTA},
        Stato.BOZZA_CONDIVISA: {Stato.ISTRUTTORIA, Stato.FIRMATA, Stato.RITIRATA},
        Stato.FIRMATA: {Stato.PROROGATA, Stato.CONCLUSA, Stato.RISOLTA},
        Stato.PROROGATA: {Stato.PROROGATA, Stato.CONCLUSA, Stato.RISOLTA},
    }
    aperti = {stato: {nuovo for nuovo in Stato if apre(stato, nuovo)} for stato in Stato}
    assert {stato: nuovi for stato, nuovi in aperti.items() if nuovi} == ammessi


def apre(attuale: Stato, nuovo: Stato) -> bool:
    try:
        controlla(TRANSIZIONI, attuale, nuovo, SISTEMA)
    except TransizioneNonAmmessa:
        return False
    return True


def condizione(convenzione: Convenzione, giorno: date | None = None) -> str:
    return Convenzione.objects.con_condizione(giorno).get(pk=convenzione.pk).condizione


def test_a_convention_walks_from_the_proposal_to_being_in_force(p) -> None:
    convenzione = stipulata(p)
    assert (convenzione.stato, convenzione.condizione, convenzione.firmata_il) == ("firmata", "attiva", oggi())


def test_a_draft_is_the_employers_alone_until_it_is_presented(p) -> None:
    convenzione = proponi(p, Tipo.ART12BIS)
    for ctx in (p.operatore, p.responsabile, p.coop):
        assert not Convenzione.objects.visible_to(ctx).exists()
    proposta.presenta(convenzione=convenzione, ctx=p.azienda)
    for ctx in (p.operatore, p.responsabile, p.coop):
        assert Convenzione.objects.visible_to(ctx).exists()
    assert not Convenzione.objects.visible_to(contesto("ref_coop")).exists()
    assert not Convenzione.objects.visible_to(contesto("ref_azienda")).exists()


def test_what_is_not_complete_cannot_be_presented(p) -> None:
    convenzione = proponi(p, modalita=[])
    convenzione.impegni.all().delete()
    with pytest.raises(NonAmmesso, match="calendario degli impegni.*modalità"):
        proposta.presenta(convenzione=convenzione, ctx=p.azienda)


def test_once_presented_the_employer_may_only_withdraw_it(p) -> None:
    convenzione = proposta.presenta(convenzione=proponi(p), ctx=p.azienda)
    with pytest.raises(NonConsentito):
        aggiungi_impegno(p, convenzione, posti=1, entro=convenzione.al)
    proposta.ritira(convenzione=convenzione, motivo="Non serve più.", ctx=p.azienda)
    assert condizione(convenzione) == Stato.RITIRATA


def test_the_office_does_not_propose_in_the_place_of_the_employer(p) -> None:
    nuova = Convenzione(datore=p.datore, tipo=Tipo.ART11, dal=oggi(), al=oggi() + timedelta(days=300))
    for ctx in (p.operatore, p.responsabile, contesto("ref_azienda"), contesto("consulente")):
        with pytest.raises(NonConsentito):
            proposta.crea(nuova, ctx=ctx)


def test_the_text_is_not_shared_against_the_committee(p) -> None:
    convenzione = al_parere(p, proponi(p))
    istruttoria.registra_parere(
        convenzione=convenzione,
        parere=EsitoParere.CONTRARIO,
        il=oggi(),
        riferimento="Verbale 4",
        prescrizioni="",
        ctx=p.operatore,
    )
    with pytest.raises(NonAmmesso, match="parere favorevole"):
        istruttoria.condividi(convenzione=convenzione, ctx=p.operatore)


def test_reopening_sets_the_text_aside_with_its_signatures(p) -> None:
    atto = alla_firma(p)
    convenzione = istruttoria.riapri(convenzione=atto.convenzione, motivo="Un errore.", ctx=p.operatore)
    atto.refresh_from_db()
    assert (convenzione.stato, atto.stato, atto.motivo) == (Stato.ISTRUTTORIA, StatoAtto.SUPERATO, "Un errore.")


# --- delays -------------------------------------------------------------------------------------------------------
def test_a_commitment_not_kept_makes_it_late_and_a_hire_brings_it_back(p, marzo) -> None:
    convenzione = stipulata(p, entro=date(2026, 6, 1))
    assert condizione(convenzione, date(2026, 6, 1)) == Stato.ATTIVA
    assert condizione(convenzione, date(2026, 6, 2)) == Stato.IN_RITARDO
    marzo.move_to("2026-06-10T10:00:00+02:00")
    copri(p, convenzione)
    assert condizione(convenzione) == Stato.ATTIVA


def test_no_more_people_are_hired_than_were_promised(p) -> None:
    convenzione = stipulata(p, posti=2)
    copri(p, convenzione, 2)
    with pytest.raises(NonAmmesso):
        copri(p, convenzione)


def sollecita(p, convenzione: Convenzione, tipo: TipoSollecito, entro: date | None = None) -> Sollecito:
    riga = Sollecito(convenzione=convenzione, tipo=tipo, il=oggi(), entro=entro, testo="Si chiede ragione.")
    return esecuzione.sollecita(riga, ctx=p.operatore)


def test_the_office_resolves_alone_only_after_a_notice_expired_in_vain(p, marzo) -> None:
    convenzione = stipulata(p, entro=date(2026, 6, 1))

    def risolvi():
        return atti.risolvi(
            convenzione=convenzione, fino_al=oggi(), motivo="Inadempimento.", consensuale=False, ctx=p.operatore
        )

    with pytest.raises(NonAmmesso, match="Nessun impegno"):
        sollecita(p, convenzione, TipoSollecito.DIFFIDA, oggi() + timedelta(days=30))
    marzo.move_to("2026-06-10T10:00:00+02:00")
    with pytest.raises(NonAmmesso, match="Prima della diffida"):
        sollecita(p, convenzione, TipoSollecito.DIFFIDA, oggi() + timedelta(days=30))
    sollecita(p, convenzione, TipoSollecito.CONTATTO)
    sollecita(p, convenzione, TipoSollecito.DIFFIDA, oggi() + timedelta(days=30))
    with pytest.raises(NonAmmesso, match="diffida è scaduta"):
        risolvi()
    marzo.move_to("2026-07-20T10:00:00+02:00")
    atto = risolvi()
    assert atto.parti == ["ufficio"]
    risolta = tutti_firmano(p, atto)
    assert (risolta.stato, risolta.chiusa_il) == (Stato.RISOLTA, oggi())


# --- acts on a signed convention ----------------------------------------------------------------------------------
def test_an_addendum_moves_a_commitment_once_all_have_signed(p) -> None:
    convenzione = stipulata(p, entro=date(2026, 6, 1))
    impegno = convenzione.impegni.get()
    atto = atti.modifica_impegno(
        convenzione=convenzione,
        oggetto="Si concede più tempo.",
        impegno=impegno,
        entro=date(2026, 9, 1),
        posti=2,
        ctx=p.operatore,
    )
    impegno.refresh_from_db()
    assert impegno.entro == date(2026, 6, 1)
    tutti_firmano(p, atto)
    impegno.refresh_from_db()
    assert (impegno.entro, impegno.posti) == (date(2026, 9, 1), 2)


def test_an_extension_carries_on_the_orders_that_ended_with_the_convention(p) -> None:
    convenzione = stipulata(p, Tipo.ART12BIS)
    with pytest.raises(NonAmmesso, match="almeno 24 mesi"):
        atti.proroga(convenzione=convenzione, al=convenzione.al + timedelta(days=100), ctx=p.operatore)
    al = convenzione.al + timedelta(days=2 * 366)
    prorogata = tutti_firmano(p, atti.proroga(convenzione=convenzione, al=al, ctx=p.operatore))
    assert (prorogata.stato, prorogata.al, prorogata.commesse.get().al) == (Stato.PROROGATA, al, al)


def test_two_acts_are_never_at_the_signature_together(p) -> None:
    convenzione = stipulata(p)
    atti.proroga(convenzione=convenzione, al=convenzione.al + timedelta(days=90), ctx=p.operatore)
    with pytest.raises(NonAmmesso, match="già un atto alla firma"):
        atti.proroga(convenzione=convenzione, al=convenzione.al + timedelta(days=120), ctx=p.operatore)


def test_it_is_closed_only_when_its_days_are_over_and_all_have_been_hired(p, marzo) -> None:
    convenzione = stipulata(p, al=date(2026, 12, 31))
    with pytest.raises(NonAmmesso, match="non coperti"):
        esecuzione.concludi(convenzione=convenzione, motivo="Fine.", ctx=p.operatore)
    copri(p, convenzione)
    with pytest.raises(NonAmmesso, match="dura fino"):
        esecuzione.concludi(convenzione=convenzione, motivo="Fine.", ctx=p.operatore)
    marzo.move_to("2027-01-04T10:00:00+01:00")
    esecuzione.concludi(convenzione=convenzione, motivo="Fine.", ctx=p.operatore)
    assert condizione(convenzione) == Stato.CONCLUSA


@pytest.mark.parametrize(
    "cambi", [{"stato": "attiva"}, {"firmata_il": None}, {"al": date(2020, 1, 1)}, {"stato": "risolta"}]
)
def test_the_database_refuses_what_cannot_be(p, cambi: dict) -> None:
    convenzione = stipulata(p)
    with pytest.raises(IntegrityError), transaction.atomic():
        Convenzione.objects.filter(pk=convenzione.pk).update(**cambi)
