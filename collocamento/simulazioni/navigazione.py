from django.utils.translation import gettext_lazy as _

from collocamento.linguette import Linguetta
from collocamento.linguette import registra as registra_linguetta
from socialabs.base.navigazione import PaginaPubblica, registra_pubblica


registra_linguetta(
    Linguetta(etichetta=_("Simulazioni"), url="simulazioni:elenco", ordine=40, sezioni=("simulazioni:scenario",))
)
registra_pubblica(PaginaPubblica(etichetta=_("Devo assumere? Calcolatore"), url="simulazioni:calcolatore"))
