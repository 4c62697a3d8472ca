"""The signed text on paper: every party that signed it has it, though it is addressed to the employer."""

import pytest
from django.urls import reverse

from collocamento.convenzioni.documenti import MONITORAGGIO, STIPULA
from collocamento.convenzioni.enums import Tipo
from socialabs.archivio.origini import puo_scaricare
from socialabs.base.identificativi import nuovo_id
from socialabs.documenti.azioni.emissione import Emissione, emetti
from socialabs.documenti.models import Documento
from socialabs.documenti.registro import tipo as tipo_documento
from socialabs.registro.models import Evento
from tests.convenzioni.fabbriche import Parti, contesto, stipulata
from tests.documenti.tipi import OfficinaFinta


pytestmark = pytest.mark.django_db


def emesso(p: Parti, chiave: str, oggetto: object) -> Documento:
    esito = emetti(Emissione(tipo_documento(chiave), p.operatore, nuovo_id()), [oggetto.pk], OfficinaFinta())
    return Documento.objects.get(pk=esito.emessi[0])


def test_every_signatory_has_the_signed_document_and_its_download_is_on_record(p, entra) -> None:
    convenzione = stipulata(p, Tipo.ART12BIS)
    documento = emesso(p, STIPULA, convenzione.atti.get())
    for ctx in (p.coop, p.azienda, p.operatore):
        client = entra(ctx)
        pagina = client.get(documento.get_absolute_url()).content.decode()
        assert documento.file.get_absolute_url() in pagina
        assert documento.get_absolute_url() in client.get(convenzione.get_absolute_url()).content.decode()
        assert documento.get_absolute_url() in client.get(reverse("documenti:elenco")).content.decode()
        assert b"".join(client.get(documento.file.get_absolute_url()).streaming_content)
        scarico = Evento.objects.filter(verbo="file.scaricato", oggetto_id=documento.file_id, attore=ctx.utente.pk)
        assert scarico.exists()


def test_the_signed_document_does_not_exist_for_strangers(p, entra) -> None:
    documento = emesso(p, STIPULA, stipulata(p, Tipo.ART12BIS).atti.get())
    for ctx in (contesto("ref_coop"), contesto("ref_azienda"), contesto("consulente")):
        client = entra(ctx)
        assert client.get(documento.get_absolute_url()).status_code == 404
        assert client.get(documento.file.get_absolute_url()).status_code == 404
        assert documento.get_absolute_url() not in client.get(reverse("documenti:elenco")).content.decode()


def test_what_is_written_to_the_employer_alone_is_not_for_the_recipient(p) -> None:
    convenzione = stipulata(p, Tipo.ART12BIS)
    scheda = emesso(p, MONITORAGGIO, convenzione)
    assert not Documento.objects.visible_to(p.coop).filter(pk=scheda.pk).exists()
    assert not puo_scaricare(p.coop, scheda.file)
