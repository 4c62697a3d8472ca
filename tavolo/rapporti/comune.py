"""What the table's reports share: who asks them, their parameters, their kinds of column."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from socialabs.base.contesto import Contesto
from socialabs.base.esportazioni import Colonna, Formato
from tavolo.enums import LETTURA_INTERA
from tavolo.models import Gruppo, Seduta


RUOLI = LETTURA_INTERA
TUTTI = "tutti"
TAVOLO = "tavolo"
NOME_DEL_TAVOLO = gettext_lazy("Tavolo territoriale")


class Anno(forms.Form):
    """Of which year: the latest with a meeting unless told otherwise, or all of them."""

    anno = forms.ChoiceField(label=gettext_lazy("Anno"), required=False)

    senza_facoltativo = True
    con_tutti = True

    def __init__(self, *args: Any, ctx: Contesto, **kwargs: Any):
        super().__init__(*args, **kwargs)
        convocate = Seduta.objects.visible_to(ctx).filter(anno__isnull=False)
        anni = [str(anno) for anno in convocate.order_by("-anno").values_list("anno", flat=True).distinct()]
        tutti = [(TUTTI, _("Tutti gli anni"))] if self.con_tutti or not anni else []
        self.fields["anno"].choices = [*((anno, anno) for anno in anni), *tutti]
        self.fields["anno"].initial = anni[0] if anni else TUTTI

    def clean_anno(self) -> int | None:
        """The year as a number; None for all."""
        anno = self.cleaned_data["anno"]
        return None if anno in ("", TUTTI) else int(anno)


class AnnoOrgano(Anno):
    """Of which organ too: the table, or one of its working groups."""

    organo = forms.ChoiceField(label=gettext_lazy("Organo"), required=False)

    def __init__(self, *args: Any, ctx: Contesto, **kwargs: Any):
        super().__init__(*args, ctx=ctx, **kwargs)
        gruppi = [(str(gruppo.pk), gruppo.nome) for gruppo in Gruppo.objects.visible_to(ctx)]
        self.fields["organo"].choices = [(TAVOLO, NOME_DEL_TAVOLO), *gruppi]
        self.fields["organo"].initial = TAVOLO

    def clean_organo(self) -> str | None:
        """The group's id; None for the table."""
        organo = self.cleaned_data["organo"]
        return None if organo in ("", TAVOLO) else organo


class UnAnno(Anno):
    con_tutti = False


def intero(chiave: str, titolo: str, nota: str = "") -> Colonna:
    return Colonna(chiave, titolo, lambda riga: riga[chiave], Formato.INTERO, nota)


def testo(chiave: str, titolo: str, nota: str = "") -> Colonna:
    return Colonna(chiave, titolo, lambda riga: riga[chiave], nota=nota)


def quota(chiave: str, titolo: str, parte: str, tutto: str, nota: str = "") -> Colonna:
    """A share of one column on another; nothing where there is nothing to share."""
    return Colonna(chiave, titolo, lambda r: r[parte] / r[tutto] if r[tutto] else None, Formato.PERCENTO, nota)


def del_periodo(anno: int | None) -> str:
    """The period of a report in a sentence."""
    return _("Nel %(anno)s") % {"anno": anno} if anno else _("In tutti gli anni")
