"""Issue: number, frozen content, file and row in one transaction, or none of them."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.text import slugify
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from socialabs.anagrafica.models import EnteTitolare
from socialabs.archivio.azioni import deposita
from socialabs.archivio.models import FilePrivato
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso, oggi
from socialabs.documenti import sigillo
from socialabs.documenti.codici import nuovo_codice
from socialabs.documenti.composizione import LINGUA, componi, congela_atto, iniziali, logo_di, versione_del_modello
from socialabs.documenti.enums import Condizione
from socialabs.documenti.errori import NonEmettibile
from socialabs.documenti.models import CartaIntestata, Contatore, Documento
from socialabs.documenti.officina import DaRendere, Officina, Reso
from socialabs.documenti.registro import Congelato, TipoDocumento
from socialabs.registro import registra_evento


ORIGINE = "documenti.documento"
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Emissione:
    """What is asked: a kind, by whom, under which key (the job's), in place of what and why."""

    tipo: TipoDocumento
    ctx: Contesto
    richiesta: uuid.UUID
    sostituisce: uuid.UUID | None = None
    motivo: str = ""


@dataclass(slots=True)
class Esito:
    """The documents issued, in order, and the objects left out with the reason."""

    emessi: list[uuid.UUID] = field(default_factory=list)
    esclusi: list[tuple[uuid.UUID, str]] = field(default_factory=list)

    def __iadd__(self, altro: "Esito") -> "Esito":
        self.emessi += altro.emessi
        self.esclusi += altro.esclusi
        return self


@dataclass(frozen=True, slots=True)
class _Pronto:
    """A document on its way: its number and code, what it says, and the row without its files."""

    oggetto: uuid.UUID
    congelato: Congelato
    documento: Documento
    html: str


@transaction.atomic
def emetti(emissione: Emissione, oggetti: Sequence[uuid.UUID], officina: Officina) -> Esito:
    """Issue one document for each of `oggetti`. Those that this request has issued already are not issued again.

    The series' counter is locked from the first number to the commit: numbers follow each other whoever else issues,
    and a fault gives all of them back. Raises NonEmettibile, PermissionDenied, PdfNonDisponibile, OSError.
    """
    tipo, ctx = emissione.tipo, emissione.ctx
    if not tipo.ammette(ctx):
        raise PermissionDenied
    ente = ente_emittente()
    contatore = _blocca(ente.denominazione, tipo.numerazione)
    sostituito = _da_sostituire(emissione, oggetti)
    gia_emessi = dict(
        Documento.objects.filter(richiesta=emissione.richiesta, riferimento_id__in=oggetti).values_list(
            "riferimento_id", "pk"
        )
    )
    da_fare = [oggetto for oggetto in oggetti if oggetto not in gia_emessi]
    congelati, esclusi = scegli(tipo, ctx, da_fare, sostituito)
    carta = CartaIntestata.objects.al()
    pronti = _prepara(emissione, congelati, ente=ente, carta=carta, contatore=contatore, sostituito=sostituito)
    resi = officina.rendi([DaRendere(p.html, tipo.fogli, tipo.copia_lunga) for p in pronti])
    for pronto, reso in zip(pronti, resi, strict=True):
        _archivia(pronto, reso, ctx)
    Documento.objects.bulk_create([p.documento for p in pronti])
    Contatore.objects.filter(pk=contatore.pk).update(ultimo=F("ultimo") + len(pronti))
    for pronto in pronti:
        _registra(pronto.documento, ctx)
    nuovi = {p.oggetto: p.documento.pk for p in pronti}
    tutti = gia_emessi | nuovi
    return Esito([tutti[oggetto] for oggetto in oggetti if oggetto in tutti], esclusi)


def ente_emittente() -> EnteTitolare:
    """The body of today. Raises NonEmettibile before it is configured."""
    ente = EnteTitolare.objects.al()
    if ente is None:
        raise NonEmettibile(_("Prima di emettere documenti va configurato l'ente, in «Ente e territorio»."))
    return ente


def _blocca(emittente: str, serie: str) -> Contatore:
    """The counter of the series this year, locked until the transaction ends."""
    anno = oggi().year
    contatore = _contatore(emittente, serie, anno)
    # The wait for the lock may have ended in the new year.
    return contatore if oggi().year == anno else _contatore(emittente, serie, oggi().year)


def _contatore(emittente: str, serie: str, anno: int) -> Contatore:
    chiave = {"emittente": emittente, "serie": serie, "anno": anno}
    Contatore.objects.get_or_create(**chiave)
    return Contatore.objects.select_for_update().get(**chiave)


def _da_sostituire(emissione: Emissione, oggetti: Sequence[uuid.UUID]) -> Documento | None:
    """The document to replace, locked. Raises NonEmettibile when it is not valid any more or is of another object."""
    if emissione.sostituisce is None:
        return None
    visibili = Documento.objects.visible_to(emissione.ctx).select_related("sostituito_da")
    documento = visibili.select_for_update(of=("self",)).get(pk=emissione.sostituisce)
    gia_fatto = documento.successore is not None and documento.successore.richiesta == emissione.richiesta
    if documento.condizione != Condizione.VALIDO and not gia_fatto:
        raise NonEmettibile(_("Il documento da sostituire è già stato sostituito o annullato."))
    if documento.tipo != emissione.tipo.chiave or [documento.riferimento_id] != list(oggetti):
        raise NonEmettibile(_("Un documento si sostituisce con uno dello stesso tipo, sullo stesso oggetto."))
    return documento


def scegli(
    tipo: TipoDocumento, ctx: Contesto, oggetti: Sequence[uuid.UUID], sostituito: Documento | None = None
) -> tuple[dict[uuid.UUID, Congelato], list[tuple[uuid.UUID, str]]]:
    """What each object's document says, in the order asked, and why the others have none."""
    with override(LINGUA):
        risposte = tipo.congela(ctx, oggetti) if oggetti else {}
    doppi = gia_validi(tipo, oggetti, tranne=sostituito) if tipo.uno_solo else {}
    congelati, esclusi = {}, []
    for oggetto in oggetti:
        risposta = doppi.get(oggetto) or risposte.get(oggetto) or _("Non trovato, o fuori dal tuo ambito.")
        if isinstance(risposta, Congelato):
            congelati[oggetto] = risposta
        else:
            esclusi.append((oggetto, str(risposta)))
    return congelati, esclusi


def gia_validi(
    tipo: TipoDocumento, oggetti: Sequence[uuid.UUID], tranne: Documento | None = None
) -> dict[uuid.UUID, str]:
    """The objects that have a valid document of the kind already, with a sentence that says which."""
    validi = Documento.objects.validi().filter(tipo=tipo.chiave, riferimento_id__in=oggetti)
    if tranne:
        validi = validi.exclude(pk=tranne.pk)
    return {
        oggetto: _("Ha già il documento n. %(numero)s.") % {"numero": f"{numero}/{anno}"}
        for oggetto, numero, anno in validi.values_list("riferimento_id", "numero", "anno")
    }


def _prepara(
    emissione: Emissione,
    congelati: dict[uuid.UUID, Congelato],
    *,
    ente: EnteTitolare,
    carta: CartaIntestata | None,
    contatore: Contatore,
    sostituito: Documento | None,
) -> list[_Pronto]:
    tipo, quando, logo = emissione.tipo, adesso(), logo_di(carta)
    versione, titolare = versione_del_modello(tipo), sigillo.titolare()
    pronti = []
    for numero, (oggetto, congelato) in enumerate(congelati.items(), contatore.ultimo + 1):
        codice = nuovo_codice()
        dati = congela_atto(
            tipo,
            congelato,
            ente=ente,
            carta=carta,
            numero=f"{numero}/{contatore.anno}",
            giorno=localtime(quando).date(),
            codice=codice,
            sigillo=bool(titolare),
            ctx=emissione.ctx,
            sostituisce=sostituito,
            motivo=emissione.motivo,
        )
        documento = _riga(emissione, oggetto, congelato, contatore, numero, quando)
        documento.dati = json.dumps(dati, ensure_ascii=False)
        documento.ente, documento.carta, documento.codice = ente, carta, codice
        documento.versione_modello, documento.sigillo, documento.sostituisce = versione, titolare, sostituito
        pronti.append(_Pronto(oggetto, congelato, documento, componi(tipo, dati, logo)))
    return pronti


def _riga(
    emissione: Emissione,
    oggetto: uuid.UUID,
    congelato: Congelato,
    contatore: Contatore,
    numero: int,
    quando: datetime,
) -> Documento:
    tipo, ctx = emissione.tipo, emissione.ctx
    return Documento(
        tipo=tipo.chiave,
        serie=contatore.serie,
        anno=contatore.anno,
        numero=numero,
        emittente=contatore.emittente,
        etichetta=congelato.etichetta[:200],
        emesso_il=quando,
        emesso_da=ctx.utente,
        attore_reale=ctx.attore_reale,
        destinatario_id=congelato.destinatario.organizzazione,
        iniziali=iniziali(congelato.destinatario.nome),
        riferimento_tipo=tipo.riferimento,
        riferimento_id=oggetto,
        richiesta=emissione.richiesta,
        motivo_sostituzione=emissione.motivo,
    )


def _archivia(pronto: _Pronto, reso: Reso, ctx: Contesto) -> None:
    """Seal, then put away: the digest is of what people get."""
    documento = pronto.documento
    nome = f"{slugify(documento.titolo)}-{documento.numero}-{documento.anno}"
    documento.file = _deposita(reso.pdf, nome, documento, ctx)
    documento.sha256 = documento.file.sha256
    if reso.copia is not None:
        documento.copia = _deposita(reso.copia, f"{nome}-pdfa", documento, ctx)
        documento.sha256_copia = documento.copia.sha256


def _deposita(pdf: bytes, nome: str, documento: Documento, ctx: Contesto) -> FilePrivato:
    contenuto = sigillo.sigilla(pdf) if documento.sigillo else pdf
    return deposita(contenuto, nome=f"{nome}.pdf", tipo_mime=PDF, ctx=ctx, origine=ORIGINE)


def _registra(documento: Documento, ctx: Contesto) -> None:
    dettagli = {"sostituisce": str(documento.sostituisce_id)} if documento.sostituisce_id else {}
    registra_evento(
        ctx,
        "documento.sostituito" if documento.sostituisce_id else "documento.emesso",
        tipo="documenti.documento",
        oggetto_id=documento.pk,
        etichetta=str(documento),
        motivo=documento.get_motivo_sostituzione_display(),
        dettagli=dettagli,
    )
