"""One bad file never stops the rest: whatever the format admits and the portal cannot keep is refused by itself."""

import io
import warnings
import zipfile

import pytest

from collocamento.azioni.consegne import importa
from collocamento.models import Campagna, Consegna
from socialabs.base.contesto import Contesto
from tests.collocamento.documenti import documento


pytestmark = pytest.mark.django_db

SISTEMA = Contesto.sistema("prova")
BUONO = documento("B1", codice_fiscale="61012720118")


def esiti(*files: tuple[str, bytes]) -> dict[str, str]:
    """The outcome of each file, delivered together with a good one."""
    uscita = io.BytesIO()
    with zipfile.ZipFile(uscita, "w", zipfile.ZIP_DEFLATED) as archivio, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        for nome, contenuto in [*files, ("buono.xml", BUONO)]:
            archivio.writestr(nome, contenuto)
    uscita.seek(0)
    consegna = importa(Consegna.objects.create(nome="consegna.zip"), uscita, ctx=SISTEMA)
    return dict(consegna.files.values_list("nome", "esito"))


def al(giorno: str) -> bytes:
    return documento("A1", sostituzioni={"<datariferimento>2025-12-31<": f"<datariferimento>{giorno}<"})


@pytest.mark.parametrize("giorno", ["0001-01-01", "1999-12-31", "2101-12-31", "9999-12-31"])
def test_a_year_that_no_campaign_can_have(giorno: str) -> None:
    assert esiti(("guasto.xml", al(giorno))) == {"guasto.xml": "rifiutato", "buono.xml": "accolto"}


def test_a_year_yet_to_come_when_it_was_sent() -> None:
    """A slip of one employer must not become the latest year of the whole office."""
    assert esiti(("guasto.xml", al("2052-12-31"))) == {"guasto.xml": "rifiutato", "buono.xml": "accolto"}
    assert list(Campagna.objects.values_list("anno", flat=True)) == [2025]


@pytest.mark.parametrize("invio", ["0001-01-01T00:00:00", "9999-12-31T23:59:59"])
def test_a_moment_of_sending_that_cannot_be(invio: str) -> None:
    assert esiti(("guasto.xml", documento("A1", invio=invio))) == {"guasto.xml": "rifiutato", "buono.xml": "accolto"}


def test_more_people_than_any_column_holds() -> None:
    una = "<disabili><nlavoratoritempopieno>4</nlavoratoritempopieno>"
    orari = ("contrattuale>40:00</orariosettimanalecontrattuale", "parttime>30:00</orariosettimanaleparttime")
    righe = "".join(f"<orariosettimanale{orario}>" for orario in orari)
    folla = f"<parttime><nlavoratoriparttime>999999</nlavoratoriparttime>{righe}</parttime>" * 3000
    guasto = documento("A1", sostituzioni={una: una + folla})
    assert esiti(("guasto.xml", guasto)) == {"guasto.xml": "rifiutato", "buono.xml": "accolto"}


def test_names_too_long_to_keep_or_used_twice() -> None:
    lungo = "a" * 700 + ".xml"
    trovati = esiti((lungo, documento("A1")), ("uguale.xml", documento("A2")), ("uguale.xml", documento("A3")))
    assert len(trovati) == 4 and trovati["buono.xml"] == "accolto"
