"""Memberships: switched, given, ended; an organisation keeps an administrator whatever happens at the same time."""

import threading
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from socialabs.base.contesto import Contesto
from socialabs.registro.models import Evento
from socialabs.utenti.azioni import appartenenze as azioni
from socialabs.utenti.errori import NonPossibile
from socialabs.utenti.models import Appartenenza
from tests.fabbriche import AppartenenzaFactory, OrganizzazioneFactory


VERBI_POST = ("utenti:nomina", "utenti:togli", "utenti:riattiva")


def at_once(*functions: Callable[[], None]) -> list[Exception]:
    """Run each in its own thread and connection, all starting together; what they raised."""
    barrier, errors = threading.Barrier(len(functions)), []

    def run(function: Callable[[], None]) -> None:
        try:
            barrier.wait(timeout=10)
            function()
        except Exception as errore:  # noqa: BLE001  handed to the test
            errors.append(errore)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[function]) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return errors


class TestScelta:
    def test_another_persons_membership_cannot_be_worn(self, client_di, ctx_di) -> None:
        client = client_di("ref_azienda")
        altrui = ctx_di("op_cm").appartenenza
        client.post(reverse("utenti:cambia_appartenenza"), {"appartenenza": altrui.pk})
        assert client.get(reverse("utenti:profilo")).wsgi_request.ctx.appartenenza == client.ctx.appartenenza

    @pytest.mark.parametrize("scelta", ["", "non-un-uuid"])
    def test_nonsense_changes_nothing(self, client_di, scelta) -> None:
        client = client_di("ref_azienda")
        assert client.post(reverse("utenti:cambia_appartenenza"), {"appartenenza": scelta}).status_code == 302

    def test_a_deactivated_one_falls_off_at_the_next_request(self, client_di, ctx_di) -> None:
        client = client_di("ref_azienda")
        azioni.disattiva(ctx_di("amm_prov"), client.ctx.appartenenza, motivo="prova")
        ctx = client.get(reverse("utenti:profilo")).wsgi_request.ctx
        assert ctx.appartenenza is None and ctx.ruolo == ""


