"""The calculator's answer in plain sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collocamento.normativa import parametro
from collocamento.scheda import disabili, protette
from collocamento.simulazioni.calcolatore import PRIMA_SOGLIA, Esito, Risposte
from socialabs.base.giorni import oggi
from socialabs.base.templatetags.socialabs import euro
from socialabs.promemoria.parole import estesa


def frasi(risposte: Risposte, esito: Esito) -> dict[str, list[str] | str]:
    """`obbligo`: the answer in one sentence; the others are lists, empty where there is nothing to say."""
    return {
        "obbligo": obbligo(esito),
        "termine": termine(esito),
        "seguito": seguito(esito),
        "costo": costo(risposte, esito),
        "avvertenze": avvertenze(risposte),
    }


def obbligo(esito: Esito) -> str:
    cifre = esito.cifre
    if not esito.obbligata:
        testo = ngettext(
            "Non dovete assumere nessuno: conta %(n)d lavoratore, e l'obbligo comincia a %(soglia)d.",
            "Non dovete assumere nessuno: contano %(n)d lavoratori, e l'obbligo comincia a %(soglia)d.",
            cifre.base_art3,
        )
        return testo % {"n": cifre.base_art3, "soglia": PRIMA_SOGLIA}
    deve = _e(cifre.quota_disabili, cifre.quota_art18)
    if not esito.mancano:
        return _("Siete in regola: dovete avere %(deve)s, e ci sono già.") % {"deve": deve}
    manca = _e(cifre.scopertura_disabili, cifre.scopertura_art18)
    if esito.mancano == cifre.quota_disabili + cifre.quota_art18:
        return _("Dovete assumere %(manca)s.") % {"manca": manca}
    return _("Dovete assumere ancora %(manca)s, su %(deve)s dovute.") % {"manca": manca, "deve": deve}


def termine(esito: Esito) -> list[str]:
    if not esito.mancano:
        return []
    if esito.termine is None:
        testo = _("Dal giorno in cui siete arrivati a questo numero avete %(giorni)d giorni per chiedere o assumere.")
        return [testo % {"giorni": giorni_per_chiedere()}]
    giorno = estesa(esito.termine.entro)
    if esito.termine.entro < oggi():
        return [_("Il termine per chiedere all'ufficio o assumere è passato il %(giorno)s.") % {"giorno": giorno}]
    return [_("Dovete chiedere all'ufficio o assumere entro il %(giorno)s.") % {"giorno": giorno}]


def seguito(esito: Esito) -> list[str]:
    """What happens as the firm grows."""
    base, passo = esito.cifre.base_art3, esito.gradino
    if esito.sotto_soglia:
        mancano = passo.base - base
        testo = ngettext(
            "Con %(n)d lavoratore in più che conta, alla %(soglia)dª persona, dovrete avere %(quanti)s: da quel "
            "giorno avrete %(giorni)d giorni.",
            "Con %(n)d lavoratori in più che contano, alla %(soglia)dª persona, dovrete avere %(quanti)s: da quel "
            "giorno avrete %(giorni)d giorni.",
            mancano,
        )
        dati = {"n": mancano, "soglia": passo.base, "quanti": disabili(passo.a), "giorni": giorni_per_chiedere()}
        return [testo % dati]
    return [
        _("Alla %(base)dª persona che conta, le persone con disabilità da avere passano da %(da)d a %(a)d.")
        % passo._asdict(),
        _("Alla %(base)dª persona che conta, le categorie protette (art. 18) da avere passano da %(da)d a %(a)d.")
        % esito.gradino_art18._asdict(),
    ]


def costo(risposte: Risposte, esito: Esito) -> list[str]:
    """The fine for the posts left open, as an estimate; nothing for a public body, whom it is not estimated for."""
    sanzione = esito.costi.sanzione
    if sanzione is None or not sanzione.posti:
        return []
    if sanzione.al_giorno is None:
        return [_("Gli importi della sanzione in vigore oggi non sono ancora verificati: chiedete all'ufficio.")]
    testo = _(
        "Se non fate nulla, dal %(primo)dº giorno la sanzione è di %(giorno)s per ogni giorno lavorativo: circa "
        "%(anno)s in un anno."
    )
    primo = giorni_per_chiedere() + 1
    return [testo % {"primo": primo, "giorno": euro(sanzione.al_giorno), "anno": euro(sanzione.anno)}]


def avvertenze(risposte: Risposte) -> list[str]:
    trovate = []
    if risposte.piu_province:
        trovate.append(
            _(
                "L'obbligo si calcola su tutta Italia e poi si divide fra le province: se in una ne avete di più e in "
                "un'altra di meno, potete compensare."
            )
        )
    if risposte.disabili_ridotto:
        trovate.append(
            _(
                "Chi lavora fino a metà orario qui non copre nessun posto: può coprirne una parte, o uno intero in "
                "un'azienda da 15 a 35 lavoratori. Il conto esatto lo fa l'ufficio."
            )
        )
    if risposte.esclusi:
        trovate.append(_("Verificate con l'ufficio chi non conta: le regole sono molte."))
    return trovate


def _e(quanti_disabili: int, quanti_protetti: int) -> str:
    parti = [disabili(quanti_disabili)] if quanti_disabili else []
    parti += [protette(quanti_protetti)] if quanti_protetti else []
    return _(" e ").join(parti)


def giorni_per_chiedere() -> int:
    return parametro("termini", "richiesta_avviamento", oggi()).intero
