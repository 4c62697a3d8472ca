from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Ruolo(TextChoices):
    """What a person may do for an organisation (what each sees: docs/utenti.md)."""

    AMMINISTRATORE_PROVINCIALE = "amm_prov", _("Amministratore provinciale")
    RESPONSABILE = "responsabile", _("Responsabile")
    OPERATORE_CM = "op_cm", _("Operatore del collocamento mirato")
    OPERATORE_CPI = "op_cpi", _("Operatore del centro per l'impiego")
    REFERENTE_COOPERATIVA = "ref_coop", _("Referente di cooperativa")
    REFERENTE_AZIENDA = "ref_azienda", _("Referente d'azienda")
    CONSULENTE = "consulente", _("Consulente del lavoro")
    TUTOR = "tutor", _("Tutor")
    COMITATO_TECNICO = "com_tecnico", _("Comitato tecnico")
    COMPONENTE_TAVOLO = "comp_tavolo", _("Componente del tavolo")
    SEGRETERIA_TAVOLO = "seg_tavolo", _("Segreteria del tavolo")
    AMMINISTRATORE_SISTEMA = "amm_sistema", _("Amministratore di sistema")
    AUDITOR = "auditor", _("Auditor / responsabile protezione dati")
    PERSONA = "persona", _("Persona iscritta")


class StatoInvito(TextChoices):
    """Worked out from the invitation's dates, never stored."""

    APERTO = "aperto", _("in attesa")
    ACCETTATO = "accettato", _("accettato")
    REVOCATO = "revocato", _("revocato")
    SCADUTO = "scaduto", _("scaduto")


RUOLI_UFFICIO = frozenset(
    {Ruolo.AMMINISTRATORE_PROVINCIALE, Ruolo.RESPONSABILE, Ruolo.OPERATORE_CM, Ruolo.OPERATORE_CPI}
)
# Roles that reach other people's data: a second factor is not a choice.
RUOLI_CON_SECONDO_FATTORE = RUOLI_UFFICIO | {
    Ruolo.AMMINISTRATORE_SISTEMA,
    Ruolo.AUDITOR,
    Ruolo.SEGRETERIA_TAVOLO,
    Ruolo.COMITATO_TECNICO,
}
# Who may be helped by the office in their own page (assistance mode): never colleagues.
RUOLI_ASSISTIBILI = frozenset({Ruolo.REFERENTE_AZIENDA, Ruolo.CONSULENTE, Ruolo.REFERENTE_COOPERATIVA})
RUOLI_NON_UFFICIO = RUOLI_ASSISTIBILI | {Ruolo.TUTOR, Ruolo.COMPONENTE_TAVOLO, Ruolo.PERSONA}
RUOLI_CHE_ASSISTONO = frozenset({Ruolo.RESPONSABILE, Ruolo.OPERATORE_CM})
