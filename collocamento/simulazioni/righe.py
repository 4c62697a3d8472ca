"""One form for each kind of change: a scenario shows as many as it has rows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from collocamento.forms_campagne import data
from collocamento.normativa import Categoria, Causa
from collocamento.simulazioni.parole import CATEGORIE, CAUSE, CON_TERZI, FASCE, GRUPPI, ISTITUTI, TITOLI, ore
from collocamento.simulazioni.variazioni import (
    RIDOTTO,
    Assunzione,
    Autocertificazione,
    Cessazione,
    ConvenzioneConTerzi,
    ConvenzioneDiProgramma,
    EsoneroParziale,
    Gruppo,
    Orario,
    Personale,
    SospensioneDellObbligo,
    SpostamentoFraProvince,
    Variazione,
    da_lista,
)


ORE = re.compile(r"(\d{1,3})(?:[:.](\d{2})|,(\d{1,2}))?")
SETTIMANA = 40 * 60
MASSIMO = 1_000_000


class OreField(forms.CharField):
    """Hours a week as people write them ("20", "20:30", "20,5"), in whole minutes."""

    def __init__(self, **kwargs: Any):
        super().__init__(max_length=6, **kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def clean(self, value: Any) -> int | None:
        testo = super().clean(value)
        if not testo:
            return None
        trovata = ORE.fullmatch(testo)
        minuti = trovata and int(trovata[1]) * 60 + _minuti(trovata[2], trovata[3])
        if not minuti or minuti > 7 * 24 * 60:
            raise forms.ValidationError(_("Scrivi le ore a settimana come 20, 20:30 oppure 20,5."))
        return minuti

    def prepare_value(self, value: Any) -> Any:
        return ore(value) if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


def _minuti(dopo_i_due_punti: str | None, decimali: str | None) -> int:
    if decimali:
        return round(int(decimali) * 60 / 10 ** len(decimali))
    return int(dopo_i_due_punti or 0)


def intero(etichetta: Any, *, minimo: int = 1, aiuto: Any = "", **campi: Any) -> forms.IntegerField:
    return forms.IntegerField(label=etichetta, min_value=minimo, max_value=MASSIMO, help_text=aiuto, **campi)


def scelta(etichetta: Any, voci: Mapping[Any, Any], **campi: Any) -> forms.TypedChoiceField:
    """A choice among the values of one of the engine's lists, None where nothing is chosen."""
    vuota = [] if campi.get("required", True) else [("", _("Non indicato"))]
    tipo = type(next(iter(voci)))
    return forms.TypedChoiceField(
        label=etichetta, choices=[*vuota, *voci.items()], coerce=tipo, empty_value=None, **campi
    )


def provincia(etichetta: Any = None) -> forms.ChoiceField:
    """Among the provinces that the page gives to its rows."""
    return forms.ChoiceField(label=etichetta or _("Provincia"))


class RigaForm(forms.Form):
    """A change being typed: left as it was born it is nothing yet, and no error."""

    classe: ClassVar[type[Variazione]]

    def __init__(self, *args: Any, province: list[Any], **kwargs: Any):
        super().__init__(*args, empty_permitted=True, use_required_attribute=False, **kwargs)
        for campo in self.fields.values():
            if isinstance(campo, forms.ChoiceField):
                campo.choices = campo.choices or province
                # What the browser chooses by itself is no change.
                if campo.required and campo.initial is None:
                    campo.initial = _prima(campo.choices)

    @property
    def tipo(self) -> str:
        return self.classe.tipo

    @property
    def titolo(self) -> str:
        return str(TITOLI[self.classe.tipo])

    @property
    def vuota(self) -> bool:
        return not self.has_changed()

    @property
    def variazione(self) -> Variazione:
        nomi = {campo.name for campo in fields(self.classe)}
        return self.classe(**{nome: v for nome, v in self.cleaned_data.items() if nome in nomi and v is not None})

    @property
    def come_scritta(self) -> dict[str, Any]:
        """The row as it was typed, right or wrong, to be kept."""
        dati = {nome: self.data.get(self.add_prefix(nome), "") for nome in self.fields} if self.is_bound else {}
        return {"tipo": self.classe.tipo, "dati": dati}


