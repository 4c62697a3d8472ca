"""What is wrong with a return, in plain words, and what to do about it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collocamento.enums import Tabella
from collocamento.normativa import Segnalazione, render_segnalazione
from collocamento.normativa.catalogo import catalogo
from collocamento.scheda import lingua


class Voce(NamedTuple):
    frase: str
    rimedio: str


# Anomalies that the import finds before the engine runs.
DELL_IMPORTAZIONE: dict[str, Promise] = {
    "unknown_code": gettext_lazy("Il codice «%(valore)s» non è nella tabella «%(tabella)s»: non riduce nulla."),
    "invalid_hours": gettext_lazy("Un orario ha ore di contratto nulle: quelle righe non sono contate."),
    "missing_number": gettext_lazy("Un esonero non dice per quante posizioni: non è contato."),
    "duplicate_province": gettext_lazy("La provincia ha due fogli: le loro cifre sono sommate."),
    "invalid_tax_code": gettext_lazy("Il codice fiscale del datore ha un carattere di controllo sbagliato."),
    "unknown_seat": gettext_lazy("Il comune della sede legale («%(valore)s») non esiste: vale il primo foglio."),
}
TABELLE = {
    "categorieescluse": Tabella.CATEGORIE_ESCLUSE,
    "causale_sospensione": Tabella.CAUSALE_SOSPENSIONE,
    "tipoconvenzione": Tabella.TIPO_CONVENZIONE,
    "tipoassunzione": Tabella.TIPO_ASSUNZIONE,
}
RETTIFICA = gettext_lazy("Chiedi all'azienda una rettifica del prospetto.")
RIMEDI: dict[str, Promise] = {
    "prospetto_not_due": gettext_lazy("Non serve alcuna azione: il datore resta in archivio."),
    "exemption_over_ceiling": gettext_lazy(
        "Confronta l'atto di esonero con il massimale; se eccede, chiedi la rettifica."
    ),
    "compensation_unbalanced": gettext_lazy("Chiedi all'azienda di pareggiare le compensazioni con una rettifica."),
    "provincial_sum_differs": gettext_lazy("Chiedi all'azienda quale provincia compensa e con quante unità."),
    "unknown_code": gettext_lazy(
        "Verifica il codice con la tabella del ministero: se è valido, aggiungilo alle tabelle dei codici."
    ),
    "unknown_seat": gettext_lazy("Verifica il comune della sede legale con la visura e chiedi la rettifica."),
}


def in_parole(segnalazione: Mapping[str, Any], province: Mapping[str, str]) -> Voce:
    """An anomaly as a sentence and what to do; an unforeseen code is shown as it is rather than hidden."""
    codice = segnalazione["code"]
    campi = {nome: valore for nome, valore in segnalazione.items() if nome != "code"}
    for nome in ("province", "provincia", "other"):
        if isinstance(campi.get(nome), str):
            campi[nome] = province.get(campi[nome], campi[nome])
    return Voce(_frase(codice, campi), str(RIMEDI.get(codice, RETTIFICA)))


def avviso_in_parole(segnalazione: Mapping[str, Any], province: Mapping[str, str]) -> str:
    """A warning of the engine as a sentence."""
    return in_parole(segnalazione, province).frase


def _frase(codice: str, campi: dict[str, Any]) -> str:
    if codice in catalogo()["segnalazioni"]:
        return render_segnalazione(Segnalazione(codice, campi), lingua())
    modello = DELL_IMPORTAZIONE.get(codice)
    if modello is None:
        return _("Segnalazione «%(codice)s».") % {"codice": codice}
    tabella = TABELLE.get(campi.get("tabella", ""))
    testo = str(modello) % {"valore": campi.get("valore", ""), "tabella": tabella.label if tabella else ""}
    return (
        _("%(provincia)s: %(testo)s") % {"provincia": campi["provincia"], "testo": testo}
        if "provincia" in campi
        else testo
    )
