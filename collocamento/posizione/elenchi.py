"""The office's list of the obligation episodes: who is late, since when, by how many posts."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collocamento.posizione.enums import SCOPERTI, EsitoVerifica, StatoEpisodio
from collocamento.posizione.forms import SCOPERTE, TUTTE, TUTTI, FiltriEpisodi
from collocamento.posizione.models import Episodio, Verifica
from socialabs.anagrafica.models import Provincia
from socialabs.base.elenchi import Elenco
from socialabs.base.esportazioni import Colonna, Formato
from socialabs.base.giorni import oggi
from socialabs.base.testo import cerca_denominazione


class ElencoEpisodi(Elenco):
    """Episodes in progress; each row also has its latest check."""

    chiave = "episodi"
    modulo = FiltriEpisodi
    ordine_iniziale = "entro"
    ordini = {
        "denominazione": ["datore__organizzazione__denominazione_ordinabile"],
        "stato": ["stato"],
        "entro": ["entro", "datore__organizzazione__denominazione_ordinabile"],
        "scoperti": ["scoperti", "scoperti_art18"],
        "scoperti18": ["scoperti_art18", "scoperti"],
        "dal": ["dal"],
    }

    def __init__(self, request: HttpRequest):
        ultima = Verifica.objects.visible_to(request.ctx).filter(episodio=OuterRef("pk")).order_by("-creato_il", "-id")
        righe = (
            Episodio.objects.visible_to(request.ctx)
            .in_corso()
            .select_related("datore__organizzazione", "comune")
            .annotate(verifica=Subquery(ultima.values("esito")[:1]))
        )
        super().__init__(request, righe, ctx=request.ctx)
        self.province = dict(Provincia.objects.values_list("codice", "nome"))

    def filtra(self, righe: QuerySet, dati: Mapping[str, Any]) -> QuerySet:
        condizioni = Q()
        if testo := dati.get("q"):
            condizioni &= cerca_denominazione(testo, "datore__organizzazione")
        if (stato := dati.get("stato") or TUTTI) != TUTTI:
            condizioni &= Q(stato__in=SCOPERTI) if stato == SCOPERTE else Q(stato=stato)
        if (provincia := dati.get("provincia") or TUTTE) != TUTTE:
            condizioni &= Q(provincia=provincia)
        if comune := dati.get("comune"):
            condizioni &= Q(comune=comune)
        if cpi := dati.get("cpi"):
            condizioni &= Q(comune__in=cpi.comuni.values("pk"))
        if ritardo := dati.get("ritardo"):
            condizioni &= Q(stato__in=SCOPERTI, entro__lte=oggi() - timedelta(days=int(ritardo)))
        righe = righe.filter(condizioni)
        if posti := dati.get("posti"):
            righe = righe.annotate(tutti=F("scoperti") + F("scoperti_art18")).filter(tutti__gte=int(posti))
        return righe

    def totali(self) -> dict[str, int]:
        """The sums of what is filtered, whatever the page."""
        oltre = Q(stato=StatoEpisodio.SCOPERTA_OLTRE)
        return self.filtrate.aggregate(
            datori=Count("datore", distinct=True),
            oltre=Count("pk", filter=oltre),
            da_verificare=Count("pk", filter=oltre & Q(verifica__isnull=True)),
            scoperti=Sum("scoperti", default=0),
            scoperti_art18=Sum("scoperti_art18", default=0),
        )


def ritardo(episodio: Episodio) -> int | None:
    """Days past the term; None where no term runs."""
    if episodio.stato not in SCOPERTI:
        return None
    return max(0, (oggi() - episodio.entro).days)


def esito_in_parole(esito: str | None) -> str:
    return str(EsitoVerifica(esito).label) if esito else ""


def colonne(province: Mapping[str, str]) -> list[Colonna]:
    """The columns that leave the office; `province` names the codes."""
    return [
        Colonna("codice_fiscale", _("Codice fiscale"), lambda e: e.datore.organizzazione.codice_fiscale),
        Colonna("denominazione", _("Denominazione"), lambda e: e.datore.organizzazione.denominazione),
        Colonna("provincia", _("Provincia"), lambda e: province.get(e.provincia, e.provincia)),
        Colonna("comune", _("Comune"), lambda e: e.comune.nome if e.comune else ""),
        Colonna("stato", _("Stato"), lambda e: e.get_stato_display()),
        Colonna("dal", _("In questo stato dal"), lambda e: e.dal, Formato.DATA),
        Colonna("t0", _("Obbligo sorto il"), lambda e: e.t0, Formato.DATA),
        Colonna("entro", _("Termine"), lambda e: e.entro, Formato.DATA),
        Colonna("ritardo", _("Giorni oltre il termine"), ritardo, Formato.INTERO),
        Colonna("posti", _("Mancano disabili"), lambda e: e.posti, Formato.INTERO),
        Colonna("scoperti", _("di cui non richiesti"), lambda e: e.scoperti, Formato.INTERO),
        Colonna("posti_art18", _("Mancano art. 18"), lambda e: e.posti_art18, Formato.INTERO),
        Colonna("scoperti_art18", _("art. 18 non richiesti"), lambda e: e.scoperti_art18, Formato.INTERO),
        Colonna("situazione", _("Organico al"), lambda e: e.situazione, Formato.DATA),
        Colonna("verifica", _("Verifica"), lambda e: esito_in_parole(e.verifica)),
    ]


TITOLO = gettext_lazy("Scoperture e termini")
