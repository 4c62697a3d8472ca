"""The minutes on the page: written by two at once, checked, previewed, reviewed, approved, corrected."""

import datetime
import threading
from urllib.parse import urlparse

import pytest
import time_machine
from django.db import connections
from django.test import Client
from django.urls import reverse

from socialabs.base.stati import TransizioneNonAmmessa
from socialabs.posta.models import Messaggio
from socialabs.registro.models import Evento
from socialabs.utenti.enums import Ruolo
from tavolo import controlli
from tavolo.azioni import presenze, revisione, sedute, verbali
from tavolo.azioni.comune import prossimo_numero
from tavolo.enums import ModoApprovazione, StatoSeduta, Trattamento
from tavolo.errori import NonAmmesso
from tavolo.models import Decisione, InvioVerbale, Osservazione, Rettifica, Seduta
from tavolo.permessi import NonConsentito
from tavolo.redline import confronta
from tavolo.resoconto import resoconto
from tests.tavolo.atti import (
    INIZIO,
    ORA,
    SEGRETO,
    aperta,
    decisa,
    delegato,
    in_revisione,
    successiva,
    svolta,
    trattato,
)
from tests.tavolo.fabbriche import MandatoFactory, PuntoFactory, SedutaFactory, tavolo_di


GIUGNO = "2026-06-15T10:00:00+02:00"
HTMX = {"HTTP_HX_REQUEST": "true"}
# With the session, the person and the register: not a query more for a longer meeting.
QUERY_DELLA_PAGINA = 40


@pytest.fixture
def segreteria(ctx_di):
    return ctx_di(Ruolo.SEGRETERIA_TAVOLO)


@pytest.fixture
def giugno():
    with time_machine.travel(GIUGNO):
        yield


@pytest.fixture
def ufficio(client_di, giugno):
    """The secretariat at its desk, in June."""
    return client_di(Ruolo.SEGRETERIA_TAVOLO)


def componente(client_di, seggio, **campi) -> Client:
    """A member's client, who sits for `seggio` as its delegate."""
    client = client_di(Ruolo.COMPONENTE_TAVOLO, **campi)
    persona = delegato(seggio).partecipante
    persona.utente = client.ctx.utente
    persona.save()
    return client


def pagina(verbale) -> str:
    return reverse("tavolo:verbale", args=[verbale.pk])


# --- writing --------------------------------------------------------------------------------------------------------
def test_minutes_start_from_what_was_recorded_and_only_once(ufficio, segreteria) -> None:
    seduta, _seggi = svolta(segreteria)
    indirizzo = reverse("tavolo:verbale_redigi", args=[seduta.pk])
    prima = ufficio.post(indirizzo)
    assert ufficio.post(indirizzo).url == prima.url
    corpo = ufficio.get(prima.url).content.decode()
    for atteso in ("Si discute delle fermate degli autobus.", "Convenzione con le cooperative", "Scrivere ai comuni"):
        assert atteso in corpo
    assert "presenti all'apertura 3" in corpo.replace("&#x27;", "'")


def test_the_account_tells_who_was_there_who_was_excused_and_the_quorum_of_each_vote(segreteria, giugno) -> None:
    seduta, seggi = svolta(segreteria)
    seduta.convocazioni.create(
        seggio=seggi[3],
        partecipante=delegato(seggi[3]).partecipante,
        ruolo="delegato",
        risposta="assente",
        risposta_il=INIZIO,
    )
    dati = resoconto(verbali.redigi(seduta=seduta, ctx=segreteria), pubblico=True)
    assert [(p["dalle"], p["alle"], p["qualita"]) for p in dati["presenti"]] == [("15.00", "17.00", "Delegato")] * 3
    assert [(a["ente"], a["giustificato"]) for a in dati["assenti"]] == [(str(seggi[3]), True)]
    assert dati["quorum"] == {"componenti": 4, "presenti": 3, "minimo": 3, "raggiunto": True}
    [voto] = dati["punti"][0]["votazioni"]
    assert (voto["presenti"], voto["minimo"], voto["favorevoli"], voto["esito"]) == (3, 3, 3, "Approvata")


