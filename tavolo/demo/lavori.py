"""The meetings of the demonstration, held one after the other as the secretariat would have."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.utils.timezone import localtime

from socialabs.base.contesto import Contesto
from socialabs.base.dimostrazione import nel_momento
from socialabs.base.giorni import adesso
from tavolo.azioni import aula, convocazioni, decisioni, revisione, sedute, verbali
from tavolo.demo.composizione import Tavolo, alle, giorno
from tavolo.demo.programma import PROGRAMMA, Argomento, Azione, Prevista, Proposta
from tavolo.enums import (
    CON_VERBALE,
    EsitoPunto,
    ModoApprovazione,
    ModoVoto,
    Qualita,
    Risposta,
    RuoloMandato,
    Scelta,
    StatoEsecuzione,
    StatoImpegno,
    StatoSeduta,
    Trattamento,
)
from tavolo.models import (
    Convocazione,
    Decisione,
    Impegno,
    InvioVerbale,
    Presenza,
    Punto,
    Seduta,
    Seggio,
    Trattazione,
    Verbale,
)


_S = StatoSeduta
ORA = timedelta(hours=1)
UN_PO = timedelta(minutes=5)


def svolgi(tavolo: Tavolo, ctx: Contesto) -> None:
    """All of the programme, day after day; minutes to be approved in a meeting wait for the next one."""
    in_attesa: list[Verbale] = []
    adottate: dict[str, Decisione] = {}
    for prevista in sorted(PROGRAMMA, key=lambda p: p.giorni):
        lavoro = _Lavoro(tavolo, prevista, _inizio(prevista), ctx)
        seduta = lavoro.convoca()
        if prevista.stato in (_S.APERTA, _S.SVOLTA, _S.DESERTA, *CON_VERBALE):
            seduta = lavoro.tieni(seduta, adottate)
        if prevista.stato in CON_VERBALE:
            in_attesa = lavoro.verbalizza(seduta, in_attesa)


def _inizio(prevista: Prevista) -> datetime:
    """At three in the afternoon; today, at the hour just struck, so that the meeting can be opened at once."""
    if prevista.giorni:
        return alle(giorno(prevista.giorni), 15)
    ora = localtime(adesso()).replace(minute=0, second=0, microsecond=0)
    return ora - ORA if prevista.stato == _S.APERTA and ora.hour else ora


@dataclass
class _Lavoro:
    """One meeting of the programme, from its convocation to where it stands today."""

    tavolo: Tavolo
    prevista: Prevista
    inizio: datetime
    ctx: Contesto

    def _il(self, scarto: int) -> datetime:
        """In the morning, `scarto` days from the meeting, but never after now."""
        return min(alle((self.inizio + timedelta(days=scarto)).date(), 9), adesso())

    # --- before -----------------------------------------------------------------------------------------------------
    def convoca(self) -> Seduta:
        with nel_momento(self._il(-20)):
            seduta = sedute.pianifica(seduta=self._nuova(), ctx=self.ctx)
            Punto.objects.bulk_create(self._punti(seduta))
        if self.prevista.stato == _S.PIANIFICATA:
            return seduta
        with nel_momento(self._il(-12)):
            seduta = sedute.convoca(seduta=seduta, ctx=self.ctx)
            righe = convocazioni.prepara(seduta=seduta, ctx=self.ctx)
            convocazioni.segna_inviate(seduta=seduta, convocazioni=righe, ctx=self.ctx)
        with nel_momento(self._il(-4)):
            self._rispondono(seduta)
            self._cambia_data(seduta)
        return seduta

    def _nuova(self) -> Seduta:
        return Seduta(
            gruppo=self.tavolo.gruppi.get(self.prevista.gruppo),
            titolo=self.prevista.titolo,
            inizio=self.inizio,
            seconda=self.inizio + ORA,
            modalita=self.prevista.modalita,
            luogo="Sala del Consiglio, Via dell'Esempio 1, La Spezia",
            collegamento="https://riunioni.example/tavolo" if self.prevista.modalita != "presenza" else "",
            presidente=self.tavolo.presidente,
            segretario=self.tavolo.segretario,
        )

    def _punti(self, seduta: Seduta) -> Iterable[Punto]:
        for posizione, argomento in enumerate(self.prevista.argomenti, start=1):
            yield Punto(
                seduta=seduta,
                posizione=posizione,
                titolo=argomento.titolo,
                tipo=argomento.tipo,
                proponente=self.tavolo.enti.get(argomento.proponente),
                minuti=20,
            )

    def _rispondono(self, seduta: Seduta) -> None:
        """Most answer; the absent say so, half of the times. One set of rows for each answer."""
        righe = list(seduta.convocazioni.filter(ruolo=RuoloMandato.DELEGATO).order_by("seggio", "pk"))
        detto = [c for n, c in enumerate(c for c in righe if c.seggio_id in self.assenti) if n % 2 == 0]
        presenti = [c for n, c in enumerate(c for c in righe if c.seggio_id not in self.assenti) if n % 5]
        for risposta, chi in ((Risposta.ASSENTE, detto), (Risposta.PRESENTE, presenti)):
            Convocazione.objects.filter(pk__in=[c.pk for c in chi]).update(
                risposta=risposta, risposta_il=adesso(), ricevuta_il=adesso(), modificato_il=adesso()
            )

    def _cambia_data(self, seduta: Seduta) -> None:
        if self.prevista.stato == _S.RINVIATA:
            nuova = self.inizio + timedelta(days=14)
            motivo = "La sala non è disponibile."
            sedute.rinvia(seduta=seduta, motivo=motivo, inizio=nuova, seconda=nuova + ORA, ctx=self.ctx)
        elif self.prevista.stato == _S.ANNULLATA:
            sedute.annulla(seduta=seduta, motivo="Allerta meteo.", ctx=self.ctx)

    # --- in the room ------------------------------------------------------------------------------------------------
    @cached_property
    def seggi(self) -> list[Seggio]:
        return list(Seggio.objects.composizione(self.tavolo.gruppi.get(self.prevista.gruppo), self.inizio.date()))

    @cached_property
    def assenti(self) -> set:
        """The seats that stay empty: always a few, never the same; most of them in a deserted meeting."""
        quanti = len(self.seggi)
        vuoti = self.prevista.assenti or max(1, quanti // 4)
        primo = -self.prevista.giorni % quanti
        # The chair's own seat is the last to stay empty.
        provincia = self.tavolo.enti["provincia"].pk
        in_ordine = [s for s in self.seggi[primo:] + self.seggi[:primo] if s.ente_id != provincia]
        return {seggio.pk for seggio in in_ordine[:vuoti]}

    def tieni(self, seduta: Seduta, adottate: dict[str, Decisione]) -> Seduta:
        """Roll-call, items, votes, the end; deserted if too few have come."""
        apertura = self.inizio + (ORA if self.prevista.seconda else timedelta()) + UN_PO
        with nel_momento(apertura):
            self._appello(seduta, apertura)
            if self.prevista.deserta:
                return sedute.dichiara_deserta(seduta=seduta, istante=self.inizio + 2 * ORA, ctx=self.ctx)
            seduta = sedute.apri(seduta=seduta, istante=apertura, ctx=self.ctx)
            punti = list(seduta.punti.order_by("posizione"))
            fatti = punti[:1] if self.prevista.stato == _S.APERTA else punti
            Trattazione.objects.bulk_create(self._trattazioni(fatti, apertura))
            for argomento, punto in zip(self.prevista.argomenti, fatti, strict=False):
                punto.seduta = seduta
                self._decidi(argomento, punto, apertura + UN_PO, adottate)
            if self.prevista.stato == _S.APERTA:
                return seduta
            return sedute.chiudi(seduta=seduta, istante=apertura + 2 * ORA, ctx=self.ctx)

    def _appello(self, seduta: Seduta, apertura: datetime) -> None:
        """Delegates and deputies at the door, as one set of rows: `registra_arrivo` would take them one by one."""
        arrivi = []
        for posto, seggio in enumerate(self.seggi):
            if seggio.pk in self.assenti or not seggio.mandati_del_giorno:
                continue
            supplente = (posto + self.prevista.giorni) % 4 == 0
            mandato = seggio.mandati_del_giorno[-1 if supplente else 0]
            arrivi.append(
                Presenza(
                    seduta=seduta,
                    seggio=seggio,
                    partecipante=mandato.partecipante,
                    qualita=Qualita.DELEGATO if mandato.ruolo == RuoloMandato.DELEGATO else Qualita.SUPPLENTE,
                    remoto=self.prevista.modalita != "presenza" and posto % 5 == 0,
                    arrivo=apertura - UN_PO,
                )
            )
        Presenza.objects.bulk_create(arrivi)

    def _trattazioni(self, punti: list[Punto], apertura: datetime) -> Iterable[Trattazione]:
        for numero, (argomento, punto) in enumerate(zip(self.prevista.argomenti, punti, strict=False)):
            quando = apertura + numero * timedelta(minutes=20)
            yield Trattazione(
                punto=punto,
                iniziata_il=quando,
                conclusa_il=quando + timedelta(minutes=15),
                esito=EsitoPunto.TRATTATO,
                note=argomento.testo,
            )

    def _decidi(self, argomento: Argomento, punto: Punto, quando: datetime, adottate: dict[str, Decisione]) -> None:
        decisione = None
        if argomento.proposta:
            decisione = self._vota(argomento.proposta, punto, quando, adottate)
        for azione in argomento.azioni:
            self._assegna(azione, punto, decisione)

    def _vota(self, p: Proposta, punto: Punto, quando: datetime, adottate: dict[str, Decisione]) -> Decisione | None:
        voto = {"punto": punto, "quesito": p.testo, "tipo": p.tipo, "ctx": self.ctx, "istante": quando}
        if p.modo == ModoVoto.UNANIME:
            votazione = aula.vota_unanime(**voto)
        elif p.modo == ModoVoto.NOMINALE:
            presenti = Seggio.objects.filter(presenze__seduta=punto.seduta).order_by("pk")
            scelte = {s: list(Scelta)[0 if n % 7 else 1 + n // 7 % 2] for n, s in enumerate(presenti)}
            votazione = aula.vota_per_nome(**voto, voti=scelte)
        else:
            contrari, astenuti = p.contrari
            favorevoli = punto.seduta.presenze.count() - contrari - astenuti
            votazione = aula.vota_per_conteggio(**voto, favorevoli=favorevoli, contrari=contrari, astenuti=astenuti)
        decisione = Decisione(
            punto=punto,
            votazione=votazione,
            titolo=p.titolo,
            testo=p.testo,
            tipo=p.tipo,
            entro_il=(quando + timedelta(days=p.entro)).date() if p.entro else None,
            sostituisce=adottate.get(p.sostituisce),
        )
        adottate[p.titolo] = decisioni.adotta(decisione=decisione, ctx=self.ctx)
        if p.eseguita:
            self._esegui(decisione, quando + timedelta(days=p.eseguita))
        return decisione

    def _esegui(self, decisione: Decisione, quando: datetime) -> None:
        with nel_momento(quando):
            for stato in (StatoEsecuzione.IN_CORSO, StatoEsecuzione.ESEGUITA):
                decisioni.aggiorna_esecuzione(decisione=decisione, stato=stato, ctx=self.ctx)

    def _assegna(self, azione: Azione, punto: Punto, decisione: Decisione | None) -> None:
        impegno = Impegno(
            seduta=punto.seduta,
            punto=punto,
            decisione=decisione,
            descrizione=azione.cosa,
            ente=self.tavolo.enti[azione.ente],
            entro_il=punto.seduta.giorno + timedelta(days=azione.entro),
        )
        decisioni.assegna(impegno=impegno, ctx=self.ctx)
        if azione.fatta:
            with nel_momento(self.inizio + timedelta(days=azione.fatta)):
                decisioni.aggiorna_impegno(impegno=impegno, stato=StatoImpegno.CONCLUSO, esito="Fatto.", ctx=self.ctx)

    # --- afterwards -------------------------------------------------------------------------------------------------
    def verbalizza(self, seduta: Seduta, in_attesa: list[Verbale]) -> list[Verbale]:
        """The minutes as far as they go. Gives those that wait for the next meeting to be approved in."""
        with nel_momento(self._il(3)):
            verbale = verbali.redigi(seduta=seduta, ctx=self.ctx)
        if self.prevista.stato == _S.VERBALE_BOZZA:
            return in_attesa
        with nel_momento(self._il(6)):
            self._gia_scritto(verbale)
            verbale = verbali.invia_in_revisione(verbale=verbale, ctx=self.ctx)
        if self.prevista.stato == _S.IN_REVISIONE:
            self._osservano(verbale)
            return in_attesa
        if seduta.gruppo_id is None and seduta.aperta_il:
            with nel_momento(self._il(2)):
                for precedente in in_attesa:
                    self._approva(precedente, ModoApprovazione.SEDUTA, seduta, pubblica=True)
            in_attesa = []
        if self.prevista.approvato_dopo:
            return [*in_attesa, verbale]
        pubblica = self.prevista.stato == _S.PUBBLICATO
        with nel_momento(self._il(18)):
            self._approva(verbale, ModoApprovazione.SILENZIO, None, pubblica=pubblica)
        return in_attesa

    def _gia_scritto(self, verbale: Verbale) -> None:
        """The members were written to at that time: no mail about the past is queued now."""
        InvioVerbale.objects.bulk_create(
            InvioVerbale(verbale=verbale, partecipante=persona, inviato_il=adesso())
            for persona in revisione.destinatari(verbale.seduta)
        )

    def _approva(self, verbale: Verbale, modo: ModoApprovazione, in_seduta: Seduta | None, *, pubblica: bool) -> None:
        verbale = verbali.approva(verbale=verbale, modo=modo, in_seduta=in_seduta, ctx=self.ctx)
        if pubblica:
            verbali.pubblica(verbale=verbale, ctx=self.ctx, senza_sigillo=True)

    def _osservano(self, verbale: Verbale) -> None:
        """Two members comment: one comment is answered, the other waits for the secretariat."""
        punti = list(verbale.seduta.punti.non_interni())
        commenti = (
            ("Norma Pellistri", "Aggiungere che le famiglie hanno chiesto orari compatibili con i trasporti."),
            ("@tavolo", "Al secondo capoverso i posti sono quattro, non cinque."),
        )
        osservazioni = [
            revisione.osserva(
                verbale=verbale, punto=punti[0], partecipante=self.tavolo.persone[chi], testo=testo, ctx=self.ctx
            )
            for chi, testo in commenti
        ]
        revisione.tratta_osservazione(
            osservazione=osservazioni[0],
            trattamento=Trattamento.ACCOLTA,
            risposta="Il testo è stato integrato.",
            ctx=self.ctx,
        )
