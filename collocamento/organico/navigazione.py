from django.utils.translation import gettext_lazy as _

from collocamento.linguette import Linguetta, registra


registra(Linguetta(etichetta=_("Organico"), url="organico:elenco", ordine=30, sezioni=("organico:",)))
