"""The mails: what they say, and their way into the queue, in the transaction of what they tell."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from socialabs.posta.azioni import accoda
from socialabs.posta.models import Messaggio
from socialabs.promemoria import calendario, indirizzi, preferenze, registro
from socialabs.promemoria.enums import Canale, ViaPosta
from socialabs.promemoria.models import Avviso, Scadenza
from socialabs.utenti.models import Utente


# A mail names so many deadlines and tells how many more are on the page.
RIGHE = 20
LISTA = "promemoria.socialabs"


@dataclass(frozen=True, slots=True)
class Voce:
    """One kind of deadline within a mail."""

    titolo: str
    testi: list[str]
    altre: str
    recuperati: str
    indirizzo: str


def accoda_avviso(avviso: Avviso) -> None:
    """Queue the mail of an item, again if it was before, and note it in memory: the caller saves.

    Raises KeyError when no app declares its kind any more.
    """
    scadenze = scadenze_di(avviso)
    with override(settings.LANGUAGE_CODE):
        messaggio = accoda(
            destinatario=avviso.utente.email,
            oggetto=avviso.titolo[:200],
            modello=f"promemoria_{avviso.pubblico}",
            dati={"voce": _voce(avviso, scadenze), "preferenze": indirizzi.delle_preferenze()},
            chiave=f"promemoria:{avviso.pk}:{avviso.invii + 1}",
            calendario=_allegato(avviso, scadenze),
            lista=LISTA,
        )
    _affidato(avviso, messaggio)


def accoda_riepilogo(utente: Utente, avvisi: Sequence[Avviso]) -> None:
    """Queue one mail that gathers several items, and note it in memory: the caller saves."""
    with override(settings.LANGUAGE_CODE):
        messaggio = accoda(
            destinatario=utente.email,
            oggetto=_("Riepilogo dei promemoria"),
            modello="promemoria_riepilogo",
            dati={
                "voci": [_voce(avviso, scadenze_di(avviso)) for avviso in avvisi],
                "casella": indirizzi.della_casella(),
                "preferenze": indirizzi.delle_preferenze(),
            },
            chiave=f"riepilogo:{avvisi[0].pk}",
            lista=LISTA,
        )
    for avviso in avvisi:
        _affidato(avviso, messaggio)


def scadenze_di(avviso: Avviso) -> list[Scadenza]:
    """The deadlines of an item that are still to do, or all of them when none is any more; the nearest first."""
    tutte = Scadenza.objects.filter(promemoria__avviso=avviso).distinct().con_giorno()
    return list(tutte.da_fare()) or list(tutte)


def _affidato(avviso: Avviso, messaggio: Messaggio) -> None:
    avviso.messaggio, avviso.via_posta = messaggio, ViaPosta.ACCODATO
    avviso.invii += 1


def _voce(avviso: Avviso, scadenze: list[Scadenza]) -> Voce:
    altre, recuperati = len(scadenze) - RIGHE, avviso.recuperati
    return Voce(
        titolo=avviso.titolo,
        testi=[scadenza.testo(avviso.pubblico) for scadenza in scadenze[:RIGHE]],
        altre=ngettext("e un'altra nella pagina", "e altre %(n)d nella pagina", altre) % {"n": altre}
        if altre > 0
        else "",
        recuperati=ngettext(
            "Riunisce un altro promemoria, che non era potuto partire nel suo giorno.",
            "Riunisce altri %(n)d promemoria, che non erano potuti partire nel loro giorno.",
            recuperati,
        )
        % {"n": recuperati}
        if recuperati
        else "",
        indirizzo=indirizzi.dell_avviso(avviso.pk),
    )


def _allegato(avviso: Avviso, scadenze: list[Scadenza]) -> str:
    """The calendar entry of a mail about one deadline, if its kind has one and the person wants it."""
    tipo = registro.tipo(avviso.tipo)
    scelta = preferenze.scelte(avviso.utente_id, [tipo])[tipo.chiave]
    if len(scadenze) != 1 or Canale.CALENDARIO not in scelta.canali:
        return ""
    return calendario.calendario(scadenze).decode()
