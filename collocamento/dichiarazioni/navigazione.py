from django.utils.translation import gettext_lazy as _

from collocamento.linguette import Linguetta, registra


registra(
    Linguetta(
        etichetta=_("Preparazione"),
        url="dichiarazioni:datore",
        ordine=50,
        sezioni=("dichiarazioni:",),
    )
)
