"""The report on the obligation episodes: how many employers stood in each state at the end of each month."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from collocamento.posizione.enums import SCOPERTI, StatoEpisodio
from collocamento.posizione.forms import TUTTE
from collocamento.posizione.models import Episodio
from collocamento.rapporti.colonne import cifra, intero, testo
from socialabs.anagrafica.models import EnteTitolare, Provincia
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.base.templatetags.socialabs import numero
from socialabs.promemoria.parole import estesa
from socialabs.rapporti.contenuto import Contenuto, Grafico, Motivo, Serie, Tabella, TipoGrafico
from socialabs.rapporti.registro import Rapporto, registra
from socialabs.utenti.enums import RUOLI_UFFICIO


class ParametriEpisodi(forms.Form):
    """How many months back, in which province: the body's own unless told otherwise."""

    mesi = forms.ChoiceField(
        label=_("Mesi"), required=False, choices=[("6", "6"), ("12", "12"), ("24", "24")], initial="12"
    )
    provincia = forms.ChoiceField(label=_("Provincia"), required=False)

    senza_facoltativo = True

    def __init__(self, *args: Any, ctx: Contesto, **kwargs: Any):
        super().__init__(*args, **kwargs)
        codici = Episodio.objects.visible_to(ctx).order_by().values("provincia").distinct()
        province = {p.codice: str(p) for p in Provincia.objects.filter(codice__in=codici)}
        ente = EnteTitolare.objects.al()
        self.fields["provincia"].choices = [*province.items(), (TUTTE, _("Tutte le province"))]
        self.fields["provincia"].initial = ente.provincia_id if ente and ente.provincia_id in province else TUTTE

    def clean_mesi(self) -> int:
        return int(self.cleaned_data["mesi"] or 12)


def stati_per_mese(ctx: Contesto, parametri: Mapping[str, Any]) -> Contenuto:
    """Episodes by state on the last day of each month, of the running month today; in one query."""
    giorni = fine_dei_mesi(oggi(), parametri["mesi"])
    righe = Episodio.objects.visible_to(ctx).order_by()
    if parametri["provincia"] != TUTTE:
        righe = righe.filter(provincia=parametri["provincia"])
    conti = {
        (n, stato): Count("pk", filter=Q(stato=stato, dal__lte=giorno) & (Q(al__isnull=True) | Q(al__gte=giorno)))
        for n, giorno in enumerate(giorni)
        for stato in StatoEpisodio.values
    }
    trovati = righe.aggregate(**{f"m{n}_{stato}": conto for (n, stato), conto in conti.items()})
    mesi = [
        {"giorno": giorno, "voce": f"{giorno:%d/%m/%Y}"}
        | {stato: trovati[f"m{n}_{stato}"] for stato in StatoEpisodio.values}
        for n, giorno in enumerate(giorni)
    ]
    return Contenuto(risposta=_risposta(mesi[-1]), cifre=_cifre(mesi[-1]), tabelle=[_tabella(mesi)], note=_note())


def fine_dei_mesi(ultimo: date, quanti: int) -> list[date]:
    """The last days of the months before `ultimo`, and `ultimo` itself, oldest first: `quanti` in all."""
    giorni, anno, mese = [ultimo], ultimo.year, ultimo.month
    while len(giorni) < quanti:
        anno, mese = (anno, mese - 1) if mese > 1 else (anno - 1, 12)
        giorni.append(date(anno, mese, monthrange(anno, mese)[1]))
    return giorni[::-1]


def _risposta(mese: Mapping[str, Any]) -> str:
    oltre = mese[StatoEpisodio.SCOPERTA_OLTRE]
    testo_risposta = ngettext(
        "Il %(giorno)s %(oltre)s datore è scoperto oltre il termine e %(nei)s nei termini.",
        "Il %(giorno)s %(oltre)s datori sono scoperti oltre il termine e %(nei)s nei termini.",
        oltre,
    )
    return testo_risposta % {
        "giorno": estesa(mese["giorno"]),
        "oltre": numero(oltre),
        "nei": numero(mese[StatoEpisodio.SCOPERTA_NEI_TERMINI]),
    }


def _cifre(mese: Mapping[str, Any]) -> list[dict]:
    tipi = {StatoEpisodio.SCOPERTA_OLTRE: "danger", StatoEpisodio.SCOPERTA_NEI_TERMINI: "warning"}
    mostrati = (*sorted(SCOPERTI, reverse=True), StatoEpisodio.RICHIESTA_PRESENTATA)
    return [cifra(str(StatoEpisodio(s).label), mese[s], tipi.get(s, "")) for s in mostrati]


def _tabella(mesi: Sequence[dict]) -> Tabella:
    grafico = Grafico(
        _("Datori scoperti, mese per mese"),
        lambda m: f"{m['giorno']:%m/%y}",
        [
            Serie(_("Oltre il termine"), lambda m: m[StatoEpisodio.SCOPERTA_OLTRE], Motivo.PIENO),
            Serie(_("Nei termini"), lambda m: m[StatoEpisodio.SCOPERTA_NEI_TERMINI], Motivo.TRATTEGGIO),
        ],
        lambda m: (
            _("oltre %(oltre)s, nei termini %(nei)s")
            % {"oltre": m[StatoEpisodio.SCOPERTA_OLTRE], "nei": m[StatoEpisodio.SCOPERTA_NEI_TERMINI]}
        ),
        TipoGrafico.IMPILATE,
    )
    colonne = [testo("voce", _("Al")), *(intero(s.value, str(s.label)) for s in StatoEpisodio)]
    return Tabella("mesi", _("Datori per stato"), colonne, mesi, grafico=grafico, ordine_naturale=True)


def _note() -> list[str]:
    return [
        _("Un datore conta una volta per provincia, nello stato di fine mese; nel mese in corso, in quello di oggi."),
        _("Lo stato è calcolato dall'organico noto, dagli atti in vigore e dalle richieste: nessuno lo sceglie."),
        _("Prima del giorno da cui il portale segue un datore, il datore non è contato."),
    ]


registra(
    Rapporto(
        chiave="episodi",
        titolo=gettext_lazy("Scoperture e termini, mese per mese"),
        domanda=gettext_lazy("Quanti datori sono scoperti, nei termini e oltre, e come cambia nel tempo?"),
        modulo=ParametriEpisodi,
        dati=stati_per_mese,
        ruoli=RUOLI_UFFICIO,
    )
)
