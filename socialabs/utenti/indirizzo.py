"""Where a request comes from: one answer for the register and for the limits on sign-in attempts."""

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def indirizzo_di(request: HttpRequest) -> str | None:
    """The network address of who asks: behind proxies of ours (TRUSTED_PROXIES), the one that the first saw.

    None where the server tells none.
    """
    try:
        return get_adapter(request).get_client_ip(request)
    except PermissionDenied:
        return None
