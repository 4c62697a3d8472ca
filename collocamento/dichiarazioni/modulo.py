"""The form of a section, made from the format's own tables: a field for each element, groups and rows inside.

It is always shown with what is written, right or wrong: sending it refuses nothing (see `azioni.sezioni.salva`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from collocamento.dichiarazioni.struttura import NON_SCRITTI, STRUTTURE
from collocamento.dichiarazioni.testi import RIGHE_MASSIME, normalizza
from collocamento.unipi import tipi
from collocamento.unipi.elementi import Elemento, Struttura
from collocamento.unipi.testi import Testi, ammesso, voci, vuoto


# Code tables that suggest what to write, by the name of the type or of the element.
ELENCHI = {
    tipi.CCNL.nome: "ccnl",
    tipi.CATEGORIA_ESCLUSA.nome: "categorie_escluse",
    tipi.TIPO_DELEGATO.nome: "tipo_delegato",
    "causale": "causale_sospensione",
    "tipoconvenzione": "tipo_convenzione",
    "tipoassunzione": "tipo_assunzione",
}
_NUMERI = (tipi.NUMERO, tipi.NUMERO_BREVE, tipi.DUE_CIFRE, tipi.PERCENTUALE, tipi.CAP)


class CampoUnipi(forms.CharField):
    """A value of the format. What is missing is told only where it was asked to look (`controlla`)."""

    def __init__(self, elemento: Elemento, *, controlla: bool, **kwargs: Any):
        super().__init__(label=elemento.etichetta, help_text=elemento.norma, required=bool(elemento.minimo), **kwargs)
        self.elemento = elemento
        self.controlla = controlla

    def clean(self, value: Any) -> str:
        testo, tipo = value or "", self.elemento.tipo
        if not testo:
            if self.required and self.controlla and not (tipo and ammesso(tipo, "")):
                raise forms.ValidationError(_("Manca: il prospetto lo vuole."))
            return testo
        if tipo and not ammesso(tipo, testo):
            raise forms.ValidationError(_("Deve essere %(atteso)s.") % {"atteso": tipo.atteso})
        return testo


@dataclass(slots=True)
class Gruppo:
    """A part of the form for the page: fields, groups inside, or rows that repeat. `percorso` is its place."""

    titolo: str
    norma: str
    percorso: str
    campi: list[forms.BoundField] = field(default_factory=list)
    sotto: list["Gruppo"] = field(default_factory=list)
    righe: list["Gruppo"] | None = None
    facoltativo: bool = False
    aperto: bool = True

    @property
    def campi_in_fondo(self) -> bool:
        """Whether the fields come after the groups: the notes of a section that is made of groups."""
        return bool(self.campi and self.sotto) and not self.percorso

    @property
    def pieno(self) -> bool:
        """Whether no further row may be added."""
        return self.righe is not None and len(self.righe) >= RIGHE_MASSIME


class ModuloSezione(forms.Form):
    """The fields of a section of kind `tipo`, filled with `testi`; with `controlla` a missing one is an error too."""

    use_required_attribute = False

    def __init__(self, tipo: str, testi: Testi, *, province: Mapping[str, str], controlla: bool = False):
        self.tipo, self.testi, self.controlla, self.province = tipo, testi, controlla, province
        self.esclusi = NON_SCRITTI.get(tipo, frozenset())
        campi = dict(self._campi(STRUTTURE[tipo], testi, ""))
        super().__init__({nome: valore for nome, (_elemento, valore) in campi.items()}, auto_id="id_%s")
        for nome, (elemento, valore) in campi.items():
            self.fields[nome] = CampoUnipi(elemento, controlla=controlla, widget=self._widget(elemento, valore))

    def _campi(self, struttura: Struttura, testi: Testi, prefisso: str) -> Iterator[tuple[str, tuple[Elemento, str]]]:
        for elemento in voci(struttura):
            nome, valore = f"{prefisso}{elemento.campo}", testi.get(elemento.campo)
            if nome in self.esclusi:
                continue
            if elemento.struttura is None:
                yield nome, (elemento, valore or "")
            elif elemento.massimo is None:
                for numero, voce in enumerate(valore or ()):
                    yield from self._campi(elemento.struttura, voce, f"{nome}-{numero}-")
            else:
                yield from self._campi(elemento.struttura, valore or {}, f"{nome}-")

    def _widget(self, elemento: Elemento, valore: str) -> forms.Widget:
        tipo = elemento.tipo
        if tipo is None:  # the answer about further hires: only yes is written
            return forms.Select(choices=_scelte({"S": _("sì")}, valore))
        if tipo.valori:
            return forms.Select(choices=_scelte(tipo.valori, valore))
        if tipo is tipi.PROVINCIA:
            return forms.Select(choices=_scelte(self.province, valore))
        if tipo is tipi.DATA and (not valore or ammesso(tipo, valore)):
            return forms.DateInput(attrs={"type": "date"})
        if tipo is tipi.NOTE:
            return forms.Textarea(attrs={"rows": 3})
        attributi = {"autocomplete": "off"}
        if tipo in _NUMERI:
            attributi["inputmode"] = "numeric"
        if tipo is tipi.ORARIO:
            attributi["placeholder"] = _("hh:mm")
        if tipo is tipi.COMUNE:
            attributi["placeholder"] = _("nome o codice")
        if elenco := ELENCHI.get(tipo.nome) or ELENCHI.get(elemento.nome):
            attributi["list"] = f"elenco-{elenco}"
        return forms.TextInput(attrs=attributi)

    # --- the page ---------------------------------------------------------------------------------------------------
    def gruppo(self) -> Gruppo:
        """The form as the page walks it."""
        radice = Gruppo("", "", "")
        self._riempi(radice, STRUTTURE[self.tipo], self.testi, "")
        return radice

    def _riempi(self, gruppo: Gruppo, struttura: Struttura, testi: Testi, prefisso: str) -> None:
        for elemento in voci(struttura):
            nome, valore = f"{prefisso}{elemento.campo}", testi.get(elemento.campo)
            if nome in self.esclusi:
                continue
            if elemento.struttura is None:
                gruppo.campi.append(self[nome])
                continue
            dentro = Gruppo(elemento.etichetta, elemento.norma, nome)
            if elemento.massimo is None:
                dentro.righe = [self._riga(elemento, voce, nome, n) for n, voce in enumerate(valore or ())]
            else:
                dentro.facoltativo = elemento.minimo == 0
                dentro.aperto = not dentro.facoltativo or not vuoto(valore)
                self._riempi(dentro, elemento.struttura, valore or {}, f"{nome}-")
            gruppo.sotto.append(dentro)

    def _riga(self, elemento: Elemento, voce: Testi, nome: str, numero: int) -> Gruppo:
        riga = Gruppo(f"{elemento.etichetta} {numero + 1}", "", f"{nome}-{numero}")
        self._riempi(riga, elemento.struttura, voce, f"{nome}-{numero}-")
        return riga


def _scelte(valori: Mapping[str, str], attuale: str) -> list[tuple[str, str]]:
    """The choices, with the present value among them whatever it is: what is written is never hidden."""
    scelte = [("", "–"), *((codice, f"{codice} – {senso}") for codice, senso in valori.items())]
    return scelte if attuale in ("", *valori) else [*scelte, (attuale, attuale)]


# --- what was sent ---------------------------------------------------------------------------------------------------
def leggi(tipo: str, inviati: Mapping[str, str], attuali: Testi) -> Testi:
    """The texts of a section as they were sent, brought to the format where they are plain.

    What nobody types stays as it is in `attuali`.
    """
    testi = _leggi(STRUTTURE[tipo], inviati, "", NON_SCRITTI.get(tipo, frozenset()))
    for percorso in NON_SCRITTI.get(tipo, ()):
        gruppo, campo = percorso.split("-")
        if valore := attuali.get(gruppo, {}).get(campo):
            testi.setdefault(gruppo, {})[campo] = valore
    return testi


def _leggi(struttura: Struttura, inviati: Mapping[str, str], prefisso: str, esclusi: frozenset[str]) -> Testi:
    testi: Testi = {}
    for elemento in voci(struttura):
        nome = f"{prefisso}{elemento.campo}"
        if nome in esclusi:
            continue
        if elemento.struttura is None:
            if scritto := normalizza(elemento.tipo, inviati.get(nome, "")):
                testi[elemento.campo] = scritto
        elif elemento.massimo is None:
            righe = [_leggi(elemento.struttura, inviati, f"{nome}-{n}-", esclusi) for n in _numeri(inviati, nome)]
            if righe:
                testi[elemento.campo] = righe
        elif dentro := _leggi(elemento.struttura, inviati, f"{nome}-", esclusi):
            testi[elemento.campo] = dentro
    return testi


def _numeri(inviati: Mapping[str, str], nome: str) -> list[int]:
    trovati = (re.match(rf"{re.escape(nome)}-(\d{{1,4}})-", chiave) for chiave in inviati)
    return sorted({int(trovato[1]) for trovato in trovati if trovato})


def con_riga(tipo: str, testi: Testi, percorso: str) -> Testi:
    """The texts with an empty row more in the list at `percorso`; as they are where there is no such list."""
    elenco = _elenco(tipo, testi, percorso)
    if elenco is not None and len(elenco) < RIGHE_MASSIME:
        elenco.append({})
    return testi


def senza_riga(tipo: str, testi: Testi, percorso: str) -> Testi:
    """The texts without the row at `percorso` (its list's path and its number)."""
    del_elenco, _trattino, numero = percorso.rpartition("-")
    elenco = _elenco(tipo, testi, del_elenco)
    if elenco and numero.isdecimal() and int(numero) < len(elenco):
        del elenco[int(numero)]
    return testi


def _elenco(tipo: str, testi: Testi, percorso: str) -> list[Testi] | None:
    struttura = STRUTTURE[tipo]
    *dentro, ultimo = percorso.split("-")
    for nome in dentro:
        elemento = next((e for e in voci(struttura) if e.campo == nome and e.struttura and e.massimo == 1), None)
        if elemento is None:
            return None
        struttura, testi = elemento.struttura, testi.setdefault(nome, {})
    finale = next((e for e in voci(struttura) if e.campo == ultimo and e.massimo is None), None)
    return None if finale is None else testi.setdefault(ultimo, [])