class AssunzioneForm(RigaForm):
    classe = Assunzione

    provincia = provincia()
    categoria = scelta(_("Chi"), CATEGORIE, initial=Categoria.DISABILI)
    numero = intero(_("Quante persone"))
    svolto = OreField(label=_("Ore a settimana"), initial=SETTIMANA)
    contratto = OreField(label=_("Orario pieno del contratto"), initial=SETTIMANA)
    percentuale = forms.IntegerField(
        label=_("Percentuale di disabilità"),
        min_value=34,
        max_value=100,
        required=False,
        help_text=_("Conta per chi è a part time in un'azienda da 15 a 35 lavoratori."),
    )
    fascia = scelta(_("Incentivo (art. 13)"), FASCE, required=False)
    retribuzione = intero(
        _("Retribuzione lorda al mese, in euro"), required=False, aiuto=_("Di ciascuna persona, per l'incentivo.")
    )

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        if dati.get("svolto") and dati.get("contratto") and dati["svolto"] > dati["contratto"]:
            self.add_error("svolto", _("Le ore superano l'orario pieno."))
        if dati.get("fascia") and not dati.get("retribuzione"):
            self.add_error("retribuzione", _("Serve per stimare l'incentivo."))
        if dati.get("categoria") == Categoria.ART18 and dati.get("fascia"):
            self.add_error("fascia", _("L'incentivo è per le persone con disabilità."))
        return dati


class PersonaleForm(RigaForm):
    classe = Personale

    provincia = provincia()
    gruppo = scelta(_("Chi"), GRUPPI, initial=Gruppo.ORDINARI)
    differenza = forms.IntegerField(
        label=_("Quante persone"),
        min_value=-MASSIMO,
        max_value=MASSIMO,
        help_text=_("Con il segno meno se sono in meno, per esempio -3."),
    )
    svolto = OreField(label=_("Ore a settimana"), required=False, help_text=_("Solo per chi è a part time."))
    contratto = OreField(label=_("Orario pieno del contratto"), required=False, initial=SETTIMANA)

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        if dati.get("differenza") == 0:
            self.add_error("differenza", _("Scrivi di quante persone cambia il personale."))
        if not dati.get("svolto") or dati["svolto"] == dati.get("contratto"):
            return dati | {"svolto": None, "contratto": None}
        if dati.get("gruppo") not in RIDOTTO:
            self.add_error("svolto", _("Per questo gruppo contano le teste: lascia vuote le ore."))
        elif not dati.get("contratto"):
            self.add_error("contratto", _("Scrivi l'orario pieno del contratto."))
        elif dati["svolto"] > dati["contratto"]:
            self.add_error("svolto", _("Le ore superano l'orario pieno."))
        return dati


class OrarioForm(RigaForm):
    classe = Orario

    provincia = provincia()
    gruppo = scelta(_("Chi"), {gruppo: GRUPPI[gruppo] for gruppo in RIDOTTO}, initial=Gruppo.ORDINARI)
    numero = intero(_("Quante persone"))
    da = OreField(label=_("Ore a settimana oggi"), initial=SETTIMANA)
    a = OreField(label=_("Ore a settimana dopo"))
    contratto = OreField(label=_("Orario pieno del contratto"), initial=SETTIMANA)

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        if dati.get("a") and dati.get("a") == dati.get("da"):
            self.add_error("a", _("Le ore sono le stesse di oggi."))
        for nome in ("da", "a"):
            if dati.get(nome) and dati.get("contratto") and dati[nome] > dati["contratto"]:
                self.add_error(nome, _("Le ore superano l'orario pieno."))
        return dati


class Art11Form(RigaForm):
    classe = ConvenzioneDiProgramma

    provincia = provincia()
    previsti = intero(_("Assunzioni programmate"))
    scadenza = data(_("Fino al"), required=False)


class ConTerziForm(RigaForm):
    classe = ConvenzioneConTerzi

    provincia = provincia()
    istituto = scelta(_("Convenzione"), CON_TERZI)
    unita = intero(_("Unità coperte"), aiuto=_("Persone a tempo pieno assunte dal destinatario."))


class EsoneroForm(RigaForm):
    classe = EsoneroParziale

    provincia = provincia()
    numero = intero(_("Posizioni esonerate"))
    fino_al = data(_("Fino al"), required=False)


class Esonero60Form(RigaForm):
    classe = Autocertificazione

    provincia = provincia()
    addetti = intero(_("Addetti a lavorazioni al 60 per mille o più"))
    esonerati = intero(_("Posizioni esonerate"))