class TestPersone:
    def test_the_administrator_sees_the_people_of_their_own(self, client_di, collega, ctx_di) -> None:
        client = client_di("ref_azienda", amministratore=True)
        sua = collega(client.ctx.appartenenza)
        altrui = ctx_di("ref_azienda").appartenenza
        righe = client.get(reverse("utenti:persone")).context["righe"]
        viste = {r["appartenenza"] for r in righe}
        assert viste == {client.ctx.appartenenza, sua} and altrui not in viste

    @pytest.mark.parametrize("ruolo", ["responsabile", "op_cm", "ref_azienda", "tutor", "auditor", "persona"])
    def test_who_has_no_people_to_manage_is_kept_out(self, client_di, ruolo) -> None:
        client = client_di(ruolo)
        assert client.get(reverse("utenti:persone")).status_code == 403
        assert client.get(reverse("utenti:organizzazioni")).status_code == 403

    @pytest.mark.parametrize("ruolo", ["amm_prov", "amm_sistema"])
    def test_the_province_chooses_among_all(self, client_di, ctx_di, ruolo) -> None:
        azienda = OrganizzazioneFactory(denominazione="Pasticceria Àncora di Prova")
        ctx_di("ref_azienda", organizzazione=azienda)
        client = client_di(ruolo)
        pagina = client.get(reverse("utenti:organizzazioni"), {"q": "PROVA ancora"})
        assert [o.pk for o in pagina.context["pagina"]] == [azienda.pk]
        assert client.get(reverse("utenti:persone_di", args=[azienda.pk])).status_code == 200

    @pytest.mark.parametrize("nome", VERBI_POST)
    def test_a_stranger_with_the_same_role_touches_nobody(self, client_di, ctx_di, nome) -> None:
        estraneo = client_di("ref_azienda", amministratore=True)
        altrui = ctx_di("ref_azienda").appartenenza
        assert estraneo.post(reverse(nome, args=[altrui.pk])).status_code == 404
        assert estraneo.post(reverse("utenti:disattiva", args=[altrui.pk]), {"motivo": "x"}).status_code == 404
        assert estraneo.post(reverse("utenti:aggiungi_ruolo", args=[altrui.pk]), {"ruolo": "tutor"}).status_code == 404

    def test_a_role_one_could_not_give_cannot_be_taken_either(self, client_di, collega) -> None:
        sportello = client_di("op_cpi", amministratore=True)
        operatore = collega(sportello.ctx.appartenenza, ruolo="op_cm")
        risposta = sportello.post(reverse("utenti:disattiva", args=[operatore.pk]), {"motivo": "x"})
        assert risposta.status_code == 403
        operatore.refresh_from_db()
        assert operatore.attiva

    def test_deactivated_with_a_reason_and_reactivated(self, client_di, collega) -> None:
        client = client_di("ref_azienda", amministratore=True)
        riga = collega(client.ctx.appartenenza)
        indirizzo = reverse("utenti:disattiva", args=[riga.pk])
        assert "motivo" in client.post(indirizzo, {"motivo": " "}).context["form"].errors
        client.post(indirizzo, {"motivo": "ha cambiato lavoro"})
        riga.refresh_from_db()
        assert not riga.attiva and riga.motivo_disattivazione == "ha cambiato lavoro"
        assert Evento.objects.get(verbo="appartenenza.disattivata").motivo == "ha cambiato lavoro"
        client.post(reverse("utenti:riattiva", args=[riga.pk]))
        riga.refresh_from_db()
        assert riga.attiva and riga.motivo_disattivazione == ""

    def test_the_same_role_is_not_given_twice(self, client_di, collega) -> None:
        client = client_di("ref_azienda", amministratore=True)
        riga = collega(client.ctx.appartenenza)
        indirizzo = reverse("utenti:aggiungi_ruolo", args=[riga.pk])
        assert client.post(indirizzo, {"ruolo": "tutor"}).status_code == 302
        risposta = client.post(indirizzo, {"ruolo": "tutor"})
        assert "ha già questo ruolo" in str(risposta.context["form"].non_field_errors())
        assert set(riga.utente.appartenenze.values_list("ruolo", flat=True)) == {"ref_azienda", "tutor"}

    def test_a_reactivated_copy_is_refused_in_words(self, client_di, collega) -> None:
        client = client_di("ref_azienda", amministratore=True)
        vecchia = collega(client.ctx.appartenenza, attiva=False)
        AppartenenzaFactory(utente=vecchia.utente, organizzazione=vecchia.organizzazione, ruolo=vecchia.ruolo)
        risposta = client.post(reverse("utenti:riattiva", args=[vecchia.pk]), follow=True)
        assert "ha già questo ruolo" in risposta.content.decode()

    def test_nobody_is_deleted(self, client_di, collega) -> None:
        riga = collega(client_di("ref_azienda", amministratore=True).ctx.appartenenza)
        with pytest.raises(Exception, match="PROTECT|protected"):
            riga.utente.delete()


