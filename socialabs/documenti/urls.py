from django.urls import path

from socialabs.documenti.views import archivio, carta, emissione, verifica


app_name = "documenti"
urlpatterns = [
    path("", archivio.elenco, name="elenco"),
    path("esporta/<slug:formato>/", archivio.esporta, name="esporta"),
    path("carta/", carta.carta, name="carta"),
    path("carta/nuova/", carta.carta_nuova, name="carta_nuova"),
    path("nuovo/<str:chiave>/<uuid:oggetto>/", emissione.nuovo, name="nuovo"),
    path("lotti/<uuid:pk>/", emissione.lotto, name="lotto"),
    path("verifica/", verifica.verifica, name="verifica"),
    path("verifica/<str:codice>/", verifica.esito, name="esito"),
    path("<uuid:pk>/", archivio.dettaglio, name="dettaglio"),
    path("<uuid:pk>/sostituisci/", emissione.sostituisci, name="sostituisci"),
    path("<uuid:pk>/annulla/", archivio.annulla, name="annulla"),
]