class CompensazioneForm(RigaForm):
    classe = SpostamentoFraProvince

    da = provincia(_("Provincia che ne prende di più"))
    a = provincia(_("Provincia che ne prende di meno"))
    numero = intero(_("Quante persone"))
    categoria = scelta(_("Chi"), CATEGORIE, initial=Categoria.DISABILI)

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        if dati.get("da") and dati["da"] == dati.get("a"):
            self.add_error("a", _("Scegli due province diverse."))
        return dati


class SospensioneForm(RigaForm):
    classe = SospensioneDellObbligo

    provincia = provincia()
    causa = scelta(_("Causa"), CAUSE)
    percentuale = forms.IntegerField(
        label=_("Attività sospesa, in percentuale"),
        min_value=1,
        max_value=100,
        required=False,
        help_text=_("Il licenziamento collettivo sospende tutto l'obbligo: lascia vuoto."),
    )
    fine = data(_("Fino al"), required=False)

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        if dati.get("causa") == Causa.LICENZIAMENTO_COLLETTIVO:
            return dati | {"percentuale": None}
        if not dati.get("percentuale") and "percentuale" not in self.errors:
            self.add_error("percentuale", _("Scrivi quanta parte dell'attività è sospesa."))
        return dati


class CessazioneForm(RigaForm):
    classe = Cessazione

    provincia = provincia()
    istituto = scelta(_("Che cosa non vale più"), ISTITUTI, required=False)

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        if not dati.get("istituto") and "istituto" not in self.errors:
            self.add_error("istituto", _("Scegli che cosa non vale più."))
        return dati


MODULI: Mapping[str, type[RigaForm]] = {
    modulo.classe.tipo: modulo
    for modulo in (
        AssunzioneForm,
        PersonaleForm,
        OrarioForm,
        Art11Form,
        ConTerziForm,
        EsoneroForm,
        Esonero60Form,
        CompensazioneForm,
        SospensioneForm,
        CessazioneForm,
    )
}


Province = list[Any]
# As many as a page can hold; the browser sends no more than that.
PIU_RIGHE = 60


def righe_inviate(dati: QueryDict, province: Province) -> dict[int, RigaForm]:
    """The rows of a page that was sent, by their number there. Raises SuspiciousOperation for a kind unknown."""
    righe = {}
    for chiave in dati.getlist("riga"):
        numero, _trattino, tipo = chiave.partition("-")
        if not numero.isdecimal() or tipo not in MODULI:
            # Left out, it would be lost without a word.
            raise SuspiciousOperation("unknown row in a scenario")
        righe[int(numero)] = MODULI[tipo](dati, prefix=prefisso(int(numero)), province=province)
    return righe


def righe_scritte(bozza: Iterable[Mapping[str, Any]], province: Province) -> dict[int, RigaForm]:
    """The rows as they were typed, with what is wrong in them; one never filled in shows no error."""
    righe = {}
    for numero, voce in enumerate(bozza):
        dati = {f"{prefisso(numero)}-{nome}": valore for nome, valore in voce["dati"].items()}
        righe[numero] = MODULI[voce["tipo"]](dati or None, prefix=prefisso(numero), province=province)
    return righe


def righe_valide(variazioni: Iterable[Mapping[str, Any]], province: Province) -> dict[int, RigaForm]:
    """The changes that count, each in its form."""
    return {
        numero: MODULI[variazione.tipo](initial=_iniziali(variazione), prefix=prefisso(numero), province=province)
        for numero, variazione in enumerate(da_lista(variazioni))
    }


def riga_nuova(tipo: str, numero: int, province: Province) -> RigaForm:
    return MODULI[tipo](prefix=prefisso(numero), province=province)


def prefisso(numero: int) -> str:
    return f"v{numero}"


def _iniziali(variazione: Variazione) -> dict[str, Any]:
    """A change as its form shows it; hours that say nothing are left blank."""
    valori = {campo.name: getattr(variazione, campo.name) for campo in fields(variazione)}
    return {nome: valore for nome, valore in valori.items() if valore is not None and valore != 0}


def _prima(scelte: Iterable[Any]) -> Any:
    """The first choice, inside its group where it has one."""
    valore, etichetta = next(iter(scelte), ("", ""))
    return etichetta[0][0] if isinstance(etichetta, list) else valore
