"""Attendance, body by body."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from socialabs.base.contesto import Contesto
from socialabs.base.templatetags.socialabs import numero, percento
from socialabs.rapporti.contenuto import Contenuto, Grafico, Motivo, Serie, Tabella
from socialabs.rapporti.registro import Rapporto, registra
from tavolo.enums import Qualita
from tavolo.frequenza import Posto, posti
from tavolo.models import Seduta
from tavolo.rapporti.comune import RUOLI, AnnoOrgano, del_periodo, intero, quota, testo


def presenze(ctx: Contesto, parametri: Mapping[str, Any]) -> Contenuto:
    """How often the seats of each body were held in the meetings of a period."""
    tenuti = posti(sedute(ctx, parametri["anno"]).dell_organo(parametri["organo"]))
    righe = per_ente(tenuti)
    totale = {**riepilogo(tenuti), "ente": _("Totale")}
    return Contenuto(
        risposta=_risposta(parametri["anno"], totale),
        cifre=[
            {"etichetta": _("Sedute"), "valore": totale["sedute"]},
            {"etichetta": _("Presenze"), "valore": percento(totale["presenti"] / (totale["attesi"] or 1))},
            {"etichetta": _("Assenze non giustificate"), "valore": totale["ingiustificate"], "tipo": "warning"},
        ],
        tabelle=[tabella(righe, totale)],
        note=note(),
    )


def sedute(ctx: Contesto, anno: int | None) -> Any:
    righe = Seduta.objects.visible_to(ctx)
    return righe.filter(anno=anno) if anno else righe


def per_ente(tenuti: Sequence[Posto]) -> list[dict[str, Any]]:
    """A row for each body, the most absent first."""
    enti: dict[str, list[Posto]] = {}
    for posto in tenuti:
        enti.setdefault(posto.seggio.ente.organizzazione.denominazione, []).append(posto)
    righe = [{**riepilogo(suoi), "ente": ente} for ente, suoi in enti.items()]
    return sorted(righe, key=lambda r: (r["presenti"] / r["attesi"], r["ente"]))


def riepilogo(tenuti: Sequence[Posto]) -> dict[str, Any]:
    presenti = [p for p in tenuti if p.presente]
    assenti = [p for p in tenuti if not p.presente]
    giustificate = sum(p.giustificata for p in assenti)
    return {
        "sedute": len({p.seduta.pk for p in tenuti}),
        "attesi": len(tenuti),
        "presenti": len(presenti),
        "supplenti": sum(p.qualita == Qualita.SUPPLENTE for p in presenti),
        "deleghe": sum(p.qualita == Qualita.DELEGA for p in presenti),
        "remoto": sum(p.remoto for p in presenti),
        "giustificate": giustificate,
        "ingiustificate": len(assenti) - giustificate,
    }


def tabella(righe: Sequence[dict], totale: dict) -> Tabella:
    grafico = Grafico(
        titolo=_("Presenze e assenze per ente"),
        etichetta=lambda r: r["ente"],
        serie=[
            Serie(_("Presenti"), lambda r: r["presenti"], Motivo.PIENO),
            Serie(_("Assenti giustificati"), lambda r: r["giustificate"], Motivo.TRATTEGGIO),
            Serie(_("Assenti non giustificati"), lambda r: r["ingiustificate"], Motivo.PUNTI),
        ],
        testo=lambda r: _("%(presenti)s su %(attesi)s") % r,
    )
    colonne = [
        testo("ente", _("Ente")),
        intero("sedute", _("Sedute")),
        intero("attesi", _("Presenze attese"), _("Una per ogni seggio dell'ente e per ogni seduta.")),
        intero("presenti", _("Presenze")),
        quota("percento", _("Presenze su attese"), "presenti", "attesi"),
        intero("supplenti", _("Di cui supplenti")),
        intero("deleghe", _("Di cui per delega"), _("Il seggio era tenuto da chi siede per un altro ente.")),
        intero("remoto", _("Di cui a distanza")),
        intero("giustificate", _("Assenze giustificate")),
        intero("ingiustificate", _("Assenze non giustificate")),
    ]
    return Tabella("enti", _("Presenze per ente"), colonne, righe, totale=totale, grafico=grafico)


def _risposta(anno: int | None, totale: Mapping[str, Any]) -> str:
    if not totale["sedute"]:
        return _("Nessuna seduta con questi parametri.")
    frase = ngettext(
        "%(quando)s %(sedute)s seduta: seggi occupati %(quota)s.",
        "%(quando)s %(sedute)s sedute: seggi occupati %(quota)s.",
        totale["sedute"],
    )
    tenuti = percento(totale["presenti"] / totale["attesi"])
    return frase % {"quando": del_periodo(anno), "sedute": numero(totale["sedute"]), "quota": tenuti}


def note() -> list[str]:
    return [
        _("Contano le sedute svolte e quelle deserte; è presente chi è venuto anche per una parte della seduta."),
        _("È giustificata l'assenza annunciata nella risposta, o quella che il regolamento considera tale."),
    ]


registra(
    Rapporto(
        chiave="tavolo-presenze",
        titolo=gettext_lazy("Tavolo: presenze per ente"),
        domanda=gettext_lazy("Quali enti vengono alle sedute, chi manda il supplente e chi manca?"),
        modulo=AnnoOrgano,
        dati=presenze,
        ruoli=RUOLI,
    )
)
