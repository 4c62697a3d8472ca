"""What the engine can take a code for, table by table, in words; a table that is not here has nothing of the kind."""

from django.utils.translation import gettext_lazy as _

from collocamento.enums import Tabella
from collocamento.normativa.enumerazioni import Causa, TipoConvenzione


LETTURE = {
    Tabella.CAUSALE_SOSPENSIONE: {
        Causa.CIGS.value: _("Cassa integrazione straordinaria"),
        Causa.SOLIDARIETA.value: _("Contratto di solidarietà"),
        Causa.LICENZIAMENTO_COLLETTIVO.value: _("Mobilità o licenziamento collettivo"),
    },
    Tabella.TIPO_CONVENZIONE: {
        TipoConvenzione.ART11.value: _("Convenzione dell'art. 11"),
        TipoConvenzione.ART12.value: _("Convenzione dell'art. 12"),
        TipoConvenzione.ART12BIS.value: _("Convenzione dell'art. 12-bis"),
        TipoConvenzione.ART14.value: _("Convenzione dell'art. 14 D.Lgs. 276/2003"),
    },
}
