"""What a firm that owes nobody can do, each with the source it is known from and how sure we are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from collocamento.normativa import Certezza, parametro


@dataclass(frozen=True, slots=True)
class Punto:
    """A fact; one not read again in its source is shown as still to be verified with the office.

    `parametri`: names of the dated figures of the incentives that the sentence speaks of.
    """

    testo: Promise
    fonte: str | Promise
    certezza: Certezza = Certezza.CERTO
    parametri: tuple[str, ...] = ()

    def frase(self, giorno: date) -> str:
        """The sentence with the figures in force on `giorno`. Raises ParametroNonVerificato."""
        return str(self.testo) % {nome: parametro("incentivi", nome, giorno).intero for nome in self.parametri}


@dataclass(frozen=True, slots=True)
class Opportunita:
    titolo: Promise
    punti: tuple[Punto, ...]


INCERTO = Certezza.NON_VERIFICATO

OPPORTUNITA = (
    Opportunita(
        _("Ospitare un tirocinio"),
        (
            Punto(_("Dura almeno due mesi."), "DGR Liguria 1186/2017"),
            Punto(
                _("Al tirocinante spettano almeno 500 euro lordi al mese, o almeno 400 con un rimborso oltre i 100."),
                "DGR Liguria 1186/2017",
            ),
            Punto(
                _("Servono una convenzione, il progetto formativo e la comunicazione entro il giorno prima."),
                "DGR Liguria 1186/2017",
            ),
            Punto(
                _("Per le persone con disabilità può durare fino a 24 mesi."), _("linee guida del 25/5/2017"), INCERTO
            ),
        ),
    ),
    Opportunita(
        _("Assumere con l'incentivo"),
        (
            Punto(
                _(
                    "A tempo indeterminato, persone oltre il 79%%: il %(percento_oltre_79)d%% della retribuzione "
                    "mensile lorda per %(mesi_oltre_79)d mesi; dal 67 al 79%%: il %(percento_67_79)d%% per "
                    "%(mesi_67_79)d mesi."
                ),
                "L. 68/1999 art. 13",
                parametri=("percento_oltre_79", "mesi_oltre_79", "percento_67_79", "mesi_67_79"),
            ),
            Punto(
                _(
                    "Persone con disabilità intellettiva o psichica oltre il 45%%: il %(percento_psichica)d%% della "
                    "retribuzione mensile lorda; la durata va chiesta all'ufficio."
                ),
                "L. 68/1999 art. 13",
                parametri=("percento_psichica",),
            ),
            Punto(
                _("Spetta anche a chi non è obbligato ad assumere, se il numero degli occupati cresce."),
                "L. 68/1999 art. 13",
                INCERTO,
            ),
        ),
    ),
    Opportunita(
        _("Assumere per conto di un'impresa obbligata (art. 12-bis)"),
        (
            Punto(
                _(
                    "Un'impresa con più di 50 dipendenti affida una commessa e chi la riceve assume la persona: si "
                    "copre la quota dell'impresa. Può riceverla anche un datore non obbligato."
                ),
                "L. 68/1999 art. 12-bis; L. 198/2025",
            ),
            Punto(_("La convenzione dura almeno tre anni."), "L. 68/1999 art. 12-bis"),
        ),
    ),
    Opportunita(
        _("Ospitare una persona assunta da un'altra impresa (art. 12)"),
        (
            Punto(
                _("La persona è assunta dall'impresa obbligata e lavora, per imparare, presso chi la ospita."),
                "L. 68/1999 art. 12",
                INCERTO,
            ),
        ),
    ),
    Opportunita(
        _("Ricevere commesse, per le cooperative sociali di tipo B (art. 14)"),
        (
            Punto(
                _("Le imprese obbligate affidano lavoro alla cooperativa, che assume e copre una parte della quota."),
                "D.Lgs. 276/2003 art. 14",
                INCERTO,
            ),
        ),
    ),
    Opportunita(
        _("Fare una convenzione con l'ufficio (art. 11)"),
        (
            Punto(
                _("Anche un datore non obbligato può concordare con l'ufficio tempi e modi delle assunzioni."),
                "L. 68/1999 art. 11 c. 3",
                INCERTO,
            ),
        ),
    ),
)


def mostrate(giorno: date) -> Iterator[dict[str, Any]]:
    """Each opportunity in words, as it stands on `giorno`; those not verified say so."""
    for opportunita in OPPORTUNITA:
        punti = [
            {"frase": p.frase(giorno), "fonte": p.fonte, "da_verificare": p.certezza != Certezza.CERTO}
            for p in opportunita.punti
        ]
        yield {"titolo": opportunita.titolo, "punti": punti}
