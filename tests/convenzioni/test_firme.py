"""A signature is worth the very text that was shown: another text, another party, a second time are refused."""

import hashlib
from datetime import timedelta

import pgtrigger
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, ProgrammingError, transaction

from collocamento.convenzioni.azioni import istruttoria
from collocamento.convenzioni.azioni.firme import FirmaSuCarta, firma, registra_su_carta
from collocamento.convenzioni.enums import ModoFirma, Parte, Stato, StatoAtto, Tipo
from collocamento.convenzioni.errori import NonAmmesso, NonConsentito
from collocamento.convenzioni.models import Atto, Convenzione, Firma
from collocamento.convenzioni.sigillo import canonico, impronta_di
from socialabs.archivio.origini import puo_scaricare
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from tests.convenzioni.fabbriche import alla_firma, contesto
from tests.fabbriche import DelegaFactory


pytestmark = pytest.mark.django_db
TESTO = [{"titolo": "Art. 1", "commi": ["Città"]}]


def test_the_digest_does_not_depend_on_how_a_text_is_written_down() -> None:
    altro_ordine = [{"commi": ["Citta\u0300"], "titolo": "Art. 1"}]
    assert impronta_di(TESTO) == impronta_di(altro_ordine) == hashlib.sha256(canonico(TESTO)).hexdigest()
    assert impronta_di(TESTO) != impronta_di([{"titolo": "Art. 1", "commi": ["Citta"]}])


def test_all_parties_sign_and_the_last_one_makes_it_hold(p) -> None:
    atto = alla_firma(p, Tipo.ART12BIS)
    assert atto.parti == ["datore", "destinatario", "ufficio"]
    for ctx in (p.coop, p.azienda):
        firma(atto=atto, impronta=atto.impronta, ctx=ctx)
    assert Convenzione.objects.get().stato == Stato.BOZZA_CONDIVISA
    firma(atto=atto, impronta=atto.impronta, ctx=p.responsabile)
    atto.refresh_from_db()
    assert (atto.stato, atto.firmato_il) == (StatoAtto.FIRMATO, oggi())
    assert set(atto.firme.values_list("impronta", flat=True)) == {atto.impronta}


def test_who_was_shown_another_text_does_not_sign_this_one(p) -> None:
    vecchio = alla_firma(p)
    firma(atto=vecchio, impronta=vecchio.impronta, ctx=p.azienda)
    convenzione = istruttoria.riapri(convenzione=vecchio.convenzione, motivo="Cambia una clausola.", ctx=p.operatore)
    Convenzione.objects.filter(pk=convenzione.pk).update(note="Una clausola in più.")
    istruttoria.chiedi_parere(convenzione=convenzione, ctx=p.operatore)
    nuovo = istruttoria.condividi(convenzione=convenzione, ctx=p.operatore)
    assert nuovo.impronta != vecchio.impronta and not nuovo.firme.exists()
    with pytest.raises(NonAmmesso, match="non è quello alla firma"):
        firma(atto=nuovo, impronta=vecchio.impronta, ctx=p.responsabile)
    with pytest.raises(NonAmmesso, match="non è più alla firma"):
        firma(atto=vecchio, impronta=vecchio.impronta, ctx=p.responsabile)


def test_the_web_role_cannot_touch_a_shared_text(p) -> None:
    atto = alla_firma(p)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Atto.objects.filter(pk=atto.pk).update(testo=TESTO)


def test_a_text_altered_behind_the_portal_cannot_be_signed(p, come_proprietario) -> None:
    atto = alla_firma(p)
    with come_proprietario(), pgtrigger.ignore("convenzioni.Atto:testo_non_cambia"):
        Atto.objects.filter(pk=atto.pk).update(testo=TESTO)
    with pytest.raises(NonAmmesso, match="non corrisponde"):
        firma(atto=atto, impronta=atto.impronta, ctx=p.azienda)


def test_the_database_refuses_a_signature_under_another_digest(p) -> None:
    atto = alla_firma(p)
    with pytest.raises(IntegrityError), transaction.atomic():
        Firma.objects.create(
            atto=atto, parte=Parte.DATORE, modo=ModoFirma.PORTALE, impronta="0" * 64, nome="Ada", il=oggi()
        )


def test_nobody_signs_twice_nor_for_others(p) -> None:
    atto = alla_firma(p)
    firma(atto=atto, impronta=atto.impronta, ctx=p.azienda)
    with pytest.raises(NonAmmesso, match="ha già firmato"):
        firma(atto=atto, impronta=atto.impronta, ctx=p.azienda)
    azienda = p.datore.organizzazione
    consulente = contesto("consulente", amministratore=True)
    DelegaFactory(delegante=azienda, delegato=consulente.appartenenza.organizzazione)
    in_assistenza = Contesto(
        utente=p.azienda.utente, appartenenza=p.azienda.appartenenza, attore_reale=p.operatore.utente
    )
    for ctx in (
        consulente,
        in_assistenza,
        p.operatore,
        p.coop,
        contesto("ref_azienda", organizzazione=azienda),
        contesto("ref_azienda", amministratore=True),
        contesto("amm_prov"),
    ):
        with pytest.raises(NonConsentito):
            firma(atto=atto, impronta=atto.impronta, ctx=ctx)


def carta(**campi) -> FirmaSuCarta:
    dati = {
        "parte": Parte.DATORE,
        "nome": "Ada Prova",
        "qualifica": "Legale rappresentante",
        "il": oggi(),
        "scansione": SimpleUploadedFile("foglio.pdf", b"%PDF-1.7 prova"),
        "tipo_mime": "application/pdf",
    }
    return FirmaSuCarta(**(dati | campi))


def test_the_office_records_a_signature_on_paper_with_its_scan(p) -> None:
    atto = alla_firma(p)
    for sbagliata in (carta(il=oggi() - timedelta(days=1)), carta(il=oggi() + timedelta(days=1))):
        with pytest.raises(NonAmmesso, match="fra il giorno"):
            registra_su_carta(atto=atto, carta=sbagliata, ctx=p.operatore)
    with pytest.raises(NonConsentito):
        registra_su_carta(atto=atto, carta=carta(), ctx=p.azienda)
    registra_su_carta(atto=atto, carta=carta(), ctx=p.operatore)
    firma(atto=atto, impronta=atto.impronta, ctx=p.responsabile)
    assert Convenzione.objects.get().stato == Stato.FIRMATA
    scritta = Firma.objects.get(parte=Parte.DATORE)
    assert (scritta.modo, scritta.impronta, scritta.scansione.tipo_mime) == ("carta", atto.impronta, "application/pdf")


def test_only_the_parties_and_the_office_take_the_scan(p) -> None:
    atto = alla_firma(p, Tipo.ART12BIS)
    registra_su_carta(atto=atto, carta=carta(), ctx=p.operatore)
    file = Firma.objects.get().scansione
    for ctx in (p.azienda, p.coop, p.responsabile):
        assert puo_scaricare(ctx, file)
    for ctx in (contesto("ref_azienda"), contesto("ref_coop"), contesto("amm_sistema")):
        assert not puo_scaricare(ctx, file)