def test_a_text_is_saved_as_one_writes_and_a_second_writer_overwrites_nothing(ufficio, segreteria) -> None:
    seduta, _seggi = svolta(segreteria)
    brano = verbali.redigi(seduta=seduta, ctx=segreteria).brani.first()
    indirizzo = reverse("tavolo:verbale_brano", args=[brano.pk])
    salvato = ufficio.post(indirizzo, {"testo": "Prima mano", "versione": 1}, **HTMX).content.decode()
    assert "Salvato" in salvato and f'id="versione-{brano.pk}" value="2"' in salvato
    conflitto = ufficio.post(indirizzo, {"testo": "Seconda mano", "versione": 1}, **HTMX).content.decode()
    assert "Prima" in conflitto and "Seconda" in conflitto and 'name="sopra" value="2"' in conflitto
    brano.refresh_from_db()
    assert brano.testo == "Prima mano"
    ufficio.post(indirizzo, {"testo": "Seconda mano", "versione": 1, "sopra": 2}, **HTMX)
    brano.refresh_from_db()
    assert brano.testo == "Seconda mano"


def test_without_javascript_the_button_saves_and_a_conflict_shows_both_texts(ufficio, segreteria) -> None:
    seduta, _seggi = svolta(segreteria)
    verbale = verbali.redigi(seduta=seduta, ctx=segreteria)
    indirizzo = reverse("tavolo:verbale_cornice", args=[verbale.pk])
    assert ufficio.post(indirizzo, {"premessa": "Saluti", "versione": verbale.versione}).status_code == 302
    risposta = ufficio.post(indirizzo, {"premessa": "Altro", "versione": verbale.versione})
    assert risposta.status_code == 409
    assert "Saluti" in risposta.content.decode() and "Altro" in risposta.content.decode()


def test_a_declared_check_warns_beside_the_text_and_stops_nothing(ufficio, segreteria, monkeypatch) -> None:
    monkeypatch.setattr(controlli, "_controlli", [])
    controlli.registra(lambda testo: ["Nomina una persona iscritta."] if "Rossi" in testo else [])
    seduta, _seggi = svolta(segreteria)
    verbale = verbali.redigi(seduta=seduta, ctx=segreteria)
    brano = verbale.brani.first()
    indirizzo = reverse("tavolo:verbale_brano", args=[brano.pk])
    salvato = ufficio.post(indirizzo, {"testo": "Il caso Rossi", "versione": 1}, **HTMX).content.decode()
    assert "Nomina una persona iscritta." in salvato and "Salvato" in salvato
    for altra in (pagina(verbale), reverse("tavolo:verbale_invia", args=[verbale.pk])):
        assert "Nomina una persona iscritta." in ufficio.get(altra).content.decode()
    verbali.invia_in_revisione(verbale=verbale, ctx=segreteria)
    decisione = Decisione.objects.get(titolo="Convenzione con le cooperative")
    modifica, sua = (reverse(f"tavolo:{n}", args=[decisione.pk]) for n in ("decisione_modifica", "decisione"))
    assert "Nomina una persona iscritta." not in ufficio.get(sua).text
    ufficio.post(modifica, {"titolo": "Al signor Rossi", "testo": "Si avvia.", "versione": decisione.versione})
    assert "Nomina una persona iscritta." in ufficio.get(sua).text
    verbali.approva(verbale=verbale, modo=ModoApprovazione.SCRITTO, ctx=segreteria)
    ignorate = Evento.objects.filter(verbo="avvertenze.ignorate").order_by("quando", "pk")
    assert [(e.tipo, e.dettagli) for e in ignorate] == [
        ("tavolo.verbale", {"quante": 1, "passo": "verbale.inviato"}),
        ("tavolo.decisione", {"quante": 1, "passo": "decisione.corretta"}),
        ("tavolo.verbale", {"quante": 1, "passo": "verbale.approvato"}),
    ]