class TestUltimoAmministratore:
    @pytest.mark.parametrize("verbo", ["togli", "disattiva"])
    def test_the_last_one_stays(self, ctx_di, verbo) -> None:
        ctx = ctx_di("ref_azienda", amministratore=True)
        with pytest.raises(NonPossibile, match="resterebbe senza"):
            if verbo == "togli":
                azioni.togli_amministratore(ctx, ctx.appartenenza)
            else:
                azioni.disattiva(ctx, ctx.appartenenza, motivo="x")

    def test_one_whose_account_is_closed_does_not_count(self, ctx_di, collega) -> None:
        ctx = ctx_di("ref_azienda", amministratore=True)
        altro = collega(ctx.appartenenza, amministratore=True)
        altro.utente.is_active = False
        altro.utente.save()
        with pytest.raises(NonPossibile):
            azioni.togli_amministratore(ctx, ctx.appartenenza)

    def test_handed_over_it_can_be_left(self, client_di, collega) -> None:
        client = client_di("ref_azienda", amministratore=True)
        altro = collega(client.ctx.appartenenza)
        client.post(reverse("utenti:nomina", args=[altro.pk]))
        risposta = client.post(reverse("utenti:togli", args=[client.ctx.appartenenza.pk]))
        assert risposta.url == reverse("base:cruscotto")
        in_carica = Appartenenza.objects.filter(organizzazione=altro.organizzazione, amministratore=True)
        assert list(in_carica) == [altro]

    def test_a_role_without_roles_to_give_does_not_manage(self, ctx_di, collega) -> None:
        ctx = ctx_di("ref_azienda", amministratore=True)
        with pytest.raises(NonPossibile, match="non può gestire"):
            azioni.nomina_amministratore(ctx, collega(ctx.appartenenza, ruolo="tutor"))

    def test_the_database_itself_refuses(self, ctx_di) -> None:
        ctx = ctx_di("ref_azienda", amministratore=True)
        for campi in ({"amministratore": False}, {"amministratore": False, "attiva": False}):
            with pytest.raises(IntegrityError, match="nessun amministratore attivo"), transaction.atomic():
                Appartenenza.objects.filter(pk=ctx.appartenenza.pk).update(**campi)
                connection.check_constraints()
        with pytest.raises(IntegrityError, match="nessun amministratore attivo"), transaction.atomic():
            type(ctx.utente).objects.filter(pk=ctx.utente.pk).update(is_active=False)
            connection.check_constraints()

    def test_an_organisation_that_never_had_one_is_free(self, ctx_di) -> None:
        ctx = ctx_di("ref_azienda")
        azioni.disattiva(ctx_di("amm_prov"), ctx.appartenenza, motivo="x")
        connection.check_constraints()

    def test_in_assistance_no_people_are_managed(self, ctx_di) -> None:
        ctx, operatore = ctx_di("ref_azienda", amministratore=True), ctx_di("op_cm")
        assistito = Contesto(utente=ctx.utente, appartenenza=ctx.appartenenza, attore_reale=operatore.utente)
        with pytest.raises(PermissionDenied):
            azioni.togli_amministratore(assistito, ctx.appartenenza)


@pytest.mark.django_db(transaction=True)
class TestInsieme:
    def two(self) -> list[Contesto]:
        prima = AppartenenzaFactory(ruolo="ref_azienda", amministratore=True)
        seconda = AppartenenzaFactory(ruolo="ref_azienda", amministratore=True, organizzazione=prima.organizzazione)
        return [Contesto(utente=a.utente, appartenenza=a) for a in (prima, seconda)]

    def remaining(self) -> int:
        return Appartenenza.objects.filter(amministratore=True, attiva=True).count()

    def test_two_who_leave_at_once_do_not_both_leave(self) -> None:
        ctx_a, ctx_b = self.two()
        errori = at_once(
            lambda: azioni.togli_amministratore(ctx_a, ctx_a.appartenenza),
            lambda: azioni.disattiva(ctx_b, ctx_b.appartenenza, motivo="x"),
        )
        assert [type(e) for e in errori] == [NonPossibile] and self.remaining() == 1

    def test_nor_past_the_verbs(self) -> None:
        pks = [ctx.appartenenza.pk for ctx in self.two()]

        def leave(pk: object) -> Callable[[], None]:
            return lambda: Appartenenza.objects.filter(pk=pk).update(amministratore=False)

        errori = at_once(*(leave(pk) for pk in pks))
        assert [type(e) for e in errori] == [IntegrityError] and self.remaining() == 1


def test_the_menu_has_people_only_for_who_manages_them(client_di) -> None:
    def menu(client: Client) -> list[str]:
        voci = client.get(reverse("utenti:profilo")).context["navigazione"]
        return [voce["url"] for gruppo in voci for voce in gruppo["voci"] or [gruppo]]

    assert reverse("utenti:persone") in menu(client_di("ref_azienda", amministratore=True))
    assert reverse("utenti:persone") not in menu(client_di("ref_azienda"))
    assert reverse("utenti:organizzazioni") in menu(client_di("amm_prov"))


def test_nobody_gives_themselves_a_role_that_reaches_other_peoples_data(client_di) -> None:
    client = client_di("amm_prov", amministratore=True)
    propria = client.ctx.appartenenza
    risposta = client.post(reverse("utenti:aggiungi_ruolo", args=[propria.pk]), {"ruolo": "op_cm"})
    assert "Nessuno può dare questo ruolo a sé stesso" in risposta.content.decode()
    assert not Appartenenza.objects.filter(utente=client.ctx.utente, ruolo="op_cm").exists()
    client.post(reverse("utenti:aggiungi_ruolo", args=[propria.pk]), {"ruolo": "comp_tavolo"})
    assert Appartenenza.objects.filter(utente=client.ctx.utente, ruolo="comp_tavolo").exists()
