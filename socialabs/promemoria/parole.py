"""The rules of a kind of deadline in words, for who asks why a date is that one."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from socialabs.promemoria import registro
from socialabs.promemoria.models import Scadenza
from socialabs.promemoria.regole import IL_GIORNO, OgniAnno, OgniMese, Ricorrenza, Scarto


def estesa(giorno: date, formato: str = "j F Y") -> str:
    """A day in words; Italian writes months and days of the week small, which Django does not."""
    testo = date_format(giorno, formato)
    return testo.lower() if get_language() == "it" else testo


def perche(scadenza: Scadenza) -> str:
    """Why a deadline falls on its day; empty for a kind that no app declares any more."""
    if scadenza.tipo not in registro.chiavi():
        return ""
    tipo = registro.tipo(scadenza.tipo)
    if tipo.ricorrenza is not None:
        frase = _ricorrenza(tipo.ricorrenza)
        if scadenza.base == scadenza.scade_il:
            return frase
        return f"{frase} {_('Il termine è %(scarto)s.') % {'scarto': distanza(tipo.termine)}}"
    if scadenza.base == scadenza.scade_il:
        return _("È il giorno fissato per questo adempimento.")
    return _("%(scarto)s il %(base)s, da cui decorre il termine.") % {
        "scarto": _maiuscola(distanza(_termine(scadenza))),
        "base": estesa(scadenza.base),
    }


def _termine(scadenza: Scadenza) -> Scarto:
    """The kind's term, or the days counted where each object has its own."""
    termine = registro.tipo(scadenza.tipo).termine
    return termine if termine != IL_GIORNO else Scarto((scadenza.scade_il - scadenza.base).days)


def distanza(scarto: Scarto) -> str:
    """A distance in words: "60 giorni dopo", "5 giorni lavorativi prima", "nel giorno stesso"."""
    parti = [testo for testo in (_mesi(abs(scarto.mesi)), _giorni(abs(scarto.giorni), scarto.lavorativi)) if testo]
    if not parti:
        return _("nel giorno stesso")
    quanto = _(" e ").join(parti)
    prima = (scarto.mesi or scarto.giorni) < 0
    return (_("%(quanto)s prima") if prima else _("%(quanto)s dopo")) % {"quanto": quanto}


def _mesi(mesi: int) -> str:
    return ngettext("%(n)d mese", "%(n)d mesi", mesi) % {"n": mesi} if mesi else ""


def _giorni(giorni: int, lavorativi: bool) -> str:
    if not giorni:
        return ""
    if lavorativi:
        return ngettext("%(n)d giorno lavorativo", "%(n)d giorni lavorativi", giorni) % {"n": giorni}
    return ngettext("%(n)d giorno", "%(n)d giorni", giorni) % {"n": giorni}


def _ricorrenza(ricorrenza: Ricorrenza) -> str:
    if isinstance(ricorrenza, OgniAnno):
        return _("Torna ogni anno.")
    if isinstance(ricorrenza, OgniMese):
        return _("Torna ogni mese.")
    return _("Torna a date fisse.")


def _maiuscola(testo: str) -> str:
    return testo[:1].upper() + testo[1:]
