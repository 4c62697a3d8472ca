"""The library's forms of security keys with the one label that it leaves in English."""

from allauth.mfa.webauthn import forms as di_libreria
from django import forms
from django.utils.translation import gettext_lazy as _


class AggiungiChiaveForm(di_libreria.AddWebAuthnForm):
    name = forms.CharField(label=_("Nome della chiave"), required=False)


class RinominaChiaveForm(di_libreria.EditWebAuthnForm):
    name = forms.CharField(label=_("Nome della chiave"))
