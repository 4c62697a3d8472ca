"""What system administrators look at: the office's configuration. Employers and their returns are none of theirs."""

from django.contrib.admin import register

from collocamento.models import Campagna, TabellaCodici
from socialabs.utenti.sito_admin import SolaLettura, sito


@register(Campagna, site=sito)
class CampagnaAdmin(SolaLettura):
    list_display = ["anno", "apertura", "scadenza"]


@register(TabellaCodici, site=sito)
class TabellaCodiciAdmin(SolaLettura):
    list_display = ["tabella", "codice", "ambito", "lettura", "descrizione", "dal", "al", "da_verificare"]
    list_filter = ["tabella", "da_verificare"]
