"""The yearly report of the table."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from socialabs.base.contesto import Contesto
from socialabs.base.esportazioni import Colonna, Formato
from socialabs.base.giorni import oggi
from socialabs.base.templatetags.socialabs import numero, percento
from socialabs.rapporti.contenuto import Contenuto, Tabella
from socialabs.rapporti.registro import Rapporto, registra
from tavolo.enums import IMPEGNI_APERTI, GenereEnte, StatoImpegno
from tavolo.frequenza import Posto, posti
from tavolo.models import Decisione, EnteMembro, Impegno, Seggio
from tavolo.rapporti import decisioni, presenze
from tavolo.rapporti.comune import RUOLI, UnAnno, intero, quota, testo


def anno_del_tavolo(ctx: Contesto, parametri: Mapping[str, Any]) -> Contenuto:
    """A year of the table: meetings, members, attendance, decisions, actions and whether they were done in time."""
    anno = parametri["anno"] or oggi().year
    sedute = presenze.sedute(ctx, anno).dell_organo(None)
    tenuti = posti(sedute)
    registro = Decisione.objects.visible_to(ctx).filter(anno=anno)
    impegni = Impegno.objects.visible_to(ctx).filter(seduta__anno=anno)
    totale_decisioni = {**registro.aggregate(**decisioni.conteggi()), "voce": _("Totale")}
    totale_impegni = {**impegni.aggregate(**_azioni()), "voce": _("Totale")}
    righe = _sedute(sedute, tenuti)
    totale_presenze = {**presenze.riepilogo(tenuti), "ente": _("Totale")}
    return Contenuto(
        risposta=_risposta(anno, len(righe), totale_presenze, totale_decisioni),
        cifre=[
            {"etichetta": _("Sedute"), "valore": len(righe)},
            {"etichetta": _("Presenze"), "valore": percento(totale_presenze["presenti"] / (len(tenuti) or 1))},
            {"etichetta": _("Decisioni"), "valore": totale_decisioni["decisioni"]},
            {"etichetta": _("Azioni concluse in tempo"), "valore": totale_impegni["in_tempo"], "tipo": "success"},
            {"etichetta": _("Azioni in ritardo"), "valore": totale_impegni["in_ritardo"], "tipo": "danger"},
        ],
        tabelle=[
            _tabella_sedute(righe),
            _tabella_componenti(ctx, anno),
            presenze.tabella(presenze.per_ente(tenuti), totale_presenze),
            decisioni.tabella(registro, totale_decisioni),
            _tabella_azioni(impegni, totale_impegni),
        ],
        note=[
            *presenze.note(),
            _("Sedute, componenti e presenze sono del tavolo; decisioni e azioni anche dei gruppi di lavoro."),
            _("Ritardo ed esecuzione sono quelli di oggi; i componenti, chi ha avuto un seggio nell'anno."),
        ],
    )


# --- meetings and members -------------------------------------------------------------------------------------------
def _sedute(sedute: QuerySet, tenuti: list[Posto]) -> list[dict[str, Any]]:
    decise = Count("punti__decisioni")
    righe = sedute.concluse().con_esito().select_related("gruppo").annotate(decise=decise).order_by("inizio")
    attesi: dict[Any, int] = {}
    presenti: dict[Any, int] = {}
    for posto in tenuti:
        attesi[posto.seduta.pk] = attesi.get(posto.seduta.pk, 0) + 1
        presenti[posto.seduta.pk] = presenti.get(posto.seduta.pk, 0) + posto.presente
    return [
        {
            "seduta": f"{seduta.numero}/{seduta.anno}",
            "giorno": seduta.giorno,
            "esito": seduta.stato_pubblico.label,
            "attesi": attesi.get(seduta.pk, 0),
            "presenti": presenti.get(seduta.pk, 0),
            "decise": seduta.decise,
        }
        for seduta in righe
    ]


def _tabella_sedute(righe: list[dict]) -> Tabella:
    colonne = [
        testo("seduta", _("Seduta")),
        Colonna("giorno", _("Data"), lambda r: r["giorno"], Formato.DATA),
        testo("esito", _("Esito")),
        intero("attesi", _("Seggi")),
        intero("presenti", _("Occupati")),
        quota("percento", _("Presenze su attese"), "presenti", "attesi"),
        intero("decise", _("Decisioni")),
    ]
    return Tabella("sedute", _("Sedute del tavolo"), colonne, righe)


def _tabella_componenti(ctx: Contesto, anno: int) -> Tabella:
    """Bodies and seats by kind, as they were in the year, and who came in and went out of it."""
    enti = EnteMembro.objects.visible_to(ctx).filter(dal__year__lte=anno).exclude(al__year__lt=anno)
    seggi = Seggio.objects.visible_to(ctx).dell_organo(None).filter(dal__year__lte=anno).exclude(al__year__lt=anno)
    somme = {
        "enti": Count("pk"),
        "entrati": Count("pk", filter=Q(dal__year=anno)),
        "usciti": Count("pk", filter=Q(al__year=anno)),
    }
    per_genere = seggi.order_by().values("ente__genere").annotate(n=Count("pk")).values_list("ente__genere", "n")
    quanti = dict(per_genere)
    nomi = dict(GenereEnte.choices)
    gruppi = enti.order_by().values("genere").annotate(**somme)
    righe = sorted(
        ({**g, "voce": str(nomi[g["genere"]]), "seggi": quanti.get(g["genere"], 0)} for g in gruppi),
        key=lambda r: (-r["seggi"], r["voce"]),
    )
    totale = {**{k: sum(r[k] for r in righe) for k in ("enti", "seggi", "entrati", "usciti")}, "voce": _("Totale")}
    colonne = [
        testo("voce", _("Genere")),
        intero("enti", _("Enti")),
        intero("seggi", _("Seggi")),
        intero("entrati", _("Entrati nell'anno")),
        intero("usciti", _("Usciti nell'anno")),
    ]
    return Tabella("componenti", _("Componenti per genere"), colonne, righe, totale=totale)


# --- actions --------------------------------------------------------------------------------------------------------
def _azioni() -> dict[str, Count]:
    aperte = Q(stato__in=IMPEGNI_APERTI)
    in_ritardo = aperte & Q(entro_il__lt=oggi())
    concluse = Q(stato=StatoImpegno.CONCLUSO)
    in_tempo = concluse & (Q(entro_il__isnull=True) | Q(concluso_il__lte=F("entro_il")))
    return {
        "azioni": Count("pk"),
        "in_tempo": Count("pk", filter=in_tempo),
        "tardi": Count("pk", filter=concluse & ~in_tempo),
        "in_ritardo": Count("pk", filter=in_ritardo),
        "aperte": Count("pk", filter=aperte & ~in_ritardo),
        "annullate": Count("pk", filter=Q(stato=StatoImpegno.ANNULLATO)),
    }


def _tabella_azioni(impegni: QuerySet, totale: dict) -> Tabella:
    nomi = {**dict(GenereEnte.choices), None: _("Affidate a una persona")}
    gruppi = impegni.order_by().values("ente__genere").annotate(**_azioni())
    righe = sorted(
        ({**g, "voce": str(nomi[g["ente__genere"]])} for g in gruppi), key=lambda r: (-r["azioni"], r["voce"])
    )
    colonne = [
        testo("voce", _("A chi")),
        intero("azioni", _("Azioni")),
        intero("in_tempo", _("Concluse in tempo"), _("Entro il termine, o senza termine.")),
        intero("tardi", _("Concluse tardi")),
        intero("aperte", _("Aperte, nei termini")),
        intero("in_ritardo", _("In ritardo")),
        intero("annullate", _("Annullate")),
    ]
    return Tabella("azioni", _("Azioni assegnate"), colonne, righe, totale=totale)


def _risposta(anno: int, sedute: int, presenti: Mapping[str, Any], registro: Mapping[str, Any]) -> str:
    if not sedute:
        return _("Nel %(anno)s il tavolo non si è riunito.") % {"anno": anno}
    frase = ngettext(
        "Nel %(anno)s il tavolo si è riunito %(sedute)s volta, con il %(quota)s dei seggi occupati, "
        "e ha preso %(decisioni)s decisioni.",
        "Nel %(anno)s il tavolo si è riunito %(sedute)s volte, con il %(quota)s dei seggi occupati, "
        "e ha preso %(decisioni)s decisioni.",
        sedute,
    )
    tenuti = percento(presenti["presenti"] / (presenti["attesi"] or 1))
    return frase % {
        "anno": anno,
        "sedute": numero(sedute),
        "quota": tenuti,
        "decisioni": numero(registro["decisioni"]),
    }


registra(
    Rapporto(
        chiave="tavolo-annuale",
        titolo=gettext_lazy("Tavolo: relazione annuale"),
        domanda=gettext_lazy("Che cosa ha fatto il tavolo in un anno?"),
        modulo=UnAnno,
        dati=anno_del_tavolo,
        ruoli=RUOLI,
    )
)
