"""Invitations: who may send which, what the link does, and what it no longer does."""

import datetime
import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from socialabs.anagrafica.enums import TipoOrganizzazione
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.registro.models import Evento
from socialabs.utenti.azioni import appartenenze, inviti
from socialabs.utenti.enums import RUOLI_UFFICIO, Ruolo
from socialabs.utenti.errori import NonPossibile
from socialabs.utenti.models import Appartenenza, Invito, Utente
from socialabs.utenti.permessi import CONFERIBILI, RUOLI_PER_TIPO, puo_conferire
from socialabs.utenti.tasks import elimina_inviti_vecchi
from tests.fabbriche import OrganizzazioneFactory
from tests.utenti.conftest import PASSWORD


NUOVO = {"nome": "Ada", "cognome": "Negri", "password": PASSWORD, "ripetuta": PASSWORD}


@pytest.fixture
def referente(ctx_di):
    return ctx_di("ref_azienda", amministratore=True)


def invita(ctx, ruolo="ref_azienda", email="nuova@example.org", **campi):
    return inviti.invita(ctx, organizzazione=ctx.appartenenza.organizzazione, email=email, ruolo=ruolo, **campi)


def pagina(segreto: str) -> str:
    return reverse("utenti:invito", args=[segreto])


class TestChiInvita:
    @pytest.mark.parametrize("ruolo", list(Ruolo))
    def test_only_who_manages_people_does(self, ctx_di, ruolo) -> None:
        ctx = ctx_di(ruolo)
        if ctx.ruolo not in ("amm_prov", "amm_sistema"):
            ammessi = RUOLI_PER_TIPO[ctx.appartenenza.organizzazione.tipo]
            assert not any(puo_conferire(ctx, ctx.appartenenza.organizzazione, altro) for altro in ammessi)

    @pytest.mark.parametrize("ruolo", list(Ruolo))
    def test_nobody_outside_the_office_reaches_into_it(self, ctx_di, ruolo) -> None:
        if ruolo in RUOLI_UFFICIO or ruolo == Ruolo.AMMINISTRATORE_SISTEMA:
            return
        ctx = ctx_di(ruolo, amministratore=True)
        for tipo in TipoOrganizzazione:
            altra = OrganizzazioneFactory(tipo=tipo)
            assert not any(puo_conferire(ctx, altra, altro) for altro in Ruolo)
        assert not CONFERIBILI.get(ruolo, frozenset()) & RUOLI_UFFICIO

    def test_the_system_administrator_cannot_give_themselves_the_cases(self, ctx_di) -> None:
        ctx = ctx_di("amm_sistema", amministratore=True)
        for tipo in TipoOrganizzazione:
            altra = OrganizzazioneFactory(tipo=tipo)
            conferibili = {ruolo for ruolo in Ruolo if puo_conferire(ctx, altra, ruolo)}
            assert conferibili <= {Ruolo.AMMINISTRATORE_SISTEMA, Ruolo.AMMINISTRATORE_PROVINCIALE}

    def test_a_front_desk_does_not_make_colleagues_who_see_more(self, client_di) -> None:
        client = client_di("op_cpi", amministratore=True)
        sede = client.ctx.organizzazione_id
        risposta = client.post(reverse("utenti:invita", args=[sede]), {"email": "x@example.org", "ruolo": "op_cm"})
        assert risposta.status_code == 200 and "ruolo" in risposta.context["form"].errors
        with pytest.raises(PermissionDenied):
            invita(client.ctx, "op_cm")
        assert not Invito.objects.exists()

    def test_a_stranger_with_the_same_role_gets_nothing(self, client_di, referente) -> None:
        estraneo = client_di("ref_azienda", amministratore=True)
        invito, _segreto = invita(referente)
        sede = referente.organizzazione_id
        assert estraneo.get(reverse("utenti:persone_di", args=[sede])).status_code == 403
        assert estraneo.get(reverse("utenti:invita", args=[sede])).status_code == 403
        for nome in ("utenti:reinvia_invito", "utenti:revoca_invito"):
            assert estraneo.post(reverse(nome, args=[invito.pk])).status_code == 404
        invito.refresh_from_db()
        assert invito.stato == "aperto"

    def test_a_colleague_without_the_flag_gets_nothing(self, client_di, referente) -> None:
        semplice = client_di("ref_azienda", organizzazione=referente.appartenenza.organizzazione)
        assert semplice.get(reverse("utenti:persone")).status_code == 403


