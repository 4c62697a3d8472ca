"""What the acts do to what is due: the room's answer to `posizione.apporti`."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collocamento.normativa import (
    Categoria,
    Causa,
    Compensazione,
    Esonero,
    Esonero60PerMille,
    Gradualita,
    Sospensione,
    SospensioneNazionale,
    Verso,
)
from collocamento.normativa import Stato as StatoDichiarato
from collocamento.posizione.apporti import Apporto, registra
from collocamento.provvedimenti.enums import Genere
from collocamento.provvedimenti.models import Provvedimento


TIPO = "provvedimenti.provvedimento"


def fonte(datori: Collection[uuid.UUID], giorno: date) -> Mapping[uuid.UUID, Sequence[Apporto]]:
    """The acts of many employers, one query: those not in force on `giorno` only set aside what a return declares."""
    raccolti: dict[uuid.UUID, list[Apporto]] = {}
    for atto in Provvedimento.objects.filter(datore__in=datori).efficaci().order_by("dal", "pk"):
        in_vigore = atto.dal <= giorno and (atto.al is None or giorno <= atto.al)
        raccolti.setdefault(atto.datore_id, []).extend(
            apporto if in_vigore else replace(apporto, valori=()) for apporto in apporti_di(atto)
        )
    return raccolti


def apporti_di(atto: Provvedimento) -> list[Apporto]:
    """What the act gives the engine while it is in force."""
    comuni = {"frase": frase(atto), "riferimento": (TIPO, atto.pk), "fino_al": atto.al}
    return [Apporto(campo, provincia, valori, **comuni) for campo, provincia, valori in _PER_GENERE[atto.genere](atto)]


def frase(atto: Provvedimento) -> str:
    """What it covers, in words."""
    n = atto.efficaci
    if atto.genere == Genere.SOSPENSIONE:
        return _("Sospensione per %(causa)s") % {"causa": atto.get_causa_display().lower()}
    if atto.genere == Genere.GRADUALITA:
        return ngettext("Gradualità: %(n)d unità dovuta", "Gradualità: %(n)d unità dovute", n) % {"n": n}
    testo = {
        Genere.ESONERO: ngettext("Esonero parziale di %(n)d posizione", "Esonero parziale di %(n)d posizioni", n),
        Genere.ESONERO_60: ngettext(
            "%(n)d posizione autocertificata al 60 per mille", "%(n)d posizioni autocertificate al 60 per mille", n
        ),
        Genere.COMPENSAZIONE: ngettext("Compensazione di %(n)d lavoratore", "Compensazione di %(n)d lavoratori", n),
    }[Genere(atto.genere)]
    return testo % {"n": n}


_Righe = list[tuple[str, str, tuple]]


def _esonero(atto: Provvedimento) -> _Righe:
    esonero = Esonero(StatoDichiarato.CONCESSO, atto.efficaci, atto.percentuale, atto.al)
    righe: _Righe = [("esoneri", atto.provincia, (esonero,))]
    return [*righe, ("limite_esonero_80", "", (True,))] if atto.settore_80 else righe


def _esonero_60(atto: Provvedimento) -> _Righe:
    esonero = Esonero60PerMille(atto.lavoratori, atto.efficaci, atto.presentata_il)
    return [("esoneri_60_per_mille", atto.provincia, (esonero,))]


def _sospensione(atto: Provvedimento) -> _Righe:
    if atto.causa == Causa.LICENZIAMENTO_COLLETTIVO:
        return [("sospensione_nazionale", "", (SospensioneNazionale(atto.al),))]
    sospensione = Sospensione(StatoDichiarato.CONCESSO, Causa(atto.causa), atto.lavoratori, atto.percentuale, atto.al)
    return [("sospensioni", atto.provincia, (sospensione,))]


def _compensazione(atto: Provvedimento) -> _Righe:
    categoria, n = Categoria(atto.categoria), atto.efficaci
    in_piu = Compensazione(Verso.ECCEDENZA, categoria, n, atto.altra_provincia)
    in_meno = Compensazione(Verso.RIDUZIONE, categoria, n, atto.provincia)
    return [("compensazioni", atto.provincia, (in_piu,)), ("compensazioni", atto.altra_provincia, (in_meno,))]


def _gradualita(atto: Provvedimento) -> _Righe:
    return [("gradualita", atto.provincia, (Gradualita(atto.efficaci, atto.al),))] if atto.applicata else []


_PER_GENERE = {
    Genere.ESONERO: _esonero,
    Genere.ESONERO_60: _esonero_60,
    Genere.SOSPENSIONE: _sospensione,
    Genere.COMPENSAZIONE: _compensazione,
    Genere.GRADUALITA: _gradualita,
}

registra(fonte)
