"""Django's admin as a window for system administrators: it shows, it changes nothing."""

from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from socialabs.utenti.secondo_fattore import in_regola


class SitoAdmin(AdminSite):
    site_title = _("Amministrazione tecnica")
    site_header = _("Amministrazione tecnica (sola lettura)")
    index_title = _("Dati di servizio")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Staff with a second factor (demonstration accounts go without in the demonstration)."""
        utente = request.user
        return utente.is_active and getattr(utente, "is_staff", False) and in_regola(utente)

    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """There is one sign-in page, with its limits and its second factor; the admin has none of its own."""
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect(f"{resolve_url('account_login')}?{urlencode({'next': request.get_full_path()})}")

    def password_change(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return redirect("account_change_password")


class SolaLettura(ModelAdmin):
    """A model to look at: no adding, changing or deleting, and no bulk actions."""

    actions = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


sito = SitoAdmin(name="admin")
