"""The minutes as they are read: what was recorded in the room and what the secretariat wrote, as plain data.

One function for the page, the preview and the sealed document, so that nobody seals what they have not seen. The
public version leaves out the internal items and all that hangs on them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tavolo import odg
from tavolo.aula import Quadro, quadro
from tavolo.enums import ModoApprovazione, ModoVoto, Qualita, Risposta, RispostaMancata
from tavolo.models import (
    BranoVerbale,
    Decisione,
    DocumentoPunto,
    Impegno,
    Intervento,
    Presenza,
    Punto,
    Rettifica,
    Seduta,
    Seggio,
    Verbale,
    Votazione,
    Voto,
)


ENTE = "ente__organizzazione"


def resoconto(verbale: Verbale, *, pubblico: bool) -> dict[str, Any]:
    """The whole of the minutes as JSON. The number of queries does not depend on their length."""
    seduta = verbale.seduta
    stanza = quadro(seduta, _istante_del_quorum(verbale))
    voci = [voce for voce in odg.albero(_punti(seduta)) if not (pubblico and voce.interno)]
    ammessi = {voce.punto.pk for voce in voci}
    brani = dict(BranoVerbale.objects.filter(verbale=verbale).values_list("punto", "testo"))
    impegni = [i for i in _impegni(seduta) if _punti_di(i) <= ammessi]
    numeri = {voce.punto.pk: voce.numero for voce in voci}
    return {
        "deserta": verbale.deserta,
        "seduta": _seduta(seduta),
        "quorum": _quorum(stanza),
        "presenti": _presenti(stanza),
        "assenti": _assenti(seduta, stanza),
        "invitati": [_presenza(presenza) for presenza in stanza.presenze if presenza.seggio_id is None],
        "premessa": verbale.premessa,
        "punti": [_punto(voce, brani.get(voce.punto.pk, "")) for voce in voci],
        "impegni": [_impegno(impegno, numeri) for impegno in impegni],
        "conclusione": verbale.conclusione,
        "prossima": verbale.prossima_seduta,
        "approvazione": approvazione(verbale),
        "rettifiche": [_rettifica(r) for r in _rettifiche(verbale) if r.punto_id is None or r.punto_id in ammessi],
        "allegati": [
            {"punto": voce.numero, "titolo": d.titolo, "nome": d.file.nome, "sha256": d.file.sha256}
            for voce in voci
            for d in voce.punto.documenti.all()
        ],
    }


def _istante_del_quorum(verbale: Verbale) -> datetime | None:
    """When the members present are counted: at the opening, or as the meeting is found deserted.

    Who was there until then is recorded as leaving at that very instant: one counts just before.
    """
    seduta = verbale.seduta
    return seduta.chiusa_il - datetime.resolution if verbale.deserta else seduta.aperta_il


# --- what is read, in sets ------------------------------------------------------------------------------------------
def _punti(seduta: Seduta) -> list[Punto]:
    voti = Voto.objects.select_related(f"seggio__{ENTE}", "partecipante")
    votazioni = Votazione.objects.prefetch_related(Prefetch("voti", voti))
    return list(
        seduta.punti.select_related("trattazione", f"proponente__{ENTE.removeprefix('ente__')}").prefetch_related(
            Prefetch("interventi", Intervento.objects.select_related("partecipante")),
            Prefetch("votazioni", votazioni),
            Prefetch("decisioni", Decisione.objects.order_by("anno", "numero")),
            Prefetch("documenti", DocumentoPunto.objects.select_related("file")),
            f"conflitti__seggio__{ENTE}",
            "conflitti__partecipante",
        )
    )


def _impegni(seduta: Seduta) -> Iterable[Impegno]:
    return (
        Impegno.objects.filter(seduta=seduta).select_related(ENTE, "responsabile", "decisione").order_by("creato_il")
    )


def _punti_di(impegno: Impegno) -> set[Any]:
    """The items that an action comes from, by itself or by its decision."""
    return {p for p in (impegno.punto_id, impegno.decisione and impegno.decisione.punto_id) if p}


def _rettifiche(verbale: Verbale) -> Iterable[Rettifica]:
    return verbale.rettifiche.select_related("decisa_in__gruppo", "punto")


# --- the meeting and who was there ----------------------------------------------------------------------------------
def _seduta(seduta: Seduta) -> dict[str, Any]:
    return {
        "nome": str(seduta),
        "organo": str(seduta.gruppo) if seduta.gruppo_id else _("Tavolo territoriale"),
        "numero": f"{seduta.numero}/{seduta.anno}",
        "titolo": seduta.titolo,
        "giorno": giorno(seduta.giorno),
        "prima": ora(seduta.inizio),
        "seconda": momento(seduta.seconda, seduta.giorno),
        "chiamata": seduta.get_chiamata_display() or "",
        "urgenza": seduta.motivo_urgenza if seduta.urgente else "",
        "modalita": seduta.get_modalita_display(),
        "luogo": seduta.luogo,
        "presidente": str(seduta.presidente or ""),
        "segretario": str(seduta.segretario or ""),
        "aperta": ora(seduta.aperta_il),
        "chiusa": ora(seduta.chiusa_il),
    }


def _quorum(stanza: Quadro) -> dict[str, Any]:
    return {
        "componenti": stanza.quorum.componenti,
        "presenti": stanza.quorum.presenti,
        "minimo": stanza.quorum.minimo,
        "raggiunto": stanza.quorum.raggiunto,
    }


def _presenti(stanza: Quadro) -> list[dict[str, Any]]:
    """Seat by seat in the order of the bodies; in a seat by arrival."""
    per_seggio: dict[Any, list[Presenza]] = defaultdict(list)
    for presenza in stanza.presenze:
        per_seggio[presenza.seggio_id].append(presenza)
    return [
        {"ente": str(seggio), "con_voto": seggio.con_voto, **_presenza(presenza)}
        for seggio in stanza.seggi
        for presenza in per_seggio.get(seggio.pk, [])
    ]


def _presenza(presenza: Presenza) -> dict[str, Any]:
    return {
        "persona": str(presenza.partecipante),
        "qualifica": presenza.partecipante.qualifica,
        "qualita": str(Qualita(presenza.qualita).label) if presenza.qualita else "",
        "dalle": ora(presenza.arrivo),
        "alle": ora(presenza.uscita),
        "remoto": presenza.remoto,
    }


def _assenti(seduta: Seduta, stanza: Quadro) -> list[dict[str, Any]]:
    """The seats that nobody held. Excused: who said so, or by the rules who did not answer at all."""
    occupati = {presenza.seggio_id for presenza in stanza.presenze}
    risposte: dict[Any, set[str]] = defaultdict(set)
    for seggio, risposta in seduta.convocazioni.values_list("seggio", "risposta"):
        risposte[seggio].add(risposta)
    return [
        {
            "ente": str(seggio),
            "persona": _delegato(seggio),
            "giustificato": _giustificato(risposte[seggio.pk], stanza.regole.risposta_mancata),
        }
        for seggio in stanza.seggi
        if seggio.pk not in occupati
    ]


def _delegato(seggio: Seggio) -> str:
    return str(seggio.mandati_del_giorno[0].partecipante) if seggio.mandati_del_giorno else ""


def _giustificato(risposte: set[str], risposta_mancata: str) -> bool:
    if Risposta.ASSENTE in risposte:
        return True
    return risposte <= {""} and risposta_mancata == RispostaMancata.GIUSTIFICATO


# --- an item --------------------------------------------------------------------------------------------------------
def _punto(voce: odg.Voce, testo: str) -> dict[str, Any]:
    punto = voce.punto
    trattazione = getattr(punto, "trattazione", None)
    return {
        "id": str(punto.pk),
        "numero": voce.numero,
        "livello": voce.livello,
        "titolo": punto.titolo,
        "tipo": punto.get_tipo_display(),
        "interno": voce.interno,
        "proponente": str(punto.proponente or ""),
        "relatore": punto.relatore,
        "esito": trattazione.get_esito_display() if trattazione else "",
        "dalle": ora(trattazione.iniziata_il) if trattazione else "",
        "alle": ora(trattazione.conclusa_il) if trattazione else "",
        "testo": testo,
        "intervenuti": _senza_doppi(str(i.partecipante) for i in punto.interventi.all()),
        "conflitti": [
            {"ente": str(c.seggio), "persona": str(c.partecipante), "motivo": c.motivo} for c in punto.conflitti.all()
        ],
        "votazioni": [_votazione(votazione) for votazione in punto.votazioni.all()],
        "decisioni": [
            {"id": str(d.pk), "nome": str(d), "titolo": d.titolo, "testo": d.testo} for d in punto.decisioni.all()
        ],
        "allegati": [d.titolo for d in punto.documenti.all()],
    }


def _senza_doppi(nomi: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(nomi))


def _votazione(votazione: Votazione) -> dict[str, Any]:
    numeri = ("componenti", "presenti", "minimo", "necessari", "favorevoli", "contrari", "astenuti", "non_votanti")
    return {
        "quesito": votazione.quesito,
        "ora": ora(votazione.votata_il),
        "modo": votazione.get_modo_display(),
        "unanime": votazione.modo == ModoVoto.UNANIME,
        "esito": votazione.get_esito_display(),
        "prevale": votazione.prevale,
        **{nome: getattr(votazione, nome) for nome in numeri},
        "voti": _voti(votazione.voti.all()),
    }


def _voti(voti: Iterable[Voto]) -> list[dict[str, Any]]:
    """Who voted what: a line for each choice that somebody made."""
    per_scelta: dict[str, list[str]] = defaultdict(list)
    for voto in voti:
        per_scelta[str(voto.get_scelta_display())].append(str(voto.seggio))
    return [{"scelta": scelta, "enti": enti} for scelta, enti in per_scelta.items()]


# --- after the items ------------------------------------------------------------------------------------------------
def _impegno(impegno: Impegno, numeri: dict[Any, str]) -> dict[str, Any]:
    return {
        "cosa": impegno.descrizione,
        "chi": [str(chi) for chi in (impegno.ente, impegno.responsabile) if chi],
        "entro": giorno(impegno.entro_il),
        "punto": numeri.get(impegno.punto_id, ""),
        "decisione": str(impegno.decisione or ""),
    }


def _rettifica(rettifica: Rettifica) -> dict[str, Any]:
    return {
        "testo": rettifica.testo,
        "punto": rettifica.punto.titolo if rettifica.punto else "",
        "decisa_in": str(rettifica.decisa_in),
        "giorno": giorno(rettifica.decisa_in.giorno),
    }


def approvazione(verbale: Verbale) -> str:
    """How and when the minutes were approved, in a sentence; empty before."""
    dati = {"giorno": giorno(verbale.approvato_il), "seduta": verbale.approvato_in}
    dati["termine"] = giorno(verbale.osservazioni_entro)
    frasi = {
        ModoApprovazione.SEDUTA: _("Verbale approvato nella seduta del %(giorno)s (%(seduta)s)."),
        ModoApprovazione.SCRITTO: _("Verbale approvato per iscritto il %(giorno)s."),
        ModoApprovazione.SILENZIO: _(
            "Verbale approvato il %(giorno)s per silenzio, decorso il termine del %(termine)s per le osservazioni."
        ),
    }
    return frasi[ModoApprovazione(verbale.modo)] % dati if verbale.modo else ""


def ora(istante: datetime | None) -> str:
    return f"{localtime(istante):%H.%M}" if istante else ""


def momento(istante: datetime | None, rispetto_a: date | None) -> str:
    """The hour, with its day when it is not the one that is being spoken of."""
    if istante is None:
        return ""
    suo = localtime(istante).date()
    return ora(istante) if suo == rispetto_a else f"{giorno(suo)}, {ora(istante)}"


def giorno(quando: date | None) -> str:
    return date_format(quando, "j F Y").lower() if quando else ""


def testi(dati: dict[str, Any]) -> Sequence[str]:
    """All that is written freely in the minutes, for the declared checks."""
    propri = [dati["premessa"], dati["conclusione"]]
    propri += [testo for punto in dati["punti"] for testo in (punto["titolo"], punto["testo"])]
    return propri + [d["testo"] for punto in dati["punti"] for d in punto["decisioni"]]
