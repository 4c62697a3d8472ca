from django.utils.translation import gettext_lazy as _

from socialabs.registro.etichette import registra


registra({"rapporto.letto": _("Ha letto un rapporto")})
