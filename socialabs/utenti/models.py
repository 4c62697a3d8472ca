"""People who sign in, what they are to which organisation, and the mandates between organisations."""

import hashlib

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from socialabs.anagrafica.codici import valida_codice_fiscale
from socialabs.anagrafica.models import Organizzazione
from socialabs.base.conservazione import Conservazione
from socialabs.base.giorni import adesso
from socialabs.base.modelli import Modello
from socialabs.base.periodi import Periodo
from socialabs.utenti.enums import Ruolo, StatoInvito
from socialabs.utenti.querysets import AppartenenzaQuerySet, DelegaQuerySet, GestoreUtenti, InvitoQuerySet
from socialabs.utenti.vincoli import UN_AMMINISTRATORE_RESTA, UTENTE_SPENTO_NON_AMMINISTRA


@pghistory.track(exclude=["password", "last_login"])
class Utente(Modello, AbstractBaseUser, PermissionsMixin):
    """A person. Neither e-mail nor tax code is compulsory: someone who has neither may still be known to the office.

    Never deleted: `is_active` goes off, and with it the memberships count no more (`Appartenenza.objects.attive()`).
    """

    conservazione = Conservazione.DIECI_ANNI

    email = models.EmailField(_("e-mail"), null=True, blank=True, unique=True)
    codice_fiscale = models.CharField(
        _("codice fiscale"), max_length=16, null=True, blank=True, unique=True, validators=[valida_codice_fiscale]
    )
    nome = models.CharField(_("nome"), max_length=80, blank=True)
    cognome = models.CharField(_("cognome"), max_length=80, blank=True)
    is_active = models.BooleanField(_("attivo"), default=True)
    is_staff = models.BooleanField(_("amministrazione tecnica"), default=False)
    di_prova = models.BooleanField(_("conto dimostrativo"), default=False, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    objects = GestoreUtenti()

    class Meta:
        verbose_name = _("utente")
        verbose_name_plural = _("utenti")
        ordering = ["cognome", "nome", "id"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="utente_email_unica",
                violation_error_message=_("Esiste già un utente con questo indirizzo e-mail."),
            )
        ]
        triggers = [UTENTE_SPENTO_NON_AMMINISTRA]

    def __str__(self) -> str:
        return self.get_full_name() or self.email or _("Utente senza nome")

    def get_full_name(self) -> str:
        return f"{self.nome} {self.cognome}".strip()

    def get_short_name(self) -> str:
        return self.nome or self.get_full_name()


@pghistory.track()
class Appartenenza(Modello):
    """A person's role in an organisation. Deactivated, never deleted: past acts must still name who could do them."""

    conservazione = Conservazione.DIECI_ANNI

    utente = models.ForeignKey(Utente, models.PROTECT, related_name="appartenenze", verbose_name=_("utente"))
    organizzazione = models.ForeignKey(
        Organizzazione, models.PROTECT, related_name="appartenenze", verbose_name=_("organizzazione")
    )
    ruolo = models.CharField(_("ruolo"), max_length=12, choices=Ruolo.choices)
    amministratore = models.BooleanField(_("gestisce gli utenti dell'organizzazione"), default=False)
    attiva = models.BooleanField(_("attiva"), default=True)
    motivo_disattivazione = models.CharField(_("motivo della disattivazione"), max_length=200, blank=True)
    disattivata_il = models.DateTimeField(_("disattivata il"), null=True, blank=True)

    objects = AppartenenzaQuerySet.as_manager()

    class Meta:
        verbose_name = _("appartenenza")
        verbose_name_plural = _("appartenenze")
        ordering = ["creato_il"]
        constraints = [
            models.UniqueConstraint(
                fields=["utente", "organizzazione", "ruolo"],
                condition=Q(attiva=True),
                name="appartenenza_unica",
                violation_error_message=_("Questa persona ha già questo ruolo nell'organizzazione."),
            ),
            models.CheckConstraint(
                condition=Q(attiva=True) | Q(amministratore=False),
                name="appartenenza_disattivata_non_amministra",
                violation_error_message=_("Un'appartenenza disattivata non può gestire gli utenti."),
            ),
        ]
        triggers = [UN_AMMINISTRATORE_RESTA]

    def __str__(self) -> str:
        return f"{self.get_ruolo_display()} – {self.organizzazione}"