def test_the_page_asks_the_same_queries_for_a_long_meeting(ufficio, segreteria, django_assert_max_num_queries) -> None:
    seduta, _seggi = aperta(segreteria, quanti=25)
    for n in range(8):
        decisa(segreteria, trattato(segreteria, seduta, f"Punto {n}", "Testo"), "Oggetto", "Decisione")
    seduta = sedute.chiudi(seduta=seduta, istante=INIZIO + ORA, ctx=segreteria)
    verbale = verbali.redigi(seduta=seduta, ctx=segreteria)
    verbali.invia_in_revisione(verbale=verbale, ctx=segreteria)
    for invio in verbale.invii.all()[:10]:
        revisione.osserva(
            verbale=verbale, punto=None, partecipante=invio.partecipante, testo="Una nota", ctx=segreteria
        )
    with django_assert_max_num_queries(QUERY_DELLA_PAGINA):
        ufficio.get(pagina(verbale))


# --- who reads ------------------------------------------------------------------------------------------------------
def test_a_draft_is_the_secretariats_and_the_review_opens_it_to_members(client_di, segreteria, giugno) -> None:
    seduta, seggi = svolta(segreteria)
    verbale = verbali.redigi(seduta=seduta, ctx=segreteria)
    membro, estraneo = componente(client_di, seggi[1]), client_di(Ruolo.OPERATORE_CM)
    assert membro.get(pagina(verbale)).status_code == 404
    verbali.invia_in_revisione(verbale=verbale, ctx=segreteria)
    assert membro.get(pagina(verbale)).status_code == 200
    assert estraneo.get(pagina(verbale)).status_code == 404


def test_a_former_member_reads_the_minutes_of_their_time_only(client_di, segreteria, giugno) -> None:
    verbale, _seggi = in_revisione(segreteria)
    for al, stato in ((datetime.date(2026, 6, 10), 200), (datetime.date(2026, 6, 9), 404)):
        client = client_di(Ruolo.REFERENTE_AZIENDA)
        MandatoFactory(
            seggio=tavolo_di(1)[0], dal="2021-01-01", al=al, ruolo="supplente", partecipante__utente=client.ctx.utente
        )
        assert client.get(pagina(verbale)).status_code == stato


@pytest.mark.parametrize("chi", ["membro", "collegamento"])
def test_internal_items_never_reach_members_nor_the_public_version(client_di, segreteria, giugno, chi) -> None:
    verbale, seggi = in_revisione(segreteria)
    if chi == "membro":
        client = componente(client_di, seggi[1])
        corpi = [client.get(pagina(verbale)), client.get(reverse("tavolo:verbale_anteprima", args=[verbale.pk]))]
        corpi += [client.get(reverse(f"tavolo:{nome}")) for nome in ("decisioni", "impegni", "verbali")]
        corpi.append(client.get(reverse("tavolo:cerca"), {"q": SEGRETO}))
    else:
        corpi = [Client().get(collegamento_di(seggi[2]))]
    for risposta in corpi:
        assert risposta.status_code == 200
        testo = risposta.content.decode().replace(f'value="{SEGRETO}"', "").replace(f"«{SEGRETO}»", "")
        assert SEGRETO not in testo.replace(f"?q={SEGRETO}", "")


# --- review ---------------------------------------------------------------------------------------------------------
def collegamento_di(seggio) -> str:
    """The path in the mail that the delegate of `seggio` received."""
    indirizzo = delegato(seggio).partecipante.email
    [testo] = [m.corpo_testo for m in Messaggio.objects.all() if m.destinatario == indirizzo]
    return urlparse(next(parola for parola in testo.split() if "/tavolo/verbale/" in parola)).path


def test_each_member_is_written_to_once_by_who_may_and_nobody_by_the_others(client_di, segreteria, giugno) -> None:
    seduta, seggi = svolta(segreteria)
    senza = delegato(seggi[3]).partecipante
    senza.email = ""
    senza.save()
    verbale = verbali.redigi(seduta=seduta, ctx=segreteria)
    for ruolo in (Ruolo.COMPONENTE_TAVOLO, Ruolo.RESPONSABILE):
        client = client_di(ruolo)
        assert (
            client.post(reverse("tavolo:verbale_invia", args=[verbale.pk]), {"entro": "2026-06-22"}).status_code == 404
        )
    verbali.invia_in_revisione(verbale=verbale, ctx=segreteria)
    revisione.spedisci(verbale=verbale, ctx=segreteria)
    assert Messaggio.objects.filter(modello="verbale_in_revisione").count() == 7
    assert InvioVerbale.objects.filter(verbale=verbale, inviato_il__isnull=True).get().partecipante == senza
    assert not any("Delegata" in m.oggetto for m in Messaggio.objects.all())


