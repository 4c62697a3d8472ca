from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from socialabs.base.idempotenza import CAMPO
from socialabs.base.identificativi import nuovo_id


register = template.Library()


@register.simple_tag
def chiave_idempotenza() -> SafeString:
    """The hidden field that lets `una_volta_sola` recognise this very form when it comes again."""
    return format_html('<input type="hidden" name="{}" value="{}">', CAMPO, nuovo_id())
