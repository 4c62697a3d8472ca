"""The gallery: every component on one page, its parameters filled, for builders and for the accessibility tests."""

from fractions import Fraction

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class ModuloDiProva(forms.Form):
    """One field of each kind that the portal uses."""

    denominazione = forms.CharField(label=gettext_lazy("Denominazione"), help_text=gettext_lazy("Come nel registro."))
    classe = forms.ChoiceField(label=gettext_lazy("Classe"), choices=[("a", "15–35"), ("b", "36–50"), ("c", "> 50")])
    dal = forms.DateField(
        label=gettext_lazy("In vigore dal"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    tipo = forms.ChoiceField(
        label=gettext_lazy("Tipo"),
        choices=[("p", gettext_lazy("Privato")), ("e", gettext_lazy("Ente pubblico"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=gettext_lazy("Annotazioni"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    archivio = forms.FileField(label=gettext_lazy("Archivio dei prospetti"), help_text=gettext_lazy("Un file zip."))
    avvisa = forms.BooleanField(label=gettext_lazy("Avvisami alla fine"), required=False)
    attivo = forms.BooleanField(
        label=gettext_lazy("Attivo"), required=False, widget=forms.CheckboxInput(attrs={"role": "switch"})
    )


class FiltriDiProva(forms.Form):
    senza_facoltativo = True

    testo = forms.CharField(label=gettext_lazy("Nome o codice fiscale"), required=False)
    classe_filtro = forms.ChoiceField(
        label=gettext_lazy("Classe"), choices=[("", gettext_lazy("Tutte")), ("c", "> 50")], required=False
    )
    comune = forms.CharField(label=gettext_lazy("Comune"), required=False)


def galleria(request: HttpRequest) -> HttpResponse:
    """The page; only in the demonstration and for technical staff."""
    if not (settings.DEMO or request.user.is_staff):
        raise Http404
    messages.success(request, _("Il prospetto è stato caricato."))
    messages.warning(request, _("Tre file sono stati rifiutati."))
    messages.error(request, _("Il file non è un archivio zip."))
    modulo = ModuloDiProva(request.POST, request.FILES) if request.method == "POST" else ModuloDiProva()
    return render(
        request, "base/galleria.html", {**esempi(request), "modulo": modulo, "filtri_prova": FiltriDiProva()}
    )


def esempi(request: HttpRequest) -> dict:
    righe = [(f"Azienda {n:03d} S.r.l.", 15 + n * 7, Fraction(n, 2), n % 3) for n in range(1, 121)]
    return {
        "briciole": [(_("Galleria dei componenti"), "")],
        "pagina": Paginator(righe, 8).get_page(request.GET.get("pagina")),
        "azioni": [
            {"etichetta": _("Scarica XLSX"), "url": "#", "icona": "it-download"},
            {"etichetta": _("Carica prospetti"), "url": "#", "icona": "it-upload", "tipo": "primary"},
        ],
        "distintivi": [
            {"testo": _("Coperto"), "tipo": "success"},
            {"testo": _("Scoperto"), "tipo": "danger"},
            {"testo": _("Da verificare"), "tipo": "warning"},
            {"testo": _("Sospeso"), "tipo": "info"},
            {"testo": _("Annullato"), "tipo": ""},
        ],
        "cifre": [
            {"etichetta": _("Base di computo"), "valore": "148", "nota": _("esclusi 12")},
            {"etichetta": _("Quota di riserva"), "valore": "10"},
            {"etichetta": _("In forza"), "valore": "7,5", "tipo": "success"},
            {"etichetta": _("Scopertura"), "valore": "2", "tipo": "danger", "nota": _("entro 60 giorni")},
        ],
        "voci": [
            {"etichetta": _("Codice fiscale"), "valore": "01234560119"},
            {"etichetta": _("Sede legale"), "valore": _("Via Roma 1, La Spezia")},
            {"etichetta": _("PEC"), "valore": ""},
        ],
        "passi": [
            {"etichetta": _("Lavoratori computabili"), "formula": "160 − 12 = 148", "fonte": "art. 4, L. 68/1999"},
            {
                "etichetta": _("Quota del 7 per cento"),
                "formula": "148 × 7 % = 10,36 → 10",
                "fonte": "art. 3, c. 1, lett. a",
            },
        ],
        "attivi": [{"etichetta": _("Classe"), "valore": "> 50", "senza": "?"}],
    }