def test_the_personal_link_shows_on_get_writes_on_post_and_ends(segreteria, client, giugno) -> None:
    verbale, seggi = in_revisione(segreteria, entro=datetime.date(2026, 6, 22))
    indirizzo = collegamento_di(seggi[1])
    assert client.get(indirizzo).status_code == 200
    assert not Osservazione.objects.exists()
    for _volta in range(2):
        assert client.post(indirizzo, {"testo": "Manca il mio nome"}).status_code == 302
    assert Osservazione.objects.get().partecipante == delegato(seggi[1]).partecipante
    assert client.get(reverse("tavolo:verbale_personale", args=["x" * 43])).status_code == 404
    with time_machine.travel("2026-07-23T00:00:01+02:00"):
        assert client.get(indirizzo).status_code == 404


def test_a_link_comments_no_internal_item_and_no_item_of_another_meeting(segreteria, client, giugno) -> None:
    verbale, seggi = in_revisione(segreteria)
    interno = verbale.seduta.punti.get(tipo="interno")
    altrui = PuntoFactory(seduta=SedutaFactory(inizio=INIZIO + ORA))
    for punto in (interno, altrui):
        assert client.post(collegamento_di(seggi[1]), {"testo": "Provo", "punto": punto.pk}).status_code == 422
    assert not Osservazione.objects.exists()


@pytest.mark.parametrize(
    ("istante", "ammessa"), [("2026-06-22T23:59:59+02:00", True), ("2026-06-23T00:00:00+02:00", False)]
)
def test_comments_end_and_silence_consents_at_midnight_in_italy(segreteria, client_di, istante, ammessa) -> None:
    with time_machine.travel(GIUGNO):
        verbale, seggi = in_revisione(segreteria)
        assert verbale.osservazioni_entro == datetime.date(2026, 6, 22)
    with time_machine.travel(istante):
        client = componente(client_di, seggi[1])
        client.post(reverse("tavolo:verbale_osserva", args=[verbale.pk]), {"testo": "In tempo?"})
        assert Osservazione.objects.exists() is ammessa
        Osservazione.objects.all().delete()
        if ammessa:
            with pytest.raises(NonAmmesso):
                verbali.approva(verbale=verbale, modo=ModoApprovazione.SILENZIO, ctx=segreteria)
        else:
            verbali.approva(verbale=verbale, modo=ModoApprovazione.SILENZIO, ctx=segreteria)
            assert verbale.approvato_il == datetime.date(2026, 6, 23)


def test_who_had_no_mandate_on_the_day_reads_but_does_not_comment(client_di, segreteria, giugno) -> None:
    verbale, _seggi = in_revisione(segreteria)
    client = client_di(Ruolo.COMPONENTE_TAVOLO)
    MandatoFactory(seggio=tavolo_di(1)[0], ruolo="supplente", dal="2026-06-11", partecipante__utente=client.ctx.utente)
    assert "Scrivi un'osservazione" not in client.get(pagina(verbale)).content.decode().replace("&#x27;", "'")
    assert client.post(reverse("tavolo:verbale_osserva", args=[verbale.pk]), {"testo": "Provo"}).status_code == 404


