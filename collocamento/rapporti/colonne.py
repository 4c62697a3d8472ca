"""Columns, groups and sentences that the reports on the returns have in common."""

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collocamento.enums import Classe
from socialabs.base.esportazioni import Colonna, Formato
from socialabs.base.templatetags.socialabs import numero
from socialabs.rapporti.contenuto import Grafico, Motivo, Serie


# A list of employers shows the first ones: who wants them all has the list of obligations with its exports.
MASSIME_RIGHE = 50
FASCE: dict[str, str | Promise] = {
    **dict(Classe.choices),
    "art18": gettext_lazy("Solo art. 18"),
    "no": gettext_lazy("Non obbligati"),
}
# The same where a narrow column has the room of a letter.
FASCE_BREVI: dict[str, str | Promise] = {
    **{classe: classe for classe in Classe.values},
    "art18": gettext_lazy("art. 18"),
    "no": gettext_lazy("nessuna"),
}


def testo(chiave: str, titolo: str, nota: str = "") -> Colonna:
    return Colonna(chiave, titolo, lambda riga: riga[chiave], Formato.TESTO, nota)


def intero(chiave: str, titolo: str, nota: str = "", *, persone: bool = False) -> Colonna:
    return Colonna(chiave, titolo, lambda riga: riga[chiave], Formato.INTERO, nota, persone)


def data(chiave: str, titolo: str, nota: str = "") -> Colonna:
    return Colonna(chiave, titolo, lambda riga: riga[chiave], Formato.DATA, nota)


def percento(chiave: str, titolo: str, valore: Callable[[Any], float | None], nota: str = "") -> Colonna:
    return Colonna(chiave, titolo, valore, Formato.PERCENTO, nota)


def quota_di(parte: int, tutto: int) -> float | None:
    """The share of `parte` in `tutto`; None of nothing."""
    return parte / tutto if tutto else None


def cifra(etichetta: str, valore: int, tipo: str = "") -> dict[str, Any]:
    """A figure as components/cifre.html takes it, of posts or employers, never of people; nothing raises no alarm."""
    return {"etichetta": etichetta, "valore": numero(valore), "tipo": tipo if valore else "", "persone": False}


def barre(titolo: str, serie: str, chiave: str, scritta: Callable[[Any], str]) -> Grafico:
    """One bar a row, of one kind."""
    return Grafico(titolo, lambda r: r["voce"], [Serie(serie, lambda r: r[chiave], Motivo.PIENO)], scritta)


def coperti_e_mancano(titolo: str, etichetta: Callable[[Any], str]) -> Grafico:
    """Posts due, `dovuti`, as covered and missing."""
    return Grafico(
        titolo,
        etichetta,
        [
            Serie(_("Coperti"), lambda r: r["dovuti"] - r["mancano"], Motivo.PIENO),
            Serie(_("Mancano"), lambda r: r["mancano"], Motivo.TRATTEGGIO),
        ],
        lambda r: _("mancano %(mancano)s su %(dovuti)s") % {nome: numero(r[nome]) for nome in ("mancano", "dovuti")},
    )


def con_fascia(righe: list[dict]) -> list[dict]:
    """Rows grouped by `fascia`, in the order of the law and with its name."""
    ordine = list(FASCE)
    return [{**r, "voce": str(FASCE[r["fascia"]])} for r in sorted(righe, key=lambda r: ordine.index(r["fascia"]))]


def solo_le_prime(mostrate: int, totale: int) -> str:
    """What a list leaves out; empty when it has them all."""
    if totale <= mostrate:
        return ""
    return _("Sono mostrati i primi %(mostrate)s su %(totale)s.") % {
        "mostrate": numero(mostrate),
        "totale": numero(totale),
    }
