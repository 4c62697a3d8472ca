"""Who reads what: members, former members, people of a working group, strangers."""

import datetime

import pytest

from socialabs.base.contesto import Contesto
from socialabs.utenti.enums import Ruolo
from tavolo.enums import StatoSeduta, TipoPunto
from tavolo.models import (
    BranoVerbale,
    Collegamento,
    Convocazione,
    Decisione,
    EnteMembro,
    Gruppo,
    Impegno,
    Mandato,
    Partecipante,
    Presenza,
    Punto,
    Regolamento,
    Seduta,
    Seggio,
    Trattazione,
    Verbale,
)
from tavolo.permessi import puo_entrare
from tests.tavolo.fabbriche import (
    EnteMembroFactory,
    GruppoFactory,
    MandatoFactory,
    PuntoFactory,
    RegolamentoFactory,
    SedutaFactory,
    SeggioFactory,
)


MODELLI = [
    Collegamento,
    Convocazione,
    Decisione,
    EnteMembro,
    Gruppo,
    Impegno,
    Mandato,
    Partecipante,
    Presenza,
    Punto,
    Regolamento,
    Seduta,
    Seggio,
    BranoVerbale,
    Trattazione,
    Verbale,
]


def il(anno: int) -> datetime.datetime:
    return datetime.datetime(anno, 6, 10, 13, tzinfo=datetime.UTC)


def membro(ctx: Contesto, **campi) -> Mandato:
    return MandatoFactory(partecipante__utente=ctx.utente, **campi)


@pytest.fixture
def sedute(db) -> dict[str, Seduta]:
    """One meeting of the table each year, one of a group, one only planned."""
    gruppo = GruppoFactory()
    return {
        "2022": SedutaFactory(inizio=il(2022)),
        "2024": SedutaFactory(inizio=il(2024)),
        "2026": SedutaFactory(inizio=il(2026)),
        "gruppo": SedutaFactory(inizio=il(2024), gruppo=gruppo),
        "bozza": SedutaFactory(inizio=il(2027), stato=StatoSeduta.PIANIFICATA),
        "mai convocata": SedutaFactory(inizio=il(2027), stato=StatoSeduta.ANNULLATA, anno=None, motivo="Non serve"),
    }


def viste(ctx: Contesto, sedute: dict[str, Seduta]) -> set[str]:
    visibili = set(Seduta.objects.visible_to(ctx))
    return {nome for nome, seduta in sedute.items() if seduta in visibili}


def test_the_secretariat_and_the_heads_read_everything(ctx_di, sedute) -> None:
    for ruolo in (Ruolo.SEGRETERIA_TAVOLO, Ruolo.AMMINISTRATORE_PROVINCIALE, Ruolo.RESPONSABILE):
        assert viste(ctx_di(ruolo), sedute) == set(sedute)


def test_a_mandate_in_force_opens_the_table_whatever_the_role(ctx_di, sedute) -> None:
    ctx = ctx_di(Ruolo.OPERATORE_CPI)
    membro(ctx)
    assert viste(ctx, sedute) == {"2022", "2024", "2026"}


def test_a_seat_in_a_group_opens_the_group_too(ctx_di, sedute) -> None:
    ctx = ctx_di(Ruolo.REFERENTE_AZIENDA)
    membro(ctx, seggio__gruppo=sedute["gruppo"].gruppo)
    assert viste(ctx, sedute) == {"2022", "2024", "2026", "gruppo"}


def test_a_former_member_reads_what_was_of_their_time(ctx_di, sedute) -> None:
    for ruolo in (Ruolo.REFERENTE_COOPERATIVA, Ruolo.COMPONENTE_TAVOLO):
        ctx = ctx_di(ruolo)
        membro(ctx, dal="2023-01-01", al="2024-06-10")
        assert viste(ctx, sedute) == {"2024"}
        assert puo_entrare(ctx)


def test_a_former_member_of_a_group_reads_neither_the_table_nor_other_times(ctx_di, sedute) -> None:
    ctx = ctx_di(Ruolo.CONSULENTE)
    membro(ctx, seggio__gruppo=sedute["gruppo"].gruppo, dal="2021-01-01", al="2024-06-09")
    assert viste(ctx, sedute) == set()


def test_the_role_of_member_without_a_mandate_on_record_opens_the_table_alone(ctx_di, sedute) -> None:
    assert viste(ctx_di(Ruolo.COMPONENTE_TAVOLO), sedute) == {"2022", "2024", "2026"}


