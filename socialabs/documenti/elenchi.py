"""The archive of documents as a list."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from socialabs.base.elenchi import Elenco
from socialabs.base.esportazioni import Colonna, Formato
from socialabs.base.testo import cerca_denominazione
from socialabs.documenti.forms import FiltriDocumenti


class ElencoDocumenti(Elenco):
    chiave = "documenti"
    modulo = FiltriDocumenti
    ordine_iniziale = "-data"
    riservati = Elenco.riservati | {"destinatario"}
    ordini = {
        "data": ["emesso_il", "numero"],
        "numero": ["anno", "numero"],
        "tipo": ["tipo"],
        "destinatario": ["destinatario__denominazione_ordinabile"],
    }

    def filtra(self, righe: QuerySet, dati: Mapping[str, Any]) -> QuerySet:
        if testo := dati.get("q"):
            righe = righe.che_contengono(testo)
        if destinatario := dati.get("destinatario"):
            righe = righe.filter(cerca_denominazione(destinatario, "destinatario"))
        if condizione := dati.get("condizione"):
            righe = righe.in_condizione(condizione)
        esatti = {"tipo": dati.get("tipo"), "anno": dati.get("anno")}
        return righe.filter(**{campo: valore for campo, valore in esatti.items() if valore}).per_elenco()


DOCUMENTI = [
    Colonna("tipo", _("Tipo"), lambda d: d.titolo),
    Colonna("numero", _("Numero"), lambda d: d.numero, Formato.INTERO),
    Colonna("anno", _("Anno"), lambda d: str(d.anno)),
    Colonna("emesso_il", _("Emesso il"), lambda d: d.emesso_il, Formato.ORA),
    Colonna("etichetta", _("Descrizione"), lambda d: d.etichetta),
    Colonna("destinatario", _("Destinatario"), lambda d: d.nome_destinatario),
    Colonna("condizione", _("Stato"), lambda d: str(d.condizione.label)),
    Colonna("sostituito_da", _("Sostituito da"), lambda d: d.successore.numero_e_anno if d.successore else ""),
    Colonna("codice", _("Codice di verifica"), lambda d: d.codice_leggibile),
    Colonna("sha256", _("Impronta SHA-256"), lambda d: d.sha256),
]
