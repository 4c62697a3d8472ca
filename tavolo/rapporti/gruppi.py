"""What the working groups do."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from socialabs.base.contesto import Contesto
from socialabs.base.templatetags.socialabs import numero
from socialabs.rapporti.contenuto import Contenuto, Grafico, Motivo, Serie, Tabella
from socialabs.rapporti.registro import Rapporto, registra
from tavolo.enums import IMPEGNI_APERTI
from tavolo.frequenza import posti
from tavolo.models import Decisione, Gruppo, Impegno
from tavolo.rapporti.comune import RUOLI, Anno, del_periodo, intero, quota, testo
from tavolo.rapporti.presenze import sedute


SOMME = ("sedute", "deserte", "attesi", "presenti", "decisioni", "azioni", "azioni_aperte")


def attivita(ctx: Contesto, parametri: Mapping[str, Any]) -> Contenuto:
    """Meetings, attendance, decisions and actions of each working group in a period."""
    righe = per_gruppo(ctx, parametri["anno"])
    totale = {"gruppo": _("Totale"), **{somma: sum(riga[somma] for riga in righe) for somma in SOMME}}
    return Contenuto(
        risposta=_risposta(parametri["anno"], len(righe), totale),
        cifre=[
            {"etichetta": _("Gruppi"), "valore": len(righe)},
            {"etichetta": _("Sedute"), "valore": totale["sedute"]},
            {"etichetta": _("Decisioni"), "valore": totale["decisioni"]},
            {"etichetta": _("Azioni aperte"), "valore": totale["azioni_aperte"], "tipo": "warning"},
        ],
        tabelle=[_tabella(righe, totale)],
        note=[_("Contano le sedute svolte e quelle deserte; un gruppo che non si è riunito ha zero sedute.")],
    )


def per_gruppo(ctx: Contesto, anno: int | None) -> list[dict[str, Any]]:
    """A row for each group of the period, by name; the number of queries does not depend on the groups."""
    gruppi = Gruppo.objects.visible_to(ctx)
    if anno:
        gruppi = gruppi.filter(dal__year__lte=anno).exclude(al__year__lt=anno)
    tenute = sedute(ctx, anno).filter(gruppo__isnull=False)
    concluse = list(tenute.concluse().values_list("gruppo", "aperta_il"))
    posti_tenuti = posti(tenute)
    quante = {
        "sedute": Counter(gruppo for gruppo, _aperta in concluse),
        "deserte": Counter(gruppo for gruppo, aperta in concluse if aperta is None),
        "attesi": Counter(posto.seduta.gruppo_id for posto in posti_tenuti),
        "presenti": Counter(posto.seduta.gruppo_id for posto in posti_tenuti if posto.presente),
        "decisioni": _per("punto__seduta__gruppo", Decisione.objects.visible_to(ctx).filter(punto__seduta__in=tenute)),
        "azioni": _per("seduta__gruppo", Impegno.objects.visible_to(ctx).filter(seduta__in=tenute)),
        "azioni_aperte": _per(
            "seduta__gruppo", Impegno.objects.visible_to(ctx).filter(seduta__in=tenute, stato__in=IMPEGNI_APERTI)
        ),
    }
    return [
        {"gruppo": gruppo.nome, **{somma: quante[somma].get(gruppo.pk, 0) for somma in SOMME}} for gruppo in gruppi
    ]


def _per(campo: str, righe: Any) -> dict[Any, int]:
    return dict(righe.order_by().values(campo).annotate(n=Count("pk")).values_list(campo, "n"))


def _tabella(righe: list[dict], totale: dict) -> Tabella:
    grafico = Grafico(
        titolo=_("Sedute e decisioni dei gruppi di lavoro"),
        etichetta=lambda r: r["gruppo"],
        serie=[
            Serie(_("Sedute"), lambda r: r["sedute"], Motivo.PIENO),
            Serie(_("Decisioni"), lambda r: r["decisioni"], Motivo.TRATTEGGIO),
        ],
        testo=lambda r: _("%(sedute)s sedute, %(decisioni)s decisioni") % r,
    )
    colonne = [
        testo("gruppo", _("Gruppo")),
        intero("sedute", _("Sedute")),
        intero("deserte", _("Di cui deserte")),
        quota("percento", _("Presenze su attese"), "presenti", "attesi"),
        intero("decisioni", _("Decisioni")),
        intero("azioni", _("Azioni assegnate")),
        intero("azioni_aperte", _("Di cui aperte")),
    ]
    return Tabella("gruppi", _("Attività per gruppo"), colonne, righe, totale=totale, grafico=grafico)


def _risposta(anno: int | None, gruppi: int, totale: Mapping[str, Any]) -> str:
    if not gruppi:
        return _("Nessun gruppo di lavoro con questi parametri.")
    frase = ngettext(
        "%(quando)s %(gruppi)s gruppo di lavoro: sedute %(sedute)s, decisioni %(decisioni)s.",
        "%(quando)s %(gruppi)s gruppi di lavoro: sedute %(sedute)s, decisioni %(decisioni)s.",
        gruppi,
    )
    cifre = {nome: numero(totale[nome]) for nome in ("sedute", "decisioni")}
    return frase % {**cifre, "quando": del_periodo(anno), "gruppi": numero(gruppi)}


registra(
    Rapporto(
        chiave="tavolo-gruppi",
        titolo=gettext_lazy("Tavolo: attività dei gruppi di lavoro"),
        domanda=gettext_lazy("Quanto si riuniscono i gruppi di lavoro, e che cosa ne esce?"),
        modulo=Anno,
        dati=attivita,
        ruoli=RUOLI,
    )
)