def test_a_comment_is_treated_beside_the_text_it_changed(client_di, ufficio, segreteria) -> None:
    verbale, seggi = in_revisione(segreteria)
    membro = componente(client_di, seggi[1])
    punto = verbale.seduta.punti.get(titolo="Trasporti")
    membro.post(reverse("tavolo:verbale_osserva", args=[verbale.pk]), {"testo": "Erano le corse", "punto": punto.pk})
    osservazione = Osservazione.objects.get()
    indirizzo = reverse("tavolo:verbale_tratta", args=[osservazione.pk])
    rifiuto = ufficio.post(
        indirizzo, {"trattamento": Trattamento.RESPINTA, "risposta": "", "testo": "", "versione": 1}
    )
    assert rifiuto.status_code == 422 and "Indica perché" in rifiuto.content.decode()
    dati = {"trattamento": Trattamento.ACCOLTA, "testo": "Si discute delle corse degli autobus.", "versione": 1}
    assert ufficio.post(indirizzo, dati).status_code == 302
    osservazione.refresh_from_db()
    assert osservazione.testo_di_partenza == "Si discute delle fermate degli autobus."
    assert osservazione.testo_risultante == dati["testo"]
    corpo = membro.get(pagina(verbale)).content.decode()
    assert "Accolta" in corpo and "<del>" in corpo and "[aggiunto:" in corpo
    assert membro.get(indirizzo).status_code == 404


def test_differences_are_told_word_by_word() -> None:
    pezzi = confronta("Si discute delle fermate.", "Si discute delle corse e basta.")
    assert "".join(p.testo for p in pezzi if p.genere != "aggiunto") == "Si discute delle fermate."
    assert "".join(p.testo for p in pezzi if p.genere != "tolto") == "Si discute delle corse e basta."
    assert [p.genere for p in confronta("a b c d", "a x y d")] == ["uguale", "tolto", "aggiunto", "uguale"]


# --- approval -------------------------------------------------------------------------------------------------------
def test_minutes_are_approved_in_a_later_meeting_and_link_to_it(ufficio, segreteria) -> None:
    verbale, _seggi = in_revisione(segreteria)
    indirizzo = reverse("tavolo:verbale_approva", args=[verbale.pk])
    assert ufficio.post(indirizzo, {"modo": "seduta"}).status_code == 422
    dopo = successiva(segreteria)
    assert ufficio.post(indirizzo, {"modo": "seduta", "in_seduta": dopo.pk}).status_code == 302
    verbale.refresh_from_db()
    assert (verbale.approvato_in, verbale.approvato_il) == (dopo, dopo.giorno)
    assert str(dopo) in ufficio.get(pagina(verbale)).content.decode()


def test_approved_minutes_are_corrected_beside_and_never_rewritten(ufficio, segreteria, client_di) -> None:
    verbale, seggi = in_revisione(segreteria)
    verbali.approva(verbale=verbale, modo=ModoApprovazione.SCRITTO, ctx=segreteria)
    brano = verbale.brani.get(punto__titolo="Trasporti")
    ufficio.post(reverse("tavolo:verbale_brano", args=[brano.pk]), {"testo": "Riscritto", "versione": brano.versione})
    brano.refresh_from_db()
    assert brano.testo != "Riscritto"
    dopo = successiva(segreteria)
    indirizzo = reverse("tavolo:verbale_rettifica", args=[verbale.pk])
    dati = {"decisa_in": dopo.pk, "testo": "Dove dice fermate si legga corse.", "punto": brano.punto_id}
    assert ufficio.post(indirizzo, dati).status_code == 302
    corpo = componente(client_di, seggi[1]).get(pagina(verbale)).content.decode()
    assert "Dove dice fermate si legga corse." in corpo and brano.testo in corpo
    assert Rettifica.objects.get().decisa_in == dopo


@pytest.mark.parametrize(
    ("verbo", "campi"),
    [
        ("redigi", lambda v: {"seduta": v.seduta}),
        ("invia_in_revisione", lambda v: {"verbale": v}),
        ("approva", lambda v: {"verbale": v, "modo": ModoApprovazione.SCRITTO}),
        ("pubblica", lambda v: {"verbale": v}),
    ],
)
def test_nobody_but_the_secretariat_moves_the_minutes(segreteria, ctx_di, giugno, verbo, campi) -> None:
    seduta, _seggi = svolta(segreteria)
    verbale = verbali.redigi(seduta=seduta, ctx=segreteria)
    stati = {"redigi": "svolta", "invia_in_revisione": "verbale_bozza", "approva": "in_revisione"}
    prima = stati.get(verbo, "approvato")
    type(seduta).objects.filter(pk=seduta.pk).update(stato=prima)
    for ruolo in (Ruolo.COMPONENTE_TAVOLO, Ruolo.RESPONSABILE, Ruolo.AMMINISTRATORE_PROVINCIALE):
        with pytest.raises((TransizioneNonAmmessa, NonConsentito)):
            getattr(verbali, verbo)(**campi(verbale), ctx=ctx_di(ruolo))
    seduta.refresh_from_db()
    assert seduta.stato == prima


