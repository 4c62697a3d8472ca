"""Two languages: the source's Italian is what Italian readers get, and English readers get English."""

import polib
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, override

from socialabs.utenti.forms_chiavi import AggiungiChiaveForm, RinominaChiaveForm


CATALOGUE = settings.BASE_DIR / "locale/en/LC_MESSAGES/django.po"


def test_no_library_translates_our_italian():
    with override("it"):
        changed = {e.msgid: gettext(e.msgid) for e in polib.pofile(str(CATALOGUE)) if gettext(e.msgid) != e.msgid}
    assert not changed


@pytest.mark.parametrize("modulo", [AggiungiChiaveForm, RinominaChiaveForm])
def test_a_security_key_is_named_in_the_readers_language(modulo):
    etichetta = modulo.base_fields["name"].label
    with override("it"):
        assert str(etichetta) == "Nome della chiave"
    with override("en"):
        assert str(etichetta) == "Name of the key"


@pytest.mark.parametrize(("lingua", "titolo"), [("it", "Accedi"), ("en", "Sign in")])
@pytest.mark.django_db
def test_the_language_chosen_stays(client, lingua, titolo):
    client.post(reverse("set_language"), {"language": lingua, "next": "/"})
    testo = client.get(reverse("account_login")).text
    assert f'<html lang="{lingua}"' in testo
    assert titolo in testo


def test_dates_and_numbers_follow_the_language(client_di):
    client = client_di("op_cpi")
    pagina = reverse("collocamento:consegne")
    assert "20,0" in client.get(pagina).text
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    assert "20.0" in client.get(pagina).text
