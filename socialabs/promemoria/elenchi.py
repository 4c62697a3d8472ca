"""The lists: deadlines, one's inbox, what was sent to whom."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from socialabs.base.elenchi import Elenco
from socialabs.base.esportazioni import Colonna, Formato
from socialabs.base.giorni import oggi
from socialabs.promemoria import registro
from socialabs.promemoria.enums import DA_FARE, StatoScadenza
from socialabs.promemoria.esiti import ESITI, esito_di, posta_di
from socialabs.promemoria.forms import (
    TUTTE,
    UFFICIO,
    FiltriAvvisi,
    FiltriCalendario,
    FiltriElenco,
    FiltriInviati,
)
from socialabs.promemoria.lettura import IN_RITARDO, Letta, con_pubblici, leggi
from socialabs.promemoria.models import Avviso, Promemoria, Scadenza


class ElencoCalendario(Elenco):
    """The deadlines of a calendar page, which has days in the place of pages."""

    chiave = "scadenze.calendario"
    modulo = FiltriCalendario
    ordini = {"giorno": ["quando"]}
    ordine_iniziale = "giorno"
    # What is shown when no state is chosen.
    senza_stato: ClassVar[Q] = ~Q(stato=StatoScadenza.DECADUTA)

    def __init__(self, request: HttpRequest):
        super().__init__(request, Scadenza.objects.all(), ctx=request.ctx)
        scadenze = Scadenza.objects.con_giorno()
        tutte = self.form.cleaned_data.get("di") == UFFICIO
        self.in_ambito = scadenze.visible_to(request.ctx) if tutte else scadenze.destinate_a(request.ctx)

    def filtra(self, righe: QuerySet, dati: Mapping[str, Any]) -> QuerySet:
        if tipo := dati.get("tipo"):
            righe = righe.filter(tipo=tipo)
        return righe.filter(self._per_stato(dati.get("stato", "")))

    def _per_stato(self, stato: str) -> Q:
        if stato == IN_RITARDO:
            return Q(stato__in=DA_FARE, quando__lt=oggi())
        if stato == TUTTE:
            return Q()
        return Q(stato=stato) if stato else self.senza_stato

    @property
    def in_ritardo(self) -> int:
        """How many of these are late, whatever period the page shows."""
        return self.in_ambito.in_ritardo().order_by().count()


class ElencoScadenze(ElencoCalendario):
    """Deadlines one below the other, the late ones first."""

    chiave = "scadenze.elenco"
    modulo = FiltriElenco
    ordini = {"giorno": ["urgenza", "quando"], "argomento": ["tipo", "quando"]}
    senza_stato = Q(stato__in=DA_FARE)

    def filtra(self, righe: QuerySet, dati: Mapping[str, Any]) -> QuerySet:
        giorni = {"quando__gte": dati.get("dal"), "quando__lte": dati.get("al")}
        righe = super().filtra(righe, dati).filter(**{campo: giorno for campo, giorno in giorni.items() if giorno})
        in_ritardo = When(stato__in=DA_FARE, quando__lt=oggi(), then=Value(0))
        righe = righe.annotate(urgenza=Case(in_ritardo, default=Value(1), output_field=IntegerField()))
        return con_pubblici(righe, self.request.ctx)

    @cached_property
    def lette(self) -> list[Letta]:
        return leggi(self.request.ctx, self.pagina)


class ElencoAvvisi(Elenco):
    """One's inbox: what is not read comes first."""

    chiave = "avvisi"
    modulo = FiltriAvvisi
    ordini = {"data": ["da_leggere", "creato_il"]}
    ordine_iniziale = "-data"

    def __init__(self, request: HttpRequest):
        super().__init__(request, Avviso.objects.casella_di(request.ctx), ctx=request.ctx)

    def filtra(self, righe: QuerySet, dati: Mapping[str, Any]) -> QuerySet:
        filtri = {"tipo": dati.get("tipo"), "letto_il__isnull": {"si": True, "no": False}.get(dati.get("lettura", ""))}
        righe = righe.filter(**{campo: valore for campo, valore in filtri.items() if valore not in (None, "")})
        return righe.annotate(da_leggere=Case(When(letto_il=None, then=Value(1)), default=Value(0)))


class ElencoInviati(Elenco):
    """Reminders to the people of the kinds that one's role follows, the latest first.

    Without days of one's own it shows the last month and not the future: there are as many rows as mails ever sent.
    """

    chiave = "inviati"
    modulo = FiltriInviati
    ordini = {"quando": ["quando"]}
    ordine_iniziale = "-quando"

    def __init__(self, request: HttpRequest):
        righe = Promemoria.objects.visible_to(request.ctx).select_related("utente", "scadenza", "avviso__messaggio")
        pesanti = (
            f"avviso__messaggio__{campo}" for campo in ("destinatario", "corpo_testo", "corpo_html", "calendario")
        )
        super().__init__(request, righe.defer(*pesanti), ctx=request.ctx)

    def filtra(self, righe: QuerySet, dati: Mapping[str, Any]) -> QuerySet:
        filtri = {"scadenza__tipo": dati.get("tipo"), "giorno__gte": dati.get("dal"), "giorno__lte": dati.get("al")}
        righe = righe.filter(**{campo: valore for campo, valore in filtri.items() if valore})
        if esito := dati.get("esito"):
            righe = righe.filter(ESITI[esito].quali())
        return righe

    def note_di_estrazione(self) -> list[tuple[str, str]]:
        """The days are always said, also when nobody chose them."""
        dati = self.form.cleaned_data
        giorni = [
            (str(self.form.fields[nome].label), f"{dati[nome]:%d/%m/%Y}") for nome in ("dal", "al") if dati.get(nome)
        ]
        return [*giorni, *(nota for nota in super().note_di_estrazione() if nota[0] not in dict(giorni))]


COLONNE_INVIATI = [
    Colonna("giorno", gettext_lazy("Giorno"), lambda p: p.giorno, Formato.DATA),
    Colonna("argomento", gettext_lazy("Argomento"), lambda p: registro.titolo_di(p.scadenza.tipo)),
    Colonna("destinatario", gettext_lazy("Destinatario"), lambda p: str(p.utente)),
    Colonna("come", gettext_lazy("Come"), lambda p: p.get_pubblico_display()),
    Colonna("esito", gettext_lazy("Esito"), lambda p: str(esito_di(p).etichetta)),
    Colonna("inviato", gettext_lazy("Inviato il"), lambda p: p.inviato_il, Formato.ORA),
    Colonna("posta", gettext_lazy("E-mail"), lambda p: str(posta_di(p))),
    Colonna("letto", gettext_lazy("Letto nel portale il"), lambda p: p.avviso and p.avviso.letto_il, Formato.ORA),
]