class Invito(Modello):
    """An invitation to join an organisation. The link's secret is stored only as a digest."""

    conservazione = Conservazione.NOVANTA_GIORNI

    organizzazione = models.ForeignKey(Organizzazione, models.PROTECT, related_name="inviti")
    email = models.EmailField(_("e-mail"))
    ruolo = models.CharField(_("ruolo"), max_length=12, choices=Ruolo.choices)
    amministratore = models.BooleanField(_("gestisce gli utenti dell'organizzazione"), default=False)
    impronta = models.CharField(max_length=64, unique=True, editable=False)
    invitato_da = models.ForeignKey(
        Utente, models.PROTECT, null=True, related_name="+", help_text=_("Vuoto: dal comando di installazione.")
    )
    scade_il = models.DateTimeField(_("scade il"))
    accettato_il = models.DateTimeField(_("accettato il"), null=True)
    accettato_da = models.ForeignKey(Utente, models.PROTECT, null=True, related_name="+")
    revocato_il = models.DateTimeField(_("revocato il"), null=True)

    objects = InvitoQuerySet.as_manager()

    class Meta:
        verbose_name = _("invito")
        verbose_name_plural = _("inviti")
        ordering = ["-creato_il"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accettato_il__isnull=True) | Q(revocato_il__isnull=True),
                name="invito_accettato_o_revocato",
                violation_error_message=_("Un invito accettato non si può revocare."),
            ),
            models.UniqueConstraint(
                Lower("email"),
                "organizzazione",
                "ruolo",
                condition=Q(accettato_il__isnull=True, revocato_il__isnull=True),
                name="invito_aperto_unico",
                violation_error_message=_("C'è già un invito aperto per questo indirizzo e questo ruolo."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_ruolo_display()} – {self.organizzazione}"

    @staticmethod
    def impronta_di(segreto: str) -> str:
        return hashlib.sha256(segreto.encode()).hexdigest()

    @property
    def stato(self) -> StatoInvito:
        """What has become of it, today."""
        if self.accettato_il:
            return StatoInvito.ACCETTATO
        if self.revocato_il:
            return StatoInvito.REVOCATO
        return StatoInvito.SCADUTO if self.scade_il <= adesso() else StatoInvito.APERTO


@pghistory.track()
class Delega(Modello):
    """The mandate by which an intermediary acts for an organisation, both days included."""

    conservazione = Conservazione.DIECI_ANNI

    delegante = models.ForeignKey(
        Organizzazione, models.PROTECT, related_name="deleghe_date", verbose_name=_("azienda delegante")
    )
    delegato = models.ForeignKey(
        Organizzazione, models.PROTECT, related_name="deleghe_ricevute", verbose_name=_("intermediario")
    )
    dal = models.DateField(_("dal"))
    al = models.DateField(_("al"), null=True, blank=True)

    objects = DelegaQuerySet.as_manager()

    class Meta:
        verbose_name = _("delega")
        verbose_name_plural = _("deleghe")
        ordering = ["-dal"]
        constraints = [
            models.CheckConstraint(
                condition=Q(al__isnull=True) | Q(al__gte=F("dal")),
                name="delega_periodo",
                violation_error_message=_("La delega non può finire prima di cominciare."),
            ),
            models.CheckConstraint(
                condition=~Q(delegante=F("delegato")),
                name="delega_a_un_altro",
                violation_error_message=_("Un'organizzazione non può delegare sé stessa."),
            ),
            ExclusionConstraint(
                name="delega_senza_sovrapposizioni",
                expressions=[
                    ("delegante", RangeOperators.EQUAL),
                    ("delegato", RangeOperators.EQUAL),
                    (Periodo(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Esiste già una delega fra le due organizzazioni in questo periodo."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delegante} → {self.delegato}"
