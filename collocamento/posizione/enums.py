"""Closed lists of the obligation episodes."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StatoEpisodio(TextChoices):
    """Where an employer stands in a province. Worked out by `stati.valuta`, never chosen by anybody."""

    NON_SOGGETTA = "non_soggetta", _("Non soggetta")
    SOGGETTA_OTTEMPERANTE = "soggetta", _("In regola")
    SCOPERTA_NEI_TERMINI = "nei_termini", _("Scoperta, nei termini")
    SCOPERTA_OLTRE = "oltre", _("Scoperta oltre il termine")
    RICHIESTA_PRESENTATA = "richiesta", _("Richiesta presentata")
    IN_CONVENZIONE = "convenzione", _("In convenzione")
    ESONERATA_PARZ = "esonerata", _("Coperta da esonero parziale")
    SOSPESA = "sospesa", _("Obbligo sospeso")
    OTTEMPERANTE = "ottemperante", _("Di nuovo in regola")


# Posts are missing and not all of them have been asked for.
SCOPERTI = frozenset({StatoEpisodio.SCOPERTA_NEI_TERMINI, StatoEpisodio.SCOPERTA_OLTRE})
# Posts are missing, asked for or not.
CON_POSTI = SCOPERTI | {StatoEpisodio.RICHIESTA_PRESENTATA}
# Nothing has been missing since the employer is known, or since it is bound.
MAI_SCOPERTI = frozenset({StatoEpisodio.NON_SOGGETTA, StatoEpisodio.SOGGETTA_OTTEMPERANTE})
# Of an employer in several provinces, what is said first.
GRAVITA = (
    StatoEpisodio.SCOPERTA_OLTRE,
    StatoEpisodio.SCOPERTA_NEI_TERMINI,
    StatoEpisodio.RICHIESTA_PRESENTATA,
    StatoEpisodio.SOSPESA,
    StatoEpisodio.IN_CONVENZIONE,
    StatoEpisodio.ESONERATA_PARZ,
    StatoEpisodio.OTTEMPERANTE,
    StatoEpisodio.SOGGETTA_OTTEMPERANTE,
    StatoEpisodio.NON_SOGGETTA,
)
COLORI = {
    StatoEpisodio.SCOPERTA_OLTRE: "danger",
    StatoEpisodio.SCOPERTA_NEI_TERMINI: "warning",
    StatoEpisodio.RICHIESTA_PRESENTATA: "info",
    StatoEpisodio.SOSPESA: "info",
    StatoEpisodio.IN_CONVENZIONE: "info",
    StatoEpisodio.ESONERATA_PARZ: "info",
    StatoEpisodio.OTTEMPERANTE: "success",
    StatoEpisodio.SOGGETTA_OTTEMPERANTE: "success",
}


class EsitoVerifica(TextChoices):
    """What the office found when it looked at posts still missing after the sixty days."""

    CONFERMATA = "confermata", _("Scopertura confermata")
    NON_IMPUTABILE = "non_imputabile", _("Scopertura per cause non imputabili al datore")
    IN_COPERTURA = "in_copertura", _("Copertura in corso")
    DATI_ERRATI = "dati_errati", _("Dati da correggere")
