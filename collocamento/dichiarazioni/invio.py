"""Whether the return must be sent at all: what changed from the one before (art. 9 c. 6)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from collocamento.dichiarazioni.models import Dichiarazione
from collocamento.models import Calcolo
from collocamento.normativa import Risultato, Situazione, Tipologia, deve_inviare
from collocamento.scheda import ETICHETTE


@dataclass(frozen=True, slots=True)
class Risposta:
    """`dovuto` None: only the employer knows, because the figures are the same and the people may not be."""

    dovuto: bool | None
    frase: str
    cambiate: tuple[str, ...] = ()


_CONFRONTATE = ("base_art3", "quota_disabili", "quota_art18", "disabili_in_forza", "art18_in_forza")


def invio_dovuto(dichiarazione: Dichiarazione, risultato: Risultato) -> Risposta:
    """The answer from the latest valid return of an earlier year, in one query."""
    if not risultato.prospetto_dovuto:
        return Risposta(False, _("Con queste cifre il datore non ha obblighi: il prospetto non è dovuto."))
    precedenti = Calcolo.objects.filter(
        prospetto__datore=dichiarazione.datore_id, prospetto__stato="valido", prospetto__anno__lt=dichiarazione.anno
    )
    prima = precedenti.select_related("prospetto").order_by("-prospetto__anno").first()
    if prima is None:
        return Risposta(True, _("Non risulta un prospetto precedente: va inviato."))
    ora = risultato.nazionale
    cambiate = tuple(str(ETICHETTE[nome]) for nome in _CONFRONTATE if getattr(prima, nome) != getattr(ora, nome))
    dovuto = deve_inviare(
        Situazione(prima.quota_disabili, prima.quota_art18, prima.base_art3),
        Situazione(ora.quota_disabili, ora.quota_art18, ora.base_art3),
        disabili_cambiati=(prima.disabili_in_forza, prima.art18_in_forza)
        != (ora.disabili_in_forza, ora.art18_in_forza),
        tipologia=Tipologia(prima.prospetto.tipologia),
    )
    anno = {"anno": prima.prospetto.anno}
    if cambiate:
        frase = _("Rispetto al prospetto del %(anno)d sono cambiate cifre che contano: va inviato.") % anno
    elif dovuto:
        frase = _("Un datore pubblico invia il prospetto ogni anno.")
    else:
        frase = _(
            "Le cifre sono quelle del prospetto del %(anno)d: se non è cambiata nessuna delle persone computabili, "
            "l'invio non è dovuto."
        )
        return Risposta(None, frase % anno)
    return Risposta(dovuto, frase, cambiate)
