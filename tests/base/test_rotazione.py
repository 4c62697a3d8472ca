"""Turning the keys: everything encrypted comes under the current one, whatever was interrupted before."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from socialabs.archivio.azioni import apri, deposita
from socialabs.archivio.models import FilePrivato
from socialabs.base.cifratura import chiave_di, nuova_chiave
from socialabs.base.contesto import Contesto
from socialabs.base.rotazione import colonne_cifrate, ricifra_colonna
from socialabs.posta import azioni
from socialabs.posta.models import Messaggio
from socialabs.registro.models import Evento


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def da_proprietario(come_proprietario):
    """Keys are turned by the owner, who alone may rewrite what the web role only adds."""
    with come_proprietario():
        yield


@pytest.fixture
def dati(settings, tmp_path):
    """Rows of two rooms under the key "vecchia"; then "nuova" becomes the current one."""
    settings.ARCHIVIO_DIR = tmp_path
    vecchia = f"vecchia:{nuova_chiave()}"
    settings.FIELD_ENCRYPTION_KEYS = vecchia
    sistema = Contesto.sistema("prova")
    for n in range(5):
        azioni.scrivi(destinatario=f"p{n}@example.org", oggetto="Prova", corpo_testo="testo", corpo_html="")
    file = deposita(b"contenuto", nome="a", tipo_mime="text/plain", ctx=sistema)
    nuova = f"nuova:{nuova_chiave()}"
    settings.FIELD_ENCRYPTION_KEYS = f"{nuova},{vecchia}"
    return file, nuova


def chiavi_in_uso():
    trovate = set()
    with connection.cursor() as cursor:
        for colonna in colonne_cifrate():
            cursor.execute(f"select {colonna.nome} from {colonna.tabella} where {colonna.nome} is not null")
            trovate |= {chiave_di(bytes(riga[0])) for riga in cursor.fetchall()}
    return trovate


def test_everything_turns_and_the_old_key_is_no_longer_needed(dati, settings, capsys):
    file, nuova = dati
    prima = file.percorso.read_bytes()
    assert chiavi_in_uso() == {"vecchia"}
    call_command("ricifra", "--conta")
    assert chiavi_in_uso() == {"vecchia"}
    call_command("ricifra", "--lotto", "2")
    assert chiavi_in_uso() == {"nuova"}
    settings.FIELD_ENCRYPTION_KEYS = nuova
    assert {m.corpo_testo for m in Messaggio.objects.all()} == {"testo"}
    assert sorted(m.destinatario for m in Messaggio.objects.all())[0] == "p0@example.org"
    file = FilePrivato.objects.get(pk=file.pk)
    with apri(file) as lettore:
        assert lettore.read() == b"contenuto" and file.chiave_id == "nuova"
    assert file.percorso.read_bytes() == prima
    dettagli = Evento.objects.get(verbo="chiavi.ruotate").dettagli
    assert dettagli["chiave"] == "nuova" and dettagli["colonne"]["posta_messaggio.corpo_testo"] == 5
    assert "nuova" in capsys.readouterr().out


def test_interrupted_turn_goes_on(dati):
    colonna = next(c for c in colonne_cifrate() if str(c) == "posta_messaggio.corpo_testo")
    assert next(ricifra_colonna(colonna, 2)) == 2
    assert chiavi_in_uso() == {"vecchia", "nuova"}
    call_command("ricifra")
    assert chiavi_in_uso() == {"nuova"}
    call_command("ricifra")
    assert Evento.objects.filter(verbo="chiavi.ruotate").count() == 1


def test_missing_key_is_said_with_its_column(dati, settings):
    settings.FIELD_ENCRYPTION_KEYS = dati[1]
    with pytest.raises(CommandError, match=r"archivio_fileprivato\.chiave"):
        call_command("ricifra")


def test_every_binary_column_is_known():
    assert {"posta_messaggio.destinatario", "archivio_fileprivato.chiave"} <= {str(c) for c in colonne_cifrate()}
