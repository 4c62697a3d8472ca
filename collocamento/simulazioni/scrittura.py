"""A scenario being written: what its page sent, right or wrong, and what of it can be computed."""

import uuid

from django.http import QueryDict
from django.utils.translation import gettext as _

from collocamento.normativa import DatoNonValido
from collocamento.normativa.trasporto import da_dict
from collocamento.simulazioni.forms import TestataForm, province_scelte
from collocamento.simulazioni.models import Scenario
from collocamento.simulazioni.pagina import perche, province_di
from collocamento.simulazioni.parole import in_parole
from collocamento.simulazioni.righe import (
    MODULI,
    PIU_RIGHE,
    Province,
    RigaForm,
    riga_nuova,
    righe_inviate,
    righe_scritte,
    righe_valide,
)
from collocamento.simulazioni.variazioni import VariazioneImpossibile, applica, come_lista, da_lista, province_citate


class Scrittura:
    """The forms of a scenario. `letta` shows it as it is kept; `inviata` takes a POST and brings it into `scenario`.

    `corretta`: everything typed can be computed. `aggiunta`: number of the row just added. `conflitto`: the sentences
    of this page and those that another page has saved, side by side.
    """

    def __init__(self, scenario: Scenario, testata: TestataForm, righe: dict[int, RigaForm]):
        self.scenario, self.testata, self.righe = scenario, testata, righe
        self.corretta, self.aggiunta = True, None
        self.conflitto: tuple[list[str], list[str]] | None = None

    @classmethod
    def letta(cls, scenario: Scenario) -> "Scrittura":
        province = _province(scenario)
        if scenario.bozza:
            righe = righe_scritte(scenario.bozza, province)
            scrittura = cls(scenario, TestataForm(instance=scenario), righe)
            scrittura.controlla()
            return scrittura
        return cls(scenario, TestataForm(instance=scenario), righe_valide(scenario.variazioni, province))

    @classmethod
    def inviata(cls, scenario: Scenario, dati: QueryDict) -> "Scrittura":
        """Bring into `scenario` what can be: name and day if they are valid, the rows always."""
        nome, giorno, province = scenario.nome, scenario.giorno, _province(scenario)
        scrittura = cls(scenario, TestataForm(dati, instance=scenario), righe_inviate(dati, province))
        scrittura._aggiungi_o_togli(dati, province)
        testata_valida = scrittura.testata.is_valid()
        if not testata_valida:
            scenario.nome, scenario.giorno = nome, giorno
        righe_giuste = scrittura.controlla()
        scrittura.corretta = testata_valida and righe_giuste
        piene = [riga for riga in scrittura.righe.values() if riga.is_bound and not riga.vuota]
        if righe_giuste:
            scenario.variazioni = come_lista(riga.variazione for riga in piene)
        tutte_piene = len(piene) == len(scrittura.righe)
        scenario.bozza = [] if righe_giuste and tutte_piene else [r.come_scritta for r in scrittura.righe.values()]
        return scrittura

    @property
    def versione_letta(self) -> int:
        return self.testata.cleaned_data.get("versione") or 0

    @property
    def pagina(self) -> uuid.UUID:
        return self.testata.cleaned_data.get("pagina") or uuid.uuid4()

    @property
    def errori(self) -> list[tuple[str, str, str]]:
        """What stops the computation: id of the field, its label, what is wrong."""
        trovati = []
        for form in (self.testata, *self.righe.values()):
            ancora = getattr(form, "ancora", "")
            trovati += [(ancora, getattr(form, "titolo", ""), errore) for errore in form.non_field_errors()]
            trovati += [(campo.id_for_label, str(campo.label), e) for campo in form for e in campo.errors]
        return trovati

    def controlla(self) -> bool:
        """Whether every row can be computed, and all of them together from where the scenario starts."""
        inviate = {numero: riga for numero, riga in self.righe.items() if riga.is_bound}
        for numero, riga in inviate.items():
            riga.ancora = f"riga-{numero}"
        # Every row is asked, so that each shows its own errors.
        if [riga for riga in inviate.values() if not riga.is_valid()]:
            return False
        piene = {numero: riga for numero, riga in inviate.items() if not riga.vuota}
        try:
            applica((riga.variazione for riga in piene.values()), *da_dict(self.scenario.partenza))
        except VariazioneImpossibile as errore:
            colpevole = next(riga for riga in piene.values() if riga.variazione == errore.variazione)
            colpevole.add_error(None, perche(errore))
            return False
        except DatoNonValido as errore:
            self.testata.add_error(None, str(errore))
            return False
        return True

    def segnala_conflitto(self, attuale: Scenario) -> None:
        """Put side by side what is here and what is saved; sent again, this page wins."""
        self.conflitto = (_frasi(self.scenario), _frasi(attuale))
        self.scenario.versione = attuale.versione

    def aggiorna_versione(self) -> None:
        """Let the page shown again know what it has read by now."""
        dati = self.testata.data.copy()
        dati["versione"] = str(self.scenario.versione)
        self.testata.data = dati

    def _aggiungi_o_togli(self, dati: QueryDict, province: Province) -> None:
        tolta = dati.get("togli", "")
        if tolta.isdecimal():
            self.righe.pop(int(tolta), None)
        tipo = dati.get("tipo", "")
        if "aggiungi" in dati and tipo in MODULI:
            if len(self.righe) >= PIU_RIGHE:
                self.testata.add_error(None, _("Una simulazione ha al massimo 60 cambiamenti."))
                return
            self.aggiunta = max(self.righe, default=-1) + 1
            self.righe[self.aggiunta] = riga_nuova(tipo, self.aggiunta, province)


def _province(scenario: Scenario) -> Province:
    """The registered office first: it is where one begins from."""
    sede = scenario.partenza["datore"]["provincia_sede"]
    codici = {foglio["codice"] for foglio in scenario.partenza["province"]}
    return province_scelte(sorted(codici, key=lambda codice: (codice != sede, codice)))


def _frasi(scenario: Scenario) -> list[str]:
    variazioni = da_lista(scenario.variazioni)
    nomi = province_di(scenario, province_citate(variazioni))
    testa = [scenario.nome, f"{scenario.giorno:%d/%m/%Y}"]
    return [*testa, *(in_parole(variazione, nomi) for variazione in variazioni)]
