"""Forms of the list of workers."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from collocamento.enums import Tipologia
from collocamento.forms_campagne import data
from collocamento.organico.dati import CAMPI_DISABILITA, DatiLavoratore, da_piano, in_piano
from collocamento.organico.enums import (
    ATTIVITA,
    CONTRATTI,
    MODALITA,
    NON_VEDENTI,
    ORIGINI,
    REGOLE,
    TIPI_DISABILITA,
    ModoImportazione,
    scelte,
)
from collocamento.organico.regole import errori, pertinenti, ripulito
from collocamento.organico.xlsx.celle import CellaErrata, minuti
from collocamento.organico.xlsx.scrittura import ore
from socialabs.anagrafica.models import Organizzazione, Provincia
from socialabs.base.giorni import oggi


class OreField(forms.CharField):
    """Hours a week, typed as 37:30 or 37,5; minutes in Python."""

    def prepare_value(self, value: object) -> object:
        return ore(value) if isinstance(value, int) else value

    def clean(self, value: str) -> int | None:
        testo = super().clean(value)
        if not testo:
            return None
        try:
            return minuti(testo)
        except CellaErrata as errore:
            raise ValidationError(str(errore)) from errore

    def has_changed(self, initial: object, data: object) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


def _scelta(etichetta: str, valori: dict, *, vuoto: bool = False, aiuto: str = "") -> forms.TypedChoiceField:
    """A choice among the engine's values, which it gives back as such."""
    tipo = type(next(iter(valori)))
    voci = [*([("", "–")] if vuoto else []), *scelte(valori)]
    return forms.TypedChoiceField(
        label=etichetta, choices=voci, coerce=tipo, empty_value=None, required=not vuoto, help_text=aiuto
    )


def _spunta(etichetta: str, aiuto: str = "") -> forms.BooleanField:
    return forms.BooleanField(label=etichetta, required=False, help_text=aiuto)


def _numero(etichetta: str, aiuto: str = "", *, required: bool = False, minimo: int = 0) -> forms.IntegerField:
    return forms.IntegerField(label=etichetta, required=required, min_value=minimo, help_text=aiuto)


