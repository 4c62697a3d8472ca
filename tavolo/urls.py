from django.urls import path

from tavolo import urls_pubblico, urls_sala, urls_verbali
from tavolo.models import Decisione, Impegno, Punto
from tavolo.views import collegamenti, componenti, gruppi, home, odg, regole, sedute


app_name = "tavolo"
urlpatterns = [
    path("", home.home, name="home"),
    path("componenti/", componenti.elenco, name="componenti"),
    path("componenti/nuovo/", componenti.ente_nuovo, name="ente_nuovo"),
    path("componenti/<uuid:pk>/", componenti.ente, name="ente"),
    path("componenti/<uuid:pk>/modifica/", componenti.ente_modifica, name="ente_modifica"),
    path("componenti/<uuid:pk>/termina/", componenti.ente_termina, name="ente_termina"),
    path("componenti/<uuid:pk>/seggio/", componenti.seggio_nuovo, name="seggio_nuovo"),
    path("seggi/<uuid:pk>/termina/", componenti.seggio_termina, name="seggio_termina"),
    path("seggi/<uuid:pk>/mandato/", componenti.mandato_nuovo, name="mandato_nuovo"),
    path("mandati/<uuid:pk>/termina/", componenti.mandato_termina, name="mandato_termina"),
    path("persone/nuova/", componenti.persona_nuova, name="persona_nuova"),
    path("persone/<uuid:pk>/", componenti.persona, name="persona"),
    path("gruppi/", gruppi.elenco, name="gruppi"),
    path("gruppi/nuovo/", gruppi.nuovo, name="gruppo_nuovo"),
    path("gruppi/<uuid:pk>/", gruppi.gruppo, name="gruppo"),
    path("gruppi/<uuid:pk>/modifica/", gruppi.modifica, name="gruppo_modifica"),
    path("gruppi/<uuid:pk>/concludi/", gruppi.concludi, name="gruppo_concludi"),
    path("gruppi/<uuid:pk>/seggio/", gruppi.seggio, name="gruppo_seggio"),
    path("regolamento/", regole.elenco, name="regole"),
    path("regolamento/nuovo/", regole.nuova, name="regola_nuova"),
    path("regolamento/<uuid:pk>/", regole.regola, name="regola"),
    path("regolamento/<uuid:pk>/ritira/", regole.ritira, name="regola_ritira"),
    path("sedute/", sedute.elenco, name="sedute"),
    path("sedute/nuova/", sedute.nuova, name="seduta_nuova"),
    path("sedute/<uuid:pk>/", sedute.seduta, name="seduta"),
    path("sedute/<uuid:pk>/modifica/", sedute.modifica, name="seduta_modifica"),
    path("sedute/<uuid:pk>/rinvia/", sedute.rinvia, name="seduta_rinvia"),
    path("sedute/<uuid:pk>/annulla/", sedute.annulla, name="seduta_annulla"),
    path("sedute/<uuid:pk>/clona/", sedute.clona, name="seduta_clona"),
    path("sedute/<uuid:pk>/ordine-del-giorno/", odg.odg, name="odg"),
    path("punti/<uuid:pk>/", odg.punto, name="punto"),
    path("punti/<uuid:pk>/sposta/", odg.sposta, name="punto_sposta"),
    path("punti/<uuid:pk>/elimina/", odg.elimina, name="punto_elimina"),
    path("documenti/<uuid:pk>/togli/", odg.togli_documento, name="documento_togli"),
    path("punti/<uuid:pk>/collega/", collegamenti.collega, {"modello": Punto}, name="collega_punto"),
    path("decisioni/<uuid:pk>/collega/", collegamenti.collega, {"modello": Decisione}, name="collega_decisione"),
    path("azioni/<uuid:pk>/collega/", collegamenti.collega, {"modello": Impegno}, name="collega_impegno"),
    path("collegamenti/<uuid:pk>/togli/", collegamenti.scollega, name="scollega"),
    *urls_sala.urlpatterns,
    *urls_verbali.urlpatterns,
    *urls_pubblico.urlpatterns,
]
