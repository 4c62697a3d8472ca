"""The rows of one list, filtered and sorted in memory: how each counts is known by the engine, not by the database."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from collocamento.organico.forms import FiltriOrganico
from collocamento.organico.models import RigaOrganico
from collocamento.organico.quadro import Voce
from socialabs.base.elenchi import Elenco
from socialabs.base.giorni import oggi


CHIAVI: dict[str, Callable[[Voce], Any]] = {
    "matricola": lambda voce: voce.riga.matricola.casefold(),
    "persona": lambda voce: voce.persona.casefold() or "\uffff",
    "provincia": lambda voce: voce.provincia,
    "contratto": lambda voce: voce.riga.get_contratto_display(),
    "regola": lambda voce: str(voce.etichetta),
    "numero": lambda voce: voce.riga.numero,
}


class ElencoLavoratori(Elenco):
    """The workers of a list that its readers may see, as `Voce`."""

    chiave = "organico"
    modulo = FiltriOrganico
    ordini = {nome: [nome] for nome in CHIAVI}
    ordine_iniziale = "matricola"

    def __init__(self, request: HttpRequest, voci: Sequence[Voce]):
        province = {voce.riga.provincia: voce.provincia for voce in voci}
        super().__init__(request, RigaOrganico.objects.none(), province=province)
        self.voci = voci

    def filtra(self, righe: Sequence[Voce], dati: Mapping[str, Any]) -> list[Voce]:
        prove = [_DI_STATO[dati.get("stato", "")]]
        if testo := dati.get("q", "").casefold():
            prove.append(lambda voce: testo in voce.riga.matricola.casefold())
        if provincia := dati.get("provincia"):
            prove.append(lambda voce: voce.riga.provincia == provincia)
        if regola := dati.get("regola"):
            prove.append(lambda voce: voce.regola == regola)
        if contratto := dati.get("contratto"):
            prove.append(lambda voce: voce.riga.contratto == contratto)
        return [voce for voce in righe if all(prova(voce) for prova in prove)]

    @cached_property
    def filtrate(self) -> list[Voce]:
        return self.filtra(self.voci, self.form.cleaned_data)

    @cached_property
    def righe(self) -> list[Voce]:
        chiave = CHIAVI[self.ordine.removeprefix("-")]
        return sorted(self.filtrate, key=chiave, reverse=self.ordine.startswith("-"))


def _futura(voce: Voce) -> bool:
    return not voce.regola and voce.riga.inizio is not None and voce.riga.inizio > oggi()


_DI_STATO: dict[str, Callable[[Voce], bool]] = {
    "": lambda voce: bool(voce.regola),
    "futuri": _futura,
    "usciti": lambda voce: not voce.regola and not _futura(voce),
    "tutti": lambda voce: True,
}
