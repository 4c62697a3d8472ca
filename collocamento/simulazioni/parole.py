"""Changes, steps and estimates in words."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from collocamento.normativa import Categoria, Causa, FasciaIncentivo, TipoConvenzione
from collocamento.simulazioni.confronto import Esito
from collocamento.simulazioni.variazioni import (
    Assunzione,
    Autocertificazione,
    Cessazione,
    ConvenzioneConTerzi,
    ConvenzioneDiProgramma,
    EsoneroParziale,
    Gruppo,
    Istituto,
    Orario,
    Personale,
    SospensioneDellObbligo,
    SpostamentoFraProvince,
    Variazione,
)


GRUPPI: Mapping[Gruppo, Promise] = {
    Gruppo.ORDINARI: gettext_lazy("lavoratori che contano nella base"),
    Gruppo.DISABILI: gettext_lazy("persone con disabilità che coprono la quota"),
    Gruppo.ART18: gettext_lazy("categorie protette (art. 18)"),
    Gruppo.ESCLUSI: gettext_lazy("esclusi dalla base: apprendisti, dirigenti, a termine fino a 6 mesi e altri"),
    Gruppo.ESCLUSI_ART3: gettext_lazy("esclusi dalla sola base dell'art. 3: viaggianti, cantiere"),
    Gruppo.TELELAVORO: gettext_lazy("in telelavoro"),
}
FASCE: Mapping[FasciaIncentivo, Promise] = {
    FasciaIncentivo.OLTRE_79: gettext_lazy("oltre il 79%, o categorie di guerra dalla prima alla terza"),
    FasciaIncentivo.DA_67_A_79: gettext_lazy("dal 67 al 79%, o categorie di guerra dalla quarta alla sesta"),
    FasciaIncentivo.PSICHICA: gettext_lazy("intellettiva o psichica oltre il 45%"),
}
ISTITUTI: Mapping[Istituto, Promise] = {
    Istituto.ESONERI: gettext_lazy("esoneri parziali"),
    Istituto.ESONERI_60: gettext_lazy("esoneri autocertificati al 60 per mille"),
    Istituto.SOSPENSIONI: gettext_lazy("sospensioni"),
    Istituto.CONVENZIONI: gettext_lazy("convenzioni"),
    Istituto.COMPENSAZIONI: gettext_lazy("compensazioni territoriali"),
}
CAUSE: Mapping[Causa, Promise] = {
    Causa.CIGS: gettext_lazy("cassa integrazione straordinaria"),
    Causa.SOLIDARIETA: gettext_lazy("contratto di solidarietà"),
    Causa.LICENZIAMENTO_COLLETTIVO: gettext_lazy("licenziamento collettivo (tutta Italia)"),
}
CON_TERZI: Mapping[TipoConvenzione, Promise] = {
    TipoConvenzione.ART12BIS: gettext_lazy("art. 12-bis"),
    TipoConvenzione.ART14: gettext_lazy("art. 14 del D.Lgs. 276/2003"),
}
CATEGORIE: Mapping[Categoria, Promise] = {
    Categoria.DISABILI: gettext_lazy("persone con disabilità"),
    Categoria.ART18: gettext_lazy("categorie protette (art. 18)"),
}
TITOLI: Mapping[str, Promise] = {
    Assunzione.tipo: gettext_lazy("Un'assunzione che copre la quota"),
    Personale.tipo: gettext_lazy("Personale in più o in meno"),
    Orario.tipo: gettext_lazy("Un cambio d'orario"),
    ConvenzioneDiProgramma.tipo: gettext_lazy("Una convenzione di programma (art. 11)"),
    ConvenzioneConTerzi.tipo: gettext_lazy("Una convenzione con terzi (art. 12-bis o 14)"),
    EsoneroParziale.tipo: gettext_lazy("Un esonero parziale"),
    Autocertificazione.tipo: gettext_lazy("Un esonero autocertificato al 60 per mille"),
    SpostamentoFraProvince.tipo: gettext_lazy("Una compensazione territoriale"),
    SospensioneDellObbligo.tipo: gettext_lazy("Una sospensione"),
    Cessazione.tipo: gettext_lazy("La fine di atti in corso"),
}
ESITI: Mapping[Esito, Promise] = {
    Esito.UGUALE: gettext_lazy("uguale"),
    Esito.CAMBIATO: gettext_lazy("cambia"),
    Esito.AGGIUNTO: gettext_lazy("nuovo"),
    Esito.TOLTO: gettext_lazy("non c'è più"),
}


def in_parole(variazione: Variazione, province: Mapping[str, str]) -> str:
    """A change as a sentence; `province` names the codes."""
    return _FRASI[type(variazione)](variazione, lambda codice: province.get(codice, codice))


def ore(minuti: int) -> str:
    return f"{minuti // 60}:{minuti % 60:02d}"


Nome = Callable[[str], str]


def _personale(v: Personale, nome: Nome) -> str:
    dati = {"n": abs(v.differenza), "gruppo": GRUPPI[v.gruppo], "provincia": nome(v.provincia)}
    if v.svolto:
        dati |= {"svolto": ore(v.svolto), "contratto": ore(v.contratto)}
        if v.differenza > 0:
            return _("%(provincia)s: %(n)d in più, %(gruppo)s, %(svolto)s ore su %(contratto)s.") % dati
        return _("%(provincia)s: %(n)d in meno, %(gruppo)s, %(svolto)s ore su %(contratto)s.") % dati
    if v.differenza > 0:
        return _("%(provincia)s: %(n)d in più, %(gruppo)s.") % dati
    return _("%(provincia)s: %(n)d in meno, %(gruppo)s.") % dati


def _orario(v: Orario, nome: Nome) -> str:
    testo = ngettext(
        "%(provincia)s: %(n)d persona passa da %(da)s a %(a)s ore su %(contratto)s (%(gruppo)s).",
        "%(provincia)s: %(n)d persone passano da %(da)s a %(a)s ore su %(contratto)s (%(gruppo)s).",
        v.numero,
    )
    dati = {"da": ore(v.da), "a": ore(v.a), "contratto": ore(v.contratto), "gruppo": GRUPPI[v.gruppo]}
    return testo % {"provincia": nome(v.provincia), "n": v.numero, **dati}


def _assunzione(v: Assunzione, nome: Nome) -> str:
    testo = ngettext(
        "%(provincia)s: un'assunzione, %(categoria)s, %(svolto)s ore su %(contratto)s.",
        "%(provincia)s: %(n)d assunzioni, %(categoria)s, %(svolto)s ore su %(contratto)s.",
        v.numero,
    )
    dati = {"categoria": CATEGORIE[v.categoria], "svolto": ore(v.svolto), "contratto": ore(v.contratto)}
    return testo % {"provincia": nome(v.provincia), "n": v.numero, **dati}


def _art11(v: ConvenzioneDiProgramma, nome: Nome) -> str:
    testo = ngettext(
        "%(provincia)s: convenzione art. 11 con %(n)d assunzione programmata%(fine)s.",
        "%(provincia)s: convenzione art. 11 con %(n)d assunzioni programmate%(fine)s.",
        v.previsti,
    )
    return testo % {"provincia": nome(v.provincia), "n": v.previsti, "fine": _fino_al(v.scadenza)}


def _con_terzi(v: ConvenzioneConTerzi, nome: Nome) -> str:
    testo = _("%(provincia)s: convenzione %(articolo)s che copre %(n)d unità.")
    return testo % {"provincia": nome(v.provincia), "n": v.unita, "articolo": CON_TERZI[v.istituto]}


def _esonero(v: EsoneroParziale, nome: Nome) -> str:
    testo = ngettext(
        "%(provincia)s: esonero parziale per %(n)d posizione%(fine)s.",
        "%(provincia)s: esonero parziale per %(n)d posizioni%(fine)s.",
        v.numero,
    )
    return testo % {"provincia": nome(v.provincia), "n": v.numero, "fine": _fino_al(v.fino_al)}


def _esonero_60(v: Autocertificazione, nome: Nome) -> str:
    testo = ngettext(
        "%(provincia)s: %(n)d posizione esonerata per autocertificazione, %(addetti)d addetti al 60 per mille.",
        "%(provincia)s: %(n)d posizioni esonerate per autocertificazione, %(addetti)d addetti al 60 per mille.",
        v.esonerati,
    )
    return testo % {"provincia": nome(v.provincia), "n": v.esonerati, "addetti": v.addetti}


def _compensazione(v: SpostamentoFraProvince, nome: Nome) -> str:
    dati = {"n": v.numero, "categoria": CATEGORIE[v.categoria], "da": nome(v.da), "a": nome(v.a)}
    return _("Compensazione: %(da)s prende %(n)d in più e %(a)s %(n)d in meno (%(categoria)s).") % dati


def _sospensione(v: SospensioneDellObbligo, nome: Nome) -> str:
    dati = {"causa": CAUSE[v.causa], "provincia": nome(v.provincia), "fine": _fino_al(v.fine)}
    if v.causa == Causa.LICENZIAMENTO_COLLETTIVO:
        return _("Sospensione: %(causa)s%(fine)s.") % dati
    dati["percentuale"] = v.percentuale
    return _("%(provincia)s: sospensione del %(percentuale)s%%, %(causa)s%(fine)s.") % dati


def _cessazione(v: Cessazione, nome: Nome) -> str:
    dati = {"provincia": nome(v.provincia), "istituto": ISTITUTI[v.istituto]}
    return _("%(provincia)s: non valgono più le voci in corso di: %(istituto)s.") % dati


def _fino_al(giorno: Any) -> str:
    return _(", fino al %(giorno)s") % {"giorno": f"{giorno:%d/%m/%Y}"} if giorno else ""


_FRASI: Mapping[type[Variazione], Callable[[Any, Nome], str]] = {
    Personale: _personale,
    Orario: _orario,
    Assunzione: _assunzione,
    ConvenzioneDiProgramma: _art11,
    ConvenzioneConTerzi: _con_terzi,
    EsoneroParziale: _esonero,
    Autocertificazione: _esonero_60,
    SpostamentoFraProvince: _compensazione,
    SospensioneDellObbligo: _sospensione,
    Cessazione: _cessazione,
}
