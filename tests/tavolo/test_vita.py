"""A meeting from its planning to its published minutes, and what each step refuses."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction

from socialabs.base.stati import TransizioneNonAmmessa
from socialabs.base.versioni import ConflittoVersione
from socialabs.utenti.enums import Ruolo
from tavolo.aula import quadro
from tavolo.azioni import aula, convocazioni, decisioni, presenze, revisione, sedute, verbali
from tavolo.enums import (
    Chiamata,
    EsitoPunto,
    ModoApprovazione,
    Risposta,
    RuoloMandato,
    Scelta,
    StatoImpegno,
    StatoSeduta,
    TipoPunto,
    Trattamento,
)
from tavolo.errori import NonAmmesso
from tavolo.models import Decisione, Impegno, Mandato, Seduta
from tavolo.permessi import NonConsentito
from tests.tavolo.fabbriche import GruppoFactory, MandatoFactory, PuntoFactory, SedutaFactory, tavolo_di


INIZIO = datetime.datetime(2026, 6, 10, 13, 0, tzinfo=datetime.UTC)
ORA = datetime.timedelta(hours=1)


@pytest.fixture
def segreteria(ctx_di):
    return ctx_di(Ruolo.SEGRETERIA_TAVOLO)


@pytest.fixture
def pianificata(db) -> Seduta:
    seduta = SedutaFactory(stato=StatoSeduta.PIANIFICATA, inizio=INIZIO, seconda=INIZIO + ORA)
    PuntoFactory(seduta=seduta)
    return seduta


def entra(seduta: Seduta, seggi: list, ctx, quando=INIZIO) -> list:
    mandati = [Mandato.objects.delegati().get(seggio=seggio) for seggio in seggi]
    return [
        presenze.registra_arrivo(seduta=seduta, partecipante=m.partecipante, seggio=m.seggio, arrivo=quando, ctx=ctx)
        for m in mandati
    ]


def aperta(segreteria, quanti: int = 4, presenti: int = 3) -> tuple[Seduta, list]:
    """A meeting of `quanti` seats, opened with `presenti` of them."""
    seggi = tavolo_di(quanti, supplenti=True)
    seduta = SedutaFactory(inizio=INIZIO, seconda=INIZIO + ORA)
    entra(seduta, seggi[:presenti], segreteria)
    return sedute.apri(seduta=seduta, istante=INIZIO, ctx=segreteria), seggi


def test_a_meeting_goes_from_planning_to_published_minutes(segreteria, pianificata) -> None:
    seggi = tavolo_di(5, supplenti=True)
    with time_machine.travel("2026-05-20"):
        seduta = sedute.convoca(seduta=pianificata, ctx=segreteria)
        righe = convocazioni.prepara(seduta=seduta, ctx=segreteria)
        assert len(righe) == 10
        assert convocazioni.segna_inviate(seduta=seduta, convocazioni=righe, ctx=segreteria) == 10
    assert (seduta.numero, seduta.anno) == (1, 2026)
    entra(seduta, seggi[:3], segreteria)
    seduta = sedute.apri(seduta=seduta, istante=INIZIO, ctx=segreteria)
    assert seduta.chiamata == Chiamata.PRIMA
    punto = seduta.punti.get()
    aula.inizia_punto(punto=punto, ctx=segreteria, istante=INIZIO)
    aula.salva_note(punto=punto, note="Si discute del bando.", versione_letta=2, ctx=segreteria)
    votazione = aula.vota_unanime(punto=punto, quesito="Si avvia?", tipo="ordinaria", ctx=segreteria, istante=INIZIO)
    decisione = decisioni.adotta(
        decisione=Decisione(punto=punto, votazione=votazione, titolo="Bando", testo="Si avvia il bando."),
        ctx=segreteria,
    )
    assert str(decisione) == "Decisione n. 1/2026"
    aula.concludi_punto(punto=punto, esito=EsitoPunto.TRATTATO, ctx=segreteria, istante=INIZIO + ORA)
    seduta = sedute.chiudi(seduta=seduta, istante=INIZIO + ORA, ctx=segreteria)
    assert not seduta.presenze.filter(uscita__isnull=True).exists()
    with time_machine.travel("2026-06-15"):
        verbale = verbali.redigi(seduta=seduta, ctx=segreteria)
        assert verbale.brani.get().testo == "Si discute del bando."
        verbali.invia_in_revisione(verbale=verbale, ctx=segreteria)
        assert verbale.osservazioni_entro == datetime.date(2026, 6, 22)
        with pytest.raises(NonAmmesso, match="non è ancora scaduto"):
            verbali.approva(verbale=verbale, modo=ModoApprovazione.SILENZIO, ctx=segreteria)
    with time_machine.travel("2026-06-23"):
        verbali.approva(verbale=verbale, modo=ModoApprovazione.SILENZIO, ctx=segreteria)
        verbali.pubblica(verbale=verbale, ctx=segreteria, senza_sigillo=True)
    seduta.refresh_from_db()
    assert seduta.stato == StatoSeduta.PUBBLICATO
    assert Decisione.objects.pubbliche().get() == decisione


# --- convening ------------------------------------------------------------------------------------------------------
def test_notice_is_counted_in_whole_days_and_may_be_shorter_when_urgent(segreteria, pianificata) -> None:
    with time_machine.travel(
        datetime.datetime(2026, 6, 3, 21, 59, tzinfo=datetime.UTC)
    ):  # 23:59 of the 3rd in Italy: seven days before
        assert sedute.ostacoli_alla_convocazione(pianificata) == []
    with time_machine.travel(datetime.datetime(2026, 6, 3, 22, 1, tzinfo=datetime.UTC)):  # already the 4th in Italy
        assert "7 giorni" in sedute.ostacoli_alla_convocazione(pianificata)[0]
        pianificata.urgente, pianificata.motivo_urgenza = True, "Scade un bando"
        assert sedute.ostacoli_alla_convocazione(pianificata) == []
    with time_machine.travel(INIZIO - 47 * ORA, tick=False):
        assert "48 ore" in sedute.ostacoli_alla_convocazione(pianificata)[0]


def test_an_agenda_of_internal_items_only_convenes_nobody(segreteria, pianificata) -> None:
    pianificata.punti.update(tipo=TipoPunto.INTERNO)
    with time_machine.travel("2026-05-20"), pytest.raises(NonAmmesso, match="vuoto"):
        sedute.convoca(seduta=pianificata, ctx=segreteria)
    assert Seduta.objects.get().numero is None


def test_meetings_are_numbered_without_gaps_each_organ_by_itself(segreteria) -> None:
    gruppo = GruppoFactory()
    numeri = []
    with time_machine.travel("2026-05-20"):
        for organo in (None, None, gruppo, None):
            seduta = SedutaFactory(stato=StatoSeduta.PIANIFICATA, gruppo=organo)
            PuntoFactory(seduta=seduta)
            numeri.append(sedute.convoca(seduta=seduta, ctx=segreteria).numero)
            fallita = SedutaFactory(stato=StatoSeduta.PIANIFICATA, gruppo=organo)
            with pytest.raises(NonAmmesso):
                sedute.convoca(seduta=fallita, ctx=segreteria)
    assert numeri == [1, 2, 1, 3]


def test_a_meeting_put_off_is_convened_again_with_the_same_number(segreteria, pianificata) -> None:
    with time_machine.travel("2026-05-20"):
        seduta = sedute.convoca(seduta=pianificata, ctx=segreteria)
        seduta = sedute.rinvia(seduta=seduta, motivo="Sala occupata", inizio=None, ctx=segreteria)
        assert (seduta.inizio, seduta.seconda, seduta.sequenza) == (None, None, 1)
        with pytest.raises(NonAmmesso, match="data"):
            sedute.convoca(seduta=seduta, ctx=segreteria)
        seduta.refresh_from_db()
        seduta.inizio = INIZIO + 24 * ORA
        with pytest.raises(NonAmmesso, match="rinviala"):
            sedute.modifica(seduta=seduta, versione_letta=seduta.versione, ctx=segreteria)


def test_nobody_but_the_secretariat_convenes(ctx_di, pianificata) -> None:
    for ruolo in (Ruolo.AMMINISTRATORE_PROVINCIALE, Ruolo.COMPONENTE_TAVOLO, Ruolo.OPERATORE_CM):
        with time_machine.travel("2026-05-20"), pytest.raises(TransizioneNonAmmessa):
            sedute.convoca(seduta=pianificata, ctx=ctx_di(ruolo))
    assert Seduta.objects.get().stato == StatoSeduta.PIANIFICATA


def test_a_cancelled_meeting_keeps_its_number_and_never_opens(segreteria, pianificata) -> None:
    with time_machine.travel("2026-05-20"):
        seduta = sedute.convoca(seduta=pianificata, ctx=segreteria)
        sedute.annulla(seduta=seduta, motivo="Non serve più", ctx=segreteria)
    with pytest.raises(TransizioneNonAmmessa):
        sedute.apri(seduta=seduta, istante=INIZIO, ctx=segreteria)
    assert Seduta.objects.get().numero == 1


# --- answers --------------------------------------------------------------------------------------------------------
def test_a_secret_answers_for_one_person_in_one_meeting_until_it_expires(segreteria) -> None:
    tavolo_di(2, supplenti=True)
    seduta = SedutaFactory(inizio=INIZIO)
    una, altra, *_resto = convocazioni.prepara(seduta=seduta, ctx=segreteria)
    segreto = convocazioni.emetti_collegamento(convocazione=una)
    assert segreto not in str(una.__dict__)
    with time_machine.travel(INIZIO - ORA):
        assert convocazioni.trova_per_segreto(segreto) == una
        assert convocazioni.trova_per_segreto("altro") is None
        nuovo = convocazioni.emetti_collegamento(convocazione=una)
        assert convocazioni.trova_per_segreto(segreto) is None
    with time_machine.travel(INIZIO + 25 * ORA):
        assert convocazioni.trova_per_segreto(nuovo) is None
    assert altra.impronta is None


def test_who_is_convened_answers_for_themselves_only(segreteria, ctx_di) -> None:
    seggio, _altro = tavolo_di(2, supplenti=True)
    seduta = SedutaFactory(inizio=INIZIO)
    righe = convocazioni.prepara(seduta=seduta, ctx=segreteria)
    ctx = ctx_di(Ruolo.REFERENTE_AZIENDA)
    mia = next(r for r in righe if r.seggio == seggio and r.ruolo == RuoloMandato.DELEGATO)
    mia.partecipante.utente = ctx.utente
    mia.partecipante.save()
    assert convocazioni.rispondi(convocazione=mia, risposta=Risposta.SUPPLENTE, ctx=ctx).risposta_da == ctx.utente
    for altra in righe:
        if altra != mia:
            with pytest.raises(NonConsentito):
                convocazioni.rispondi(convocazione=altra, risposta=Risposta.PRESENTE, ctx=ctx)


def test_only_a_delegate_whose_seat_has_a_deputy_sends_the_deputy(segreteria) -> None:
    tavolo_di(1)
    righe = convocazioni.prepara(seduta=SedutaFactory(inizio=INIZIO), ctx=segreteria)
    with pytest.raises(NonAmmesso, match="non ha un supplente"):
        convocazioni.rispondi(convocazione=righe[0], risposta=Risposta.SUPPLENTE, ctx=segreteria)


# --- in the room ----------------------------------------------------------------------------------------------------
def test_without_the_quorum_a_meeting_opens_only_in_its_second_call_or_is_deserted(segreteria) -> None:
    seggi = tavolo_di(6)
    seduta = SedutaFactory(inizio=INIZIO, seconda=INIZIO + ORA)
    entra(seduta, seggi[:1], segreteria)
    with pytest.raises(NonAmmesso, match="presenti 1, necessari 4"):
        sedute.apri(seduta=seduta, istante=INIZIO, ctx=segreteria)
    with pytest.raises(NonAmmesso, match="ultima convocazione"):
        sedute.dichiara_deserta(seduta=seduta, istante=INIZIO, ctx=segreteria)
    with pytest.raises(NonAmmesso, match="presenti 1, necessari 2"):
        sedute.apri(seduta=seduta, istante=INIZIO + ORA, ctx=segreteria)
    altra = SedutaFactory(inizio=INIZIO, seconda=INIZIO + ORA)
    entra(altra, seggi[:2], segreteria)
    assert sedute.apri(seduta=altra, istante=INIZIO + ORA, ctx=segreteria).chiamata == Chiamata.SECONDA
    assert sedute.dichiara_deserta(seduta=seduta, istante=INIZIO + ORA, ctx=segreteria).stato == StatoSeduta.DESERTA


def test_who_is_named_in_the_chair_opens_the_meeting_and_another_head_does_not(segreteria, ctx_di) -> None:
    seggi = tavolo_di(2)
    seduta = SedutaFactory(inizio=INIZIO)
    entra(seduta, seggi, segreteria)
    capo, altro = ctx_di(Ruolo.RESPONSABILE), ctx_di(Ruolo.RESPONSABILE)
    seduta.presidente = MandatoFactory(
        partecipante__utente=capo.utente, seggio=seggi[0], dal="2019-01-01", al="2019-12-31"
    ).partecipante
    seduta.save()
    with pytest.raises(NonConsentito):
        sedute.apri(seduta=seduta, istante=INIZIO, ctx=altro)
    assert sedute.apri(seduta=seduta, istante=INIZIO, ctx=capo).stato == StatoSeduta.APERTA


def test_a_departure_is_felt_by_the_quorum_at_its_very_instant(segreteria) -> None:
    seduta, seggi = aperta(segreteria)
    uscente = seduta.presenze.get(seggio=seggi[0])
    presenze.registra_uscita(presenza=uscente, uscita=INIZIO + ORA, ctx=segreteria)
    prima = quadro(seduta, INIZIO + ORA - datetime.timedelta(seconds=1)).quorum
    dopo = quadro(seduta, INIZIO + ORA).quorum
    assert (prima.presenti, prima.raggiunto) == (3, True)
    assert (dopo.presenti, dopo.minimo, dopo.raggiunto) == (2, 3, False)
    with pytest.raises(NonAmmesso, match="numero legale"):
        aula.vota_unanime(
            punto=PuntoFactory(seduta=seduta), quesito="?", tipo="ordinaria", istante=INIZIO + ORA, ctx=segreteria
        )


def test_a_deputy_votes_only_while_the_delegate_is_out(segreteria) -> None:
    seduta, seggi = aperta(segreteria)
    supplente = Mandato.objects.get(seggio=seggi[0], ruolo=RuoloMandato.SUPPLENTE)
    presenze.registra_arrivo(
        seduta=seduta, partecipante=supplente.partecipante, seggio=seggi[0], arrivo=INIZIO, ctx=segreteria
    )
    assert quadro(seduta, INIZIO).votanti[seggi[0].pk].partecipante != supplente.partecipante
    delegato = seduta.presenze.get(seggio=seggi[0], qualita=1)
    presenze.registra_uscita(presenza=delegato, uscita=INIZIO + ORA, ctx=segreteria)
    assert quadro(seduta, INIZIO + ORA).votanti[seggi[0].pk].partecipante == supplente.partecipante


def test_nobody_sits_in_a_seat_without_a_mandate_nor_in_two_at_once(segreteria) -> None:
    seduta, seggi = aperta(segreteria)
    estraneo = MandatoFactory(dal="2019-01-01", al="2019-12-31", seggio=seggi[3]).partecipante
    with pytest.raises(NonAmmesso, match="mandato"):
        presenze.registra_arrivo(seduta=seduta, partecipante=estraneo, seggio=seggi[3], ctx=segreteria)
    presente = seduta.presenze.get(seggio=seggi[0]).partecipante
    with pytest.raises(IntegrityError, match="presenza_una_persona_un_posto"), transaction.atomic():
        presenze.registra_arrivo(seduta=seduta, partecipante=presente, arrivo=INIZIO + ORA, ctx=segreteria)


def test_proxies_are_refused_where_the_rules_do_not_provide_for_them(segreteria) -> None:
    seduta, seggi = aperta(segreteria)
    presente = seduta.presenze.get(seggio=seggi[0]).partecipante
    with pytest.raises(NonAmmesso, match="deleghe"):
        presenze.registra_arrivo(
            seduta=seduta, partecipante=presente, seggio=seggi[3], delega=True, arrivo=INIZIO, ctx=segreteria
        )


def test_a_conflict_of_interest_leaves_the_room_for_that_item_alone(segreteria) -> None:
    seduta, seggi = aperta(segreteria, quanti=4, presenti=4)
    punto, altro = PuntoFactory(seduta=seduta), PuntoFactory(seduta=seduta)
    persona = seduta.presenze.get(seggio=seggi[0]).partecipante
    aula.dichiara_conflitto(punto=punto, seggio=seggi[0], partecipante=persona, ctx=segreteria)
    voti = dict.fromkeys(seggi, Scelta.FAVOREVOLE)
    with pytest.raises(NonAmmesso, match="non può votare"):
        aula.vota_per_nome(punto=punto, quesito="?", tipo="ordinaria", voti=voti, istante=INIZIO, ctx=segreteria)
    del voti[seggi[0]]
    votazione = aula.vota_per_nome(
        punto=punto, quesito="?", tipo="ordinaria", voti=voti, istante=INIZIO, ctx=segreteria
    )
    assert (votazione.presenti, votazione.voti.count(), votazione.esito) == (3, 3, "approvata")
    assert quadro(seduta, INIZIO, altro).presenti == 4


def test_a_rejected_proposal_makes_no_decision(segreteria) -> None:
    seduta, _seggi = aperta(segreteria)
    punto = PuntoFactory(seduta=seduta)
    votazione = aula.vota_per_conteggio(
        punto=punto,
        quesito="?",
        tipo="ordinaria",
        favorevoli=1,
        contrari=1,
        astenuti=1,
        istante=INIZIO,
        ctx=segreteria,
    )
    with pytest.raises(NonAmmesso, match="respinto"):
        decisioni.adotta(decisione=Decisione(punto=punto, votazione=votazione, titolo="T", testo="T"), ctx=segreteria)
    with pytest.raises(NonAmmesso, match="più dei presenti"):
        aula.vota_per_conteggio(
            punto=punto,
            quesito="?",
            tipo="ordinaria",
            favorevoli=3,
            contrari=1,
            astenuti=0,
            istante=INIZIO,
            ctx=segreteria,
        )


def test_two_secretaries_do_not_overwrite_each_others_notes(segreteria) -> None:
    seduta, _seggi = aperta(segreteria)
    punto = PuntoFactory(seduta=seduta)
    aula.salva_note(punto=punto, note="prima", versione_letta=0, ctx=segreteria)
    aula.salva_note(punto=punto, note="seconda", versione_letta=2, ctx=segreteria)
    with pytest.raises(ConflittoVersione) as conflitto:
        aula.salva_note(punto=punto, note="terza", versione_letta=2, ctx=segreteria)
    assert conflitto.value.attuale.note == "seconda"


# --- decisions, actions and minutes ---------------------------------------------------------------------------------
def decidi(segreteria, seduta: Seduta, **campi) -> Decisione:
    campi = {"punto": PuntoFactory(seduta=seduta), "titolo": "Oggetto", "testo": "Testo", **campi}
    return decisioni.adotta(decisione=Decisione(**campi), ctx=segreteria)


def test_decisions_are_numbered_without_gaps_even_when_one_fails(segreteria) -> None:
    seduta, _seggi = aperta(segreteria)
    prima = decidi(segreteria, seduta)
    with pytest.raises(IntegrityError), transaction.atomic():
        decidi(segreteria, seduta, tipo=None)
    seconda = decidi(segreteria, seduta, sostituisce=prima)
    prima.refresh_from_db()
    assert (prima.numero, seconda.numero, prima.stato) == (1, 2, "superata")


def test_after_approval_minutes_change_only_by_a_later_act(segreteria) -> None:
    seduta, seggi = aperta(segreteria)
    decisione = decidi(segreteria, seduta)
    seduta = sedute.chiudi(seduta=seduta, istante=INIZIO + ORA, ctx=segreteria)
    with time_machine.travel("2026-06-15"):
        verbale = verbali.redigi(seduta=seduta, ctx=segreteria)
        verbali.invia_in_revisione(verbale=verbale, ctx=segreteria)
        persona = seduta.presenze.first().partecipante
        osservazione = revisione.osserva(
            verbale=verbale, punto=None, partecipante=persona, testo="Manca un nome", ctx=segreteria
        )
        with pytest.raises(NonAmmesso, match="da esaminare"):
            verbali.approva(verbale=verbale, modo=ModoApprovazione.SCRITTO, ctx=segreteria)
        with pytest.raises(IntegrityError, match="osservazione_respinta_motivata"), transaction.atomic():
            revisione.tratta_osservazione(
                osservazione=osservazione, trattamento=Trattamento.RESPINTA, risposta="", ctx=segreteria
            )
        osservazione.refresh_from_db()
        revisione.tratta_osservazione(
            osservazione=osservazione, trattamento=Trattamento.ACCOLTA, risposta="", ctx=segreteria
        )
        verbali.approva(verbale=verbale, modo=ModoApprovazione.SCRITTO, ctx=segreteria)
    brano = verbale.brani.first()
    brano.testo = "riscritto"
    for verbo in (
        lambda: verbali.salva_brano(brano=brano, versione_letta=brano.versione, ctx=segreteria),
        lambda: decisioni.correggi_testo(decisione=decisione, versione_letta=1, ctx=segreteria),
        lambda: presenze.togli_presenza(presenza=seduta.presenze.first(), ctx=segreteria),
        lambda: verbali.rettifica(verbale=verbale, decisa_in=seduta, testo="Altro", ctx=segreteria),
    ):
        with pytest.raises(NonAmmesso):
            verbo()
    dopo = SedutaFactory(inizio=INIZIO + 24 * ORA)
    entra(dopo, seggi, segreteria, INIZIO + 24 * ORA)
    dopo = sedute.apri(seduta=dopo, istante=INIZIO + 24 * ORA, ctx=segreteria)
    assert verbali.rettifica(verbale=verbale, decisa_in=dopo, testo="Altro", ctx=segreteria).decisa_in == dopo


def test_who_is_charged_with_an_action_says_when_it_is_done_and_a_stranger_cannot(segreteria, ctx_di) -> None:
    seduta, seggi = aperta(segreteria)
    ctx, estraneo = ctx_di(Ruolo.COMPONENTE_TAVOLO), ctx_di(Ruolo.COMPONENTE_TAVOLO)
    persona = seduta.presenze.get(seggio=seggi[0]).partecipante
    persona.utente = ctx.utente
    persona.save()
    impegno = decisioni.assegna(
        impegno=Impegno(seduta=seduta, descrizione="Scrivere ai comuni", ente=seggi[0].ente), ctx=segreteria
    )
    with pytest.raises(NonConsentito):
        decisioni.aggiorna_impegno(impegno=impegno, stato=StatoImpegno.CONCLUSO, ctx=estraneo)
    concluso = decisioni.aggiorna_impegno(impegno=impegno, stato=StatoImpegno.CONCLUSO, esito="Fatto", ctx=ctx)
    assert concluso.concluso_il is not None
    with pytest.raises(NonConsentito):
        decisioni.aggiorna_impegno(impegno=concluso, stato=StatoImpegno.APERTO, ctx=ctx)