class TestCollegamento:
    def test_it_is_shown_once_mailed_and_never_stored(self, client_di) -> None:
        client = client_di("ref_azienda", amministratore=True)
        dati = {"email": "Nuova@Example.org", "ruolo": "ref_azienda"}
        risposta = client.post(reverse("utenti:invita", args=[client.ctx.organizzazione_id]), dati)
        segreto = re.search(r"/utenti/invito/([\w-]{40,})/", risposta.content.decode())[1]
        assert segreto in mail.outbox[0].body and mail.outbox[0].to == ["nuova@example.org"]
        assert "nuova" not in mail.outbox[0].subject.lower()
        assert segreto.encode() not in client.get(reverse("utenti:persone")).content
        assert dict(client.session).get("collegamento") is None
        assert not cleartext_in_database(segreto)
        assert Client().get(pagina(segreto)).status_code == 200

    def test_the_same_invitation_is_not_open_twice(self, client_di) -> None:
        client = client_di("ref_azienda", amministratore=True)
        invita(client.ctx)
        dati = {"email": "NUOVA@example.org", "ruolo": "ref_azienda"}
        risposta = client.post(reverse("utenti:invita", args=[client.ctx.organizzazione_id]), dati)
        assert "già un invito aperto" in str(risposta.context["form"].non_field_errors())
        with pytest.raises(IntegrityError, match="invito_aperto_unico"), transaction.atomic():
            invita(client.ctx, email="Nuova@example.org")

    def test_renewed_the_old_one_is_dead(self, client_di) -> None:
        client = client_di("ref_azienda", amministratore=True)
        invito, vecchio = invita(client.ctx)
        risposta = client.post(reverse("utenti:reinvia_invito", args=[invito.pk]))
        nuovo = re.search(r"/utenti/invito/([\w-]{40,})/", risposta.content.decode())[1]
        assert Client().get(pagina(vecchio)).status_code == 404
        assert Client().get(pagina(nuovo)).status_code == 200

    def test_revoked_it_says_so(self, client_di) -> None:
        client = client_di("ref_azienda", amministratore=True)
        invito, segreto = invita(client.ctx)
        client.post(reverse("utenti:revoca_invito", args=[invito.pk]))
        risposta = Client().post(pagina(segreto), NUOVO)
        assert risposta.status_code == 410 and "revocato" in risposta.content.decode()
        assert not Utente.objects.filter(email="nuova@example.org").exists()

    def test_it_lasts_fourteen_days(self, referente) -> None:
        adesso = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)
        with time_machine.travel(adesso, tick=False):
            _invito, segreto = invita(referente)
        with time_machine.travel(adesso + datetime.timedelta(days=14, seconds=-1), tick=False):
            assert Client().get(pagina(segreto)).status_code == 200
        with time_machine.travel(adesso + datetime.timedelta(days=14), tick=False):
            risposta = Client().post(pagina(segreto), NUOVO)
            assert risposta.status_code == 410 and "scaduto" in risposta.content.decode()
            assert not Utente.objects.filter(email="nuova@example.org").exists()
            invita(referente)  # an expired one does not stand in the way of another

    def test_reading_it_accepts_nothing(self, referente) -> None:
        invito, segreto = invita(referente)
        for _volta in range(3):
            Client().get(pagina(segreto))
        invito.refresh_from_db()
        assert invito.stato == "aperto"


