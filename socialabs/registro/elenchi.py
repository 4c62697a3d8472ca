from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from socialabs.base.elenchi import Elenco
from socialabs.base.esportazioni import Colonna
from socialabs.base.riferimenti import risolvi
from socialabs.registro.etichette import etichetta, nome_del_ruolo, nome_del_tipo
from socialabs.registro.forms import FiltriRegistro
from socialabs.registro.models import Evento


CAMPI = {
    "dal": "quando__date__gte",
    "al": "quando__date__lte",
    "verbo": "verbo",
    "attore": "attore",
    "oggetto": "oggetto_id",
}


class ElencoRegistro(Elenco):
    chiave = "registro"
    modulo = FiltriRegistro
    ordini = {"quando": ["quando"]}
    ordine_iniziale = "-quando"

    def filtra(self, righe: QuerySet, dati: Mapping[str, Any]) -> QuerySet:
        return righe.filter(**{CAMPI[nome]: valore for nome, valore in dati.items() if valore})

    def righe_leggibili(self) -> list[dict]:
        """The page's events with names for people and, where its reader may see them, for objects."""
        eventi = list(self.pagina)
        nomi = nomi_di(eventi)
        return [
            {
                "evento": evento,
                "frase": etichetta(evento.verbo),
                "tipo": nome_del_tipo(evento.tipo),
                "ruolo": nome_del_ruolo(evento.ruolo),
                "attore": nomi.get(evento.attore, ""),
                "attore_reale": nomi.get(evento.attore_reale, ""),
                "riferimento": self._riferimento(evento),
            }
            for evento in eventi
        ]

    def _riferimento(self, evento: Evento) -> Any:
        return risolvi(self.request.ctx, evento.tipo, evento.oggetto_id) if evento.oggetto_id else None


def nomi_di(eventi: Sequence[Evento]) -> dict:
    """{id: name} of the people in these events; who is no longer in the database is missing."""
    ids = {e.attore for e in eventi} | {e.attore_reale for e in eventi}
    return {utente.pk: str(utente) for utente in get_user_model().objects.filter(pk__in=ids - {None})}


# The export names people by id alone: joined to the accounts only by whoever has the right to do it.
COLONNE = [
    Colonna("quando", _("Quando"), lambda e: f"{localtime(e.quando):%Y-%m-%d %H:%M:%S}"),
    Colonna("verbo", _("Azione"), lambda e: e.verbo),
    Colonna("frase", _("Descrizione"), lambda e: etichetta(e.verbo)),
    Colonna("attore", _("Utente"), lambda e: str(e.attore or "")),
    Colonna("attore_reale", _("Operatore in assistenza"), lambda e: str(e.attore_reale or "")),
    Colonna("ruolo", _("Ruolo"), lambda e: e.ruolo),
    Colonna("processo", _("Processo"), lambda e: e.processo),
    Colonna("tipo", _("Tipo di oggetto"), lambda e: e.tipo),
    Colonna("oggetto", _("Oggetto"), lambda e: str(e.oggetto_id or "")),
    Colonna("etichetta", _("Etichetta"), lambda e: e.etichetta),
    Colonna("motivo", _("Motivo"), lambda e: e.motivo),
    Colonna("richiesta", _("Richiesta"), lambda e: str(e.richiesta_id or "")),
    Colonna("indirizzo", _("Indirizzo di rete"), lambda e: e.indirizzo or ""),
]
