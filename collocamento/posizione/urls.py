from django.urls import path

from collocamento.posizione.views import episodi, quota


app_name = "posizione"
urlpatterns = [
    path("datori/<uuid:datore>/", quota.datore, name="datore"),
    path("episodi/", episodi.elenco, name="episodi"),
    path("episodi/esporta/<slug:formato>/", episodi.esporta, name="esporta"),
    path("episodi/<uuid:pk>/", episodi.episodio, name="episodio"),
    path("episodi/<uuid:pk>/richiesta/", episodi.richiesta, name="richiesta"),
    path("episodi/<uuid:pk>/verifica/", episodi.verifica, name="verifica"),
    path("richieste/<uuid:pk>/annulla/", episodi.annulla, name="richiesta_annulla"),
]
