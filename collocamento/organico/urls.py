from django.urls import path

from collocamento.organico.views import elenco, importazione, lavoratori, tenuta


app_name = "organico"
urlpatterns = [
    path("comincia/", tenuta.comincia, name="comincia"),
    path("datori/<uuid:datore_id>/", elenco.elenco, name="elenco"),
    path("datori/<uuid:datore_id>/leggi/", elenco.leggi, name="leggi"),
    path("datori/<uuid:datore_id>/esporta/", elenco.esporta, name="esporta"),
    path("datori/<uuid:datore_id>/modello/", importazione.modello, name="modello"),
    path("datori/<uuid:datore_id>/inizia/", tenuta.inizia, name="inizia"),
    path("datori/<uuid:datore_id>/conferma/", tenuta.conferma, name="conferma"),
    path("datori/<uuid:datore_id>/chiudi/", tenuta.chiudi, name="chiudi"),
    path("datori/<uuid:datore_id>/importa/", importazione.importa, name="importa"),
    path("datori/<uuid:datore_id>/aggiungi/", lavoratori.aggiungi, name="aggiungi"),
    path("lavoratori/<uuid:pk>/", lavoratori.lavoratore, name="lavoratore"),
    path("lavoratori/<uuid:pk>/cessa/", lavoratori.cessa, name="cessa"),
    path("lavoratori/<uuid:pk>/togli/", lavoratori.togli, name="togli"),
    path("importazioni/<uuid:pk>/", importazione.anteprima, name="anteprima"),
    path("importazioni/<uuid:pk>/scarta/", importazione.scarta, name="scarta"),
]