class LavoratoreForm(forms.Form):
    """A worker of the list, with the fields that matter for the contract and the protection chosen, and no other."""

    matricola = forms.CharField(
        label=_("Matricola"), max_length=40, help_text=_("O un'etichetta che l'azienda riconosca.")
    )
    provincia = forms.ModelChoiceField(Provincia.objects.all(), label=_("Provincia in cui lavora"))
    contratto = _scelta(_("Contratto"), CONTRATTI)
    con_disabilita = _spunta(_("Persona con disabilità"))
    art18 = _spunta(_("Categoria protetta (art. 18)"), _("Orfani, coniugi superstiti, profughi e simili."))
    numero = _numero(
        _("Quanti lavoratori"),
        _("Più di uno se la riga vale per più lavoratori uguali, che non serve indicare per nome."),
        required=True,
        minimo=1,
    )
    cognome = forms.CharField(label=_("Cognome"), max_length=60, required=False)
    nome = forms.CharField(label=_("Nome"), max_length=60, required=False)
    codice_fiscale = forms.CharField(label=_("Codice fiscale"), max_length=16, required=False)
    inizio = data(_("Assunto il"), required=False)
    fine = data(_("Fine del contratto"), required=False, aiuto=_("Come scritta nel contratto, proroghe comprese."))
    cessato_il = data(
        _("Ultimo giorno di lavoro"), required=False, aiuto=_("Solo se il rapporto è finito, o sta per finire.")
    )
    attivita = _scelta(_("Attività"), ATTIVITA)
    modalita = _scelta(_("Modo di lavorare"), MODALITA)
    minuti_contratto = OreField(
        label=_("Ore settimanali del contratto"),
        help_text=_("L'orario pieno del contratto collettivo, come 40 o 37:30."),
    )
    minuti_svolti = OreField(
        label=_("Ore settimanali svolte"), help_text=_("Per il lavoro a chiamata, la media del semestre.")
    )
    orario_equivalente = _spunta(
        _("Lavoro pari all'orario pieno"),
        _("A domicilio o in telelavoro, se la quantità di lavoro vale l'orario pieno (L. 68/1999 art. 4 c. 3)."),
    )
    sostituisce = _spunta(_("Sostituisce un lavoratore con diritto al posto"))
    assunto_per_lavoro_all_estero = _spunta(_("Assunto per lavorare all'estero"))
    giornate = _numero(_("Giornate lavorate nell'anno"), _("Quelle davvero lavorate nell'anno solare."))
    missione_mesi = _numero(_("Mesi di missione"), _("Copre la quota una missione di almeno 12 mesi."))
    art18_al_17_01_2000 = _spunta(_("In forza al 17 gennaio 2000"))
    percentuale = _numero(_("Percentuale di disabilità"), _("Come nel verbale."))
    tipo_disabilita = _scelta(_("Tipo di disabilità"), TIPI_DISABILITA)
    grado_inail = _numero(_("Grado INAIL"), _("Per infortuni e malattie professionali."))
    categoria_guerra = _numero(_("Categoria di pensione di guerra"), _("Da 1 a 8."))
    origine = _scelta(_("Quando è sorta"), ORIGINI)
    assunto_dagli_elenchi = _spunta(_("Assunto dagli elenchi del collocamento mirato"))
    colpa_del_datore = _spunta(
        _("Inadempienza del datore accertata"),
        _("Se un giudice ha accertato che l'infortunio o la malattia viene da un'inadempienza del datore."),
    )
    non_vedente = _scelta(_("Non vedente delle leggi speciali"), NON_VEDENTI, vuoto=True)
    versione = forms.IntegerField(widget=forms.HiddenInput, required=False)

    # Whatever these say decides which other fields there are.
    CHE_DECIDONO = ("contratto", "con_disabilita", "art18")
    GRUPPI = (
        (_("Chi è"), ("matricola", "provincia", *CHE_DECIDONO, "numero", "cognome", "nome", "codice_fiscale")),
        (
            _("Il rapporto di lavoro"),
            (
                *("inizio", "fine", "cessato_il", "attivita", "modalita", "minuti_contratto", "minuti_svolti"),
                *("orario_equivalente", "sostituisce", "assunto_per_lavoro_all_estero", "giornate", "missione_mesi"),
            ),
        ),
        (_("La tutela"), ("art18_al_17_01_2000", *CAMPI_DISABILITA)),
    )

    def __init__(self, *args: Any, dati: DatiLavoratore, versione: int = 0, **kwargs: Any):
        iniziale = in_piano(dati) | {"provincia": dati.provincia or None, "versione": versione}
        super().__init__(*args, initial=iniziale, **kwargs)
        self.dati = dati
        self.conflitto: list[tuple[str, str, str]] = []
        decide = {campo: self._valore_di(campo) for campo in self.CHE_DECIDONO}
        servono = pertinenti(
            str(decide["contratto"]), con_disabilita=bool(decide["con_disabilita"]), art18=bool(decide["art18"])
        )
        for campo in [nome for nome in self.fields if nome not in servono | {"versione"}]:
            del self.fields[campo]
        if decide["con_disabilita"] or decide["art18"]:
            for campo in ("cognome", "nome", "codice_fiscale"):
                self.fields[campo].required = True
            # One person is one row: the number is asked only where it says otherwise, so that no head gets lost.
            if self._valore_di("numero") in (None, "", 1, "1"):
                del self.fields["numero"]
        self._completa()

    @property
    def gruppi(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields there are, by what they speak of."""
        gruppi = [
            (legenda, [self[campo] for campo in campi if campo in self.fields]) for legenda, campi in self.GRUPPI
        ]
        return [(legenda, campi) for legenda, campi in gruppi if campi]

    def _valore_di(self, campo: str) -> Any:
        """What a field says before the form is checked: as sent, or as the worker is."""
        if not self.is_bound:
            return self.initial[campo]
        return self.fields[campo].widget.value_from_datadict(self.data, self.files, self.add_prefix(campo))

    def _completa(self) -> None:
        """A field that has just appeared was never sent: it begins with what the worker has, or the default."""
        if not self.is_bound:
            return
        completi = self.data.copy()
        for nome, campo in self.fields.items():
            spunta = isinstance(campo.widget, forms.CheckboxInput)
            if not spunta and self.add_prefix(nome) not in completi and self.initial.get(nome) is not None:
                completi[self.add_prefix(nome)] = campo.prepare_value(self.initial[nome])
        self.data = completi

    def clean_codice_fiscale(self) -> str:
        return self.cleaned_data["codice_fiscale"].upper().replace(" ", "")

    def clean_provincia(self) -> str:
        return self.cleaned_data["provincia"].codice

    def clean(self) -> dict[str, Any]:
        puliti = super().clean()
        if self.errors:
            return puliti
        self.scritto = ripulito(da_piano(puliti))
        for campo, messaggio in errori(self.scritto):
            self.add_error(campo if campo in self.fields else None, messaggio)
        return puliti

    def segnala_conflitto(self, voci: list[tuple[str, str, str]], versione: int) -> None:
        """Put side by side what was written here and what the row says now; sent again, this form wins."""
        self.conflitto = voci
        self.add_error(
            None,
            _(
                "Un'altra persona ha cambiato questo lavoratore mentre lo modificavi. Confronta i due testi: "
                "se invii di nuovo, vale il tuo."
            ),
        )
        self.data["versione"] = str(versione)


class CessazioneForm(forms.Form):
    """The last day of a worker."""

    ultimo_giorno = data(_("Ultimo giorno di lavoro"))
    versione = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, dati: DatiLavoratore, versione: int, **kwargs: Any):
        super().__init__(*args, initial={"ultimo_giorno": oggi(), "versione": versione}, **kwargs)
        self.dati = dati

    def clean_ultimo_giorno(self) -> Any:
        giorno = self.cleaned_data["ultimo_giorno"]
        if self.dati.inizio and giorno < self.dati.inizio:
            raise ValidationError(
                _("È stato assunto il %(giorno)s: l'ultimo giorno non può venire prima."),
                params={"giorno": f"{self.dati.inizio:%d/%m/%Y}"},
            )
        return giorno


class VersioneForm(forms.Form):
    """A verb on what was read: `versione` tells whether it is still so."""

    versione = forms.IntegerField(widget=forms.HiddenInput)


class ConfermaForm(VersioneForm):
    """Whoever confirms the list says so in so many words."""

    completo = forms.BooleanField(
        label=_("L'elenco comprende tutti i lavoratori in forza oggi"),
        error_messages={"required": _("Per confermare serve la spunta: se manca qualcuno, aggiungilo prima.")},
    )


class SedeForm(forms.Form):
    """What the engine must know of an employer that no return describes."""

    tipologia = forms.ChoiceField(label=_("Che datore è"), choices=Tipologia.choices)
    provincia_sede = forms.ModelChoiceField(
        Provincia.objects.all(),
        label=_("Provincia della sede legale"),
        help_text=_("Fino a 50 lavoratori computabili l'obbligo si assolve lì."),
    )

    def clean_provincia_sede(self) -> str:
        return self.cleaned_data["provincia_sede"].codice


class PrimaAziendaForm(SedeForm):
    """The same, for an organisation that the portal does not know as an employer yet."""

    organizzazione = forms.ModelChoiceField(Organizzazione.objects.none(), label=_("Azienda"))

    field_order = ["organizzazione", "tipologia", "provincia_sede"]

    def __init__(self, *args: Any, aziende: Sequence[Organizzazione], **kwargs: Any):
        super().__init__(*args, **kwargs)
        campo = self.fields["organizzazione"]
        campo.queryset = Organizzazione.objects.filter(pk__in=[azienda.pk for azienda in aziende])
        if len(aziende) == 1:
            campo.initial, campo.empty_label = aziende[0].pk, None


class InizioForm(forms.Form):
    """What a list begins with, for an employer that has a return."""

    DAL_PROSPETTO, DA_ZERO = "prospetto", "vuoto"

    da = forms.ChoiceField(
        label=_("Con quali righe cominciare"),
        choices=[
            (DAL_PROSPETTO, _("Con i lavoratori e i numeri dell'ultimo prospetto")),
            (DA_ZERO, _("Con nessuna: li scrivo o li importo da Excel")),
        ],
        widget=forms.RadioSelect,
        initial=DAL_PROSPETTO,
    )


class CaricaForm(forms.Form):
    """A workbook of workers, and what it says of those that it does not name."""

    file = forms.FileField(
        label=_("File Excel"),
        help_text=_("Il modello compilato, o un'esportazione corretta: fino a 5.000 righe e 5 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": _("Scegli il file da caricare."), "empty": _("Il file è vuoto.")},
    )
    modo = forms.ChoiceField(
        label=_("Che cosa contiene"),
        choices=ModoImportazione.choices,
        widget=forms.RadioSelect,
        initial=ModoImportazione.AGGIORNA,
    )
    cessati_il = data(
        _("Ultimo giorno di lavoro di chi manca"),
        required=False,
        aiuto=_("Solo se il file contiene tutto l'organico."),
    )

    def clean(self) -> dict[str, Any]:
        dati = super().clean()
        if dati.get("modo") == ModoImportazione.COMPLETO and not dati.get("cessati_il") and "cessati_il" in dati:
            self.add_error("cessati_il", _("Indica l'ultimo giorno di lavoro di chi non è nel file."))
        if dati.get("modo") == ModoImportazione.AGGIORNA:
            dati["cessati_il"] = None
        return dati


class FiltriOrganico(forms.Form):
    """Filters of the list of workers. There is none by name: an address must name nobody."""

    STATI = [("", _("In forza oggi")), ("futuri", _("Non ancora assunti")), ("usciti", _("Non più in forza"))]
    STATI += [("tutti", _("Tutti"))]

    q = forms.CharField(label=_("Matricola"), required=False, max_length=40)
    provincia = forms.ChoiceField(label=_("Provincia"), required=False)
    regola = forms.ChoiceField(label=_("Come conta"), required=False, choices=[("", _("Tutti")), *REGOLE.items()])
    contratto = forms.ChoiceField(label=_("Contratto"), required=False, choices=[("", _("Tutti")), *scelte(CONTRATTI)])
    stato = forms.ChoiceField(label=_("Rapporto"), required=False, choices=STATI)

    senza_facoltativo = True

    def __init__(self, *args: Any, province: dict[str, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        ordinate = sorted(province.items(), key=lambda voce: voce[1])
        self.fields["provincia"].choices = [("", _("Tutte")), *((c, nome or c) for c, nome in ordinate)]