def test_the_states_of_the_minutes_come_one_after_the_other(segreteria, giugno) -> None:
    seduta, _seggi = svolta(segreteria)
    verbale = verbali.redigi(seduta=seduta, ctx=segreteria)
    for verbo in (
        lambda: verbali.pubblica(verbale=verbale, ctx=segreteria),
        lambda: verbali.redigi(seduta=seduta, ctx=segreteria),
    ):
        with pytest.raises(TransizioneNonAmmessa):
            verbo()
    with pytest.raises(NonAmmesso, match="già passato"):
        verbali.invia_in_revisione(verbale=verbale, entro=datetime.date(2026, 6, 14), ctx=segreteria)
    seduta.refresh_from_db()
    assert seduta.stato == StatoSeduta.VERBALE_BOZZA


def test_a_deserted_meeting_has_minutes_of_its_own(segreteria, ufficio) -> None:
    tavolo_di(6)
    seduta = SedutaFactory(inizio=INIZIO)
    PuntoFactory(seduta=seduta, titolo="Mai trattato")
    seduta = sedute.dichiara_deserta(seduta=seduta, istante=INIZIO + ORA, ctx=segreteria)
    verbale = verbali.redigi(seduta=seduta, ctx=segreteria)
    dati = resoconto(verbale, pubblico=True)
    assert (dati["deserta"], dati["quorum"]["raggiunto"], len(dati["assenti"])) == (True, False, 6)
    assert "seduta deserta" in ufficio.get(pagina(verbale)).content.decode()


def test_a_meeting_that_lost_its_quorum_is_deserted_for_everybody_whoever_opened_it(segreteria, client) -> None:
    seggi = tavolo_di(6)
    seduta = SedutaFactory(inizio=INIZIO)
    arrivi = [
        presenze.registra_arrivo(
            seduta=seduta, partecipante=delegato(s).partecipante, seggio=s, arrivo=INIZIO, ctx=segreteria
        )
        for s in seggi[:4]
    ]
    seduta = sedute.apri(seduta=seduta, istante=INIZIO, ctx=segreteria)
    for arrivo in arrivi[:2]:
        presenze.registra_uscita(presenza=arrivo, uscita=INIZIO + ORA / 2, ctx=segreteria)
    seduta = sedute.dichiara_deserta(seduta=seduta, istante=INIZIO + ORA, ctx=segreteria)
    assert seduta.stato_pubblico == StatoSeduta.DESERTA
    verbale = verbali.redigi(seduta=seduta, ctx=segreteria)
    assert resoconto(verbale, pubblico=True)["quorum"] == {
        "componenti": 6,
        "presenti": 2,
        "minimo": 4,
        "raggiunto": False,
    }
    Seduta.objects.filter(pk=seduta.pk).update(stato=StatoSeduta.PUBBLICATO)
    assert Seduta.objects.con_esito().get(pk=seduta.pk).stato_pubblico == StatoSeduta.DESERTA
    assert "Svolta" not in client.get(reverse("tavolo:pubblico_sedute")).content.decode()


# --- numbers --------------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gap_when_many_ask_at_once_and_some_give_up() -> None:
    from django.db import transaction

    avuti: list[int] = []

    def chiedi(n: int) -> None:
        try:
            with transaction.atomic():
                numero = prossimo_numero("prova", 2026)
                if n % 3 == 0:
                    raise RuntimeError
                avuti.append(numero)
        except RuntimeError:
            pass
        finally:
            connections.close_all()

    fili = [threading.Thread(target=chiedi, args=(n,)) for n in range(9)]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    assert sorted(avuti) == [1, 2, 3, 4, 5, 6]