def popola(seduta: Seduta, tipo: TipoPunto) -> Punto:
    """One row of everything on an item of that type."""
    punto = PuntoFactory(seduta=seduta, tipo=tipo)
    decisione = Decisione.objects.create(
        punto=punto,
        anno=2026,
        numero=Decisione.objects.count() + 1,
        titolo="T",
        testo="T",
        adottata_il=datetime.date(2026, 6, 10),
    )
    Impegno.objects.create(seduta=seduta, punto=punto, descrizione="D", ente=EnteMembroFactory())
    Collegamento.objects.create(decisione=decisione, tipo="x.y", oggetto_id=decisione.pk)
    Trattazione.objects.create(punto=punto, note="appunti")
    verbale, _nuovo = Verbale.objects.get_or_create(seduta=seduta)
    BranoVerbale.objects.create(verbale=verbale, punto=punto, testo="testo")
    return punto


def test_members_never_see_an_internal_item_nor_what_hangs_on_it(ctx_di, sedute) -> None:
    ctx = ctx_di(Ruolo.COMPONENTE_TAVOLO)
    seduta = SedutaFactory(inizio=il(2026), stato=StatoSeduta.IN_REVISIONE)
    noto, interno = popola(seduta, TipoPunto.DECISIONE), popola(seduta, TipoPunto.INTERNO)
    for modello in (Punto, Decisione, Impegno, BranoVerbale):
        punti = {riga if modello is Punto else riga.punto for riga in modello.objects.visible_to(ctx)}
        assert punti == {noto}, modello
    assert {c.decisione.punto for c in Collegamento.objects.visible_to(ctx)} == {noto}
    assert not Trattazione.objects.visible_to(ctx).exists()
    assert set(Punto.objects.visible_to(ctx_di(Ruolo.SEGRETERIA_TAVOLO))) == {noto, interno}


def test_members_read_minutes_from_the_review_on(ctx_di, sedute) -> None:
    ctx = ctx_di(Ruolo.COMPONENTE_TAVOLO)
    seduta = SedutaFactory(inizio=il(2026), stato=StatoSeduta.VERBALE_BOZZA)
    popola(seduta, TipoPunto.DECISIONE)
    for stato, letto in ((StatoSeduta.VERBALE_BOZZA, False), (StatoSeduta.IN_REVISIONE, True)):
        Seduta.objects.filter(pk=seduta.pk).update(stato=stato)
        assert Verbale.objects.visible_to(ctx).exists() is letto
        assert BranoVerbale.objects.visible_to(ctx).exists() is letto


def test_one_sees_ones_own_convocation_and_nobody_elses(ctx_di, sedute) -> None:
    ctx = ctx_di(Ruolo.COMPONENTE_TAVOLO)
    mio, altrui = membro(ctx), MandatoFactory()
    for mandato in (mio, altrui):
        Convocazione.objects.create(
            seduta=sedute["2026"], seggio=mandato.seggio, partecipante=mandato.partecipante, ruolo=mandato.ruolo
        )
    assert Convocazione.objects.visible_to(ctx).get().partecipante == mio.partecipante


@pytest.mark.parametrize("modello", MODELLI, ids=lambda m: m.__name__)
def test_whoever_is_not_of_the_table_sees_nothing_of_it(ctx_di, sedute, modello) -> None:
    popola(SedutaFactory(inizio=il(2026), stato=StatoSeduta.PUBBLICATO), TipoPunto.DECISIONE)
    mandato = membro(ctx_di(Ruolo.OPERATORE_CM))
    RegolamentoFactory()
    SeggioFactory(gruppo=sedute["gruppo"].gruppo)
    Convocazione.objects.create(
        seduta=sedute["2026"], seggio=mandato.seggio, partecipante=mandato.partecipante, ruolo=mandato.ruolo
    )
    Presenza.objects.create(seduta=sedute["2026"], partecipante=mandato.partecipante, arrivo=il(2026))
    assert modello.objects.exists()
    for ctx in (ctx_di(Ruolo.OPERATORE_CM), ctx_di(Ruolo.AUDITOR), ctx_di(Ruolo.AMMINISTRATORE_SISTEMA), Contesto()):
        assert not modello.objects.visible_to(ctx).exists()
        assert not puo_entrare(ctx)


def test_an_action_is_read_by_who_sits_for_the_body_charged_with_it_wherever_it_was_decided(ctx_di) -> None:
    """Otherwise what awaits one would lead to a page that is not there."""
    ctx, altro = ctx_di(Ruolo.COMPONENTE_TAVOLO), ctx_di(Ruolo.COMPONENTE_TAVOLO)
    seggio = SeggioFactory()
    MandatoFactory(seggio=seggio, partecipante__utente=ctx.utente)
    MandatoFactory(partecipante__utente=altro.utente)
    altrove = SedutaFactory(inizio=il(2026), gruppo=GruppoFactory(), stato=StatoSeduta.IN_REVISIONE)
    impegno = Impegno.objects.create(seduta=altrove, descrizione="D", ente=seggio.ente)
    assert not Seduta.objects.visible_to(ctx).filter(pk=altrove.pk).exists()
    assert impegno in Impegno.objects.visible_to(ctx)
    assert impegno not in Impegno.objects.visible_to(altro)