class TestAccettazione:
    def test_who_has_no_account_gets_one_proved_by_the_link(self, referente) -> None:
        _invito, segreto = invita(referente, amministratore=True)
        client = Client()
        risposta = client.post(pagina(segreto), NUOVO)
        assert risposta.status_code == 302
        utente = Utente.objects.get(email="nuova@example.org")
        assert EmailAddress.objects.get(user=utente).verified and utente.check_password(PASSWORD)
        appartenenza = Appartenenza.objects.get(utente=utente)
        assert appartenenza.organizzazione_id == referente.organizzazione_id and appartenenza.amministratore
        assert Evento.objects.get(verbo="invito.accettato").attore == utente.pk
        assert Client().post(pagina(segreto), NUOVO).status_code == 410

    @pytest.mark.parametrize(
        ("campo", "valore"), [("password", "corta"), ("ripetuta", "diversa da quella"), ("nome", "")]
    )
    def test_a_poor_form_makes_nothing(self, referente, campo, valore) -> None:
        _invito, segreto = invita(referente)
        risposta = Client().post(pagina(segreto), NUOVO | {campo: valore})
        assert campo in risposta.context["form"].errors
        assert not Utente.objects.filter(email="nuova@example.org").exists()

    def test_who_has_one_signs_in_first(self, referente, persona_vera, accedi) -> None:
        utente = persona_vera(email="nuova@example.org")
        _invito, segreto = invita(referente)
        anonimo = Client().post(pagina(segreto), NUOVO)
        assert anonimo.context["deve_accedere"] and not utente.appartenenze.exists()
        assert accedi(utente).post(pagina(segreto)).status_code == 302
        assert utente.appartenenze.get().organizzazione_id == referente.organizzazione_id

    def test_another_address_cannot_take_it(self, referente, persona_vera, accedi) -> None:
        utente = persona_vera(email="altra@example.org")
        invito, segreto = invita(referente)
        assert "altro conto" in accedi(utente).post(pagina(segreto)).content.decode()
        invito.refresh_from_db()
        assert invito.stato == "aperto" and not utente.appartenenze.exists()

    def test_an_unproved_address_does_not_count(self, referente, persona_vera, accedi) -> None:
        utente = persona_vera(email="altra@example.org")
        EmailAddress.objects.create(user=utente, email="nuova@example.org", verified=False)
        _invito, segreto = invita(referente)
        accedi(utente).post(pagina(segreto))
        assert not utente.appartenenze.exists()

    def test_who_lost_their_powers_leaves_no_invitation_behind(self, ctx_di, collega) -> None:
        capo = ctx_di("ref_azienda", amministratore=True)
        altro = collega(capo.appartenenza, amministratore=True)
        invito, _segreto = inviti.invita(
            type(capo)(utente=altro.utente, appartenenza=altro),
            organizzazione=altro.organizzazione,
            email="nuova@example.org",
            ruolo="ref_azienda",
        )
        appartenenze.disattiva(capo, altro, motivo="trasferito")
        invito.refresh_from_db()
        assert invito.stato == "revocato"

    def test_an_accepted_one_is_neither_renewed_nor_revoked(self, referente) -> None:
        invito, segreto = invita(referente)
        Client().post(pagina(segreto), NUOVO)
        for verbo in (inviti.reinvia, inviti.revoca):
            with pytest.raises(NonPossibile, match="già stato accettato"):
                verbo(referente, invito)


def cleartext_in_database(segreto: str) -> list[str]:
    """The tables (but for the queue of mail, which must carry it) where some column holds `segreto`."""
    with connection.cursor() as cursor:
        tabelle = [t for t in connection.introspection.table_names(cursor) if not t.startswith("posta_")]
        trovate = []
        for tabella in tabelle:
            nome = connection.ops.quote_name(tabella)
            cursor.execute(f"select exists (select 1 from {nome} t where t::text like %s)", [f"%{segreto}%"])
            trovate += [tabella] if cursor.fetchone()[0] else []
    return trovate


def test_nobody_accepts_their_own_invitation_to_a_role_that_reaches_other_peoples_data(persona_vera) -> None:
    capo = persona_vera("amm_prov")
    appartenenza = capo.appartenenze.get()
    ctx = Contesto(utente=capo, appartenenza=appartenenza)
    _invito, segreto = inviti.invita(
        ctx, organizzazione=appartenenza.organizzazione, email=capo.email, ruolo="op_cm", amministratore=False
    )
    with pytest.raises(NonPossibile, match="sé stesso"):
        inviti.accetta(ctx, segreto)
    assert not capo.appartenenze.filter(ruolo="op_cm").exists()


def test_old_invitations_are_deleted_and_the_register_knows(persona_vera) -> None:
    capo = persona_vera("ref_azienda")
    organizzazione = capo.appartenenze.get().organizzazione
    for giorni, email in ((91, "vecchio@example.org"), (1, "recente@example.org")):
        Invito.objects.create(
            organizzazione=organizzazione,
            email=email,
            ruolo="ref_azienda",
            impronta=Invito.impronta_di(email),
            invitato_da=capo,
            scade_il=adesso() - datetime.timedelta(days=giorni),
        )
    elimina_inviti_vecchi()
    assert [invito.email for invito in Invito.objects.all()] == ["recente@example.org"]
    assert Evento.objects.get(verbo="inviti.eliminati").dettagli == {"numero": 1}
