"""What a document's page tells of it."""

from typing import Any

from django.utils.translation import gettext as _

from socialabs.base.contesto import Contesto
from socialabs.base.templatetags.socialabs import leggibile
from socialabs.documenti.models import Documento
from socialabs.documenti.permessi import tipo_di
from socialabs.registro.etichette import nome_del_ruolo
from socialabs.registro.models import Evento


SCARICHI = 50
# A chain is as long as the corrections of one document: a longer one would be a fault.
MASSIMO = 100


def fatti(documento: Documento) -> list[dict[str, Any]]:
    """Facts as components/definizioni.html takes them."""
    voci = [
        (_("Numero e data"), f"{documento.numero_e_anno}, {leggibile(documento.emesso_il)}"),
        (_("Ente"), documento.emittente),
        (_("Destinatario"), documento.destinatario or documento.iniziali),
        (_("Emesso da"), _chi(documento)),
        (_("Codice di verifica"), documento.codice_leggibile),
        (_("Impronta SHA-256"), documento.sha256),
        (_("Sigillo elettronico"), documento.sigillo or _("assente")),
        (_("Versione del modello"), documento.versione_modello[:12]),
        (_("Conservazione"), suo.conserva.label if (suo := tipo_di(documento)) else ""),
    ]
    if documento.annullato_il:
        quando = f"{leggibile(documento.annullato_il)}: {documento.motivo_annullamento}"
        voci.insert(0, (_("Annullato il"), quando))
    return [{"etichetta": etichetta, "valore": valore} for etichetta, valore in voci]


def _chi(documento: Documento) -> str:
    if documento.emesso_da is None:
        return _("Portale")
    if documento.attore_reale is None:
        return str(documento.emesso_da)
    dati = {"chi": documento.emesso_da, "assistito": documento.attore_reale}
    return _("%(chi)s, assistito da %(assistito)s") % dati


def catena(documento: Documento, ctx: Contesto) -> list[Documento]:
    """All the versions that lead to this document and from it, oldest first; alone, it makes no chain."""
    versioni = [documento]
    visibili = Documento.objects.visible_to(ctx).defer("dati").select_related("sostituito_da")
    while len(versioni) < MASSIMO and (prima := visibili.filter(pk=versioni[0].sostituisce_id).first()):
        versioni.insert(0, prima)
    while len(versioni) < MASSIMO and (dopo := visibili.filter(sostituisce=versioni[-1].pk).first()):
        versioni.append(dopo)
    return versioni if len(versioni) > 1 else []


def scarichi(documento: Documento) -> list[dict[str, Any]]:
    """Who took the files, latest first, by role: the class, not the name."""
    file = [pk for pk in (documento.file_id, documento.copia_id) if pk]
    eventi = Evento.objects.filter(tipo="archivio.file", oggetto_id__in=file, verbo="file.scaricato")
    return [
        {"quando": e.quando, "ruolo": nome_del_ruolo(e.ruolo), "copia": e.oggetto_id == documento.copia_id}
        for e in eventi[:SCARICHI]
    ]
