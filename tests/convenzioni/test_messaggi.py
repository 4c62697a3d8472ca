"""Who is told that a text awaits a signature, that all have signed, that a proposal was refused: each once."""

import pytest

from collocamento.convenzioni.azioni import istruttoria, proposta
from collocamento.convenzioni.azioni.firme import firma
from collocamento.convenzioni.enums import Tipo
from socialabs.posta.models import Messaggio
from socialabs.promemoria import azioni
from socialabs.promemoria.enums import Canale, Frequenza
from socialabs.promemoria.models import Avviso
from socialabs.promemoria.turno import fai_un_turno
from tests.convenzioni.fabbriche import Parti, alla_firma, contesto, proponi, tutti_firmano
from tests.fabbriche import DelegaFactory


pytestmark = pytest.mark.django_db
FIRMA, FIRMATA, DECISIONE = "Convenzione da firmare", "Convenzione firmata", "Decisione da leggere"


@pytest.fixture
def scritto(django_capture_on_commit_callbacks):
    """`scritto(oggetto, verbo)`: to whom the mails with this subject go, once the verb is committed."""

    def a_chi(oggetto, verbo):
        fai_un_turno()
        prima = set(Messaggio.objects.values_list("pk", flat=True))
        with django_capture_on_commit_callbacks(execute=True):
            verbo()
        fai_un_turno()
        fai_un_turno()
        nuovi = Messaggio.objects.filter(oggetto=oggetto).exclude(pk__in=prima)
        return sorted(messaggio.destinatario for messaggio in nuovi)

    return a_chi


@pytest.fixture
def consulente(p: Parti):
    """Of the firm that holds the employer's mandate."""
    ctx = contesto("consulente")
    DelegaFactory(delegante=p.datore.organizzazione, delegato=ctx.appartenenza.organizzazione)
    return ctx


def posta(*contesti) -> list[str]:
    return sorted(ctx.utente.email for ctx in contesti)


def test_a_shared_text_is_told_to_each_party_at_once_and_to_nobody_else(p, consulente, scritto) -> None:
    collega = contesto("ref_azienda", organizzazione=p.datore.organizzazione)
    for estraneo in ("ref_azienda", "ref_coop", "consulente", "op_cpi", "amm_prov"):
        contesto(estraneo)
    a_chi = scritto(FIRMA, lambda: alla_firma(p, Tipo.ART12BIS))
    assert a_chi == posta(p.azienda, collega, consulente, p.coop, p.responsabile)
    assert Avviso.objects.filter(tipo="convenzioni.firma", in_casella=True).count() == 5


def test_the_mail_leads_to_the_text_and_its_subject_names_nobody(p, scritto) -> None:
    scritto(FIRMA, lambda: alla_firma(p))
    messaggio = next(m for m in Messaggio.objects.all() if m.destinatario == p.azienda.utente.email)
    avviso = Avviso.objects.get(utente=p.azienda.utente)
    for corpo in (messaggio.corpo_testo, messaggio.corpo_html):
        assert f"/scadenze/avvisi/{avviso.pk}/" in corpo and "attende la firma" in corpo
    assert messaggio.oggetto == FIRMA


def test_a_convention_without_a_third_party_leaves_cooperatives_alone(p, scritto) -> None:
    assert scritto(FIRMA, lambda: alla_firma(p)) == posta(p.azienda, p.responsabile)


def test_who_has_signed_is_not_asked_again_and_who_has_not_is(p, marzo, scritto) -> None:
    scritto(FIRMA, lambda: firma_di(p, alla_firma(p, Tipo.ART12BIS)))
    marzo.move_to("2026-03-09T10:00:00+01:00")
    assert scritto(FIRMA, lambda: None) == []
    ricordati = Messaggio.objects.filter(oggetto=FIRMA, creato_il__gte="2026-03-09T00:00:00+01:00")
    assert sorted(m.destinatario for m in ricordati) == posta(p.coop, p.responsabile)


def firma_di(p: Parti, atto) -> None:
    firma(atto=atto, impronta=atto.impronta, ctx=p.azienda)


def test_a_text_taken_back_before_the_mail_leaves_is_told_to_nobody(p, scritto) -> None:
    def condividi_e_riapri() -> None:
        istruttoria.riapri(convenzione=alla_firma(p).convenzione, motivo="Errore.", ctx=p.operatore)

    assert scritto(FIRMA, condividi_e_riapri) == []


def test_all_parties_and_the_office_hear_that_the_last_has_signed(p, consulente, scritto) -> None:
    atto = alla_firma(p, Tipo.ART12BIS)
    a_chi = scritto(FIRMATA, lambda: tutti_firmano(p, atto))
    assert a_chi == posta(p.azienda, consulente, p.coop, p.operatore)


def test_a_refusal_is_told_to_the_parties_but_the_reason_stays_in_the_portal(p, scritto) -> None:
    convenzione = proposta.presenta(convenzione=proponi(p, Tipo.ART12BIS), ctx=p.azienda)
    istruttoria.prendi_in_carico(convenzione=convenzione, ctx=p.operatore)
    motivo = "Commesse insufficienti."

    def respingi() -> None:
        istruttoria.respingi(convenzione=convenzione, motivo=motivo, ctx=p.operatore)

    assert scritto(DECISIONE, respingi) == posta(p.azienda, p.coop)
    assert not any(motivo in m.corpo_testo + m.corpo_html for m in Messaggio.objects.all())


def test_who_wants_no_mail_has_the_notice_alone(p, scritto) -> None:
    azioni.imposta_preferenza(p.azienda, tipo="convenzioni.firma", canali={Canale.AVVISO}, frequenza=Frequenza.SUBITO)
    assert scritto(FIRMA, lambda: alla_firma(p)) == posta(p.responsabile)
    assert Avviso.objects.get(utente=p.azienda.utente).in_casella
