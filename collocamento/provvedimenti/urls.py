from django.urls import path

from collocamento.provvedimenti.views import contributo, dettaglio, elenco, richiesta


app_name = "provvedimenti"
urlpatterns = [
    path("", elenco.elenco, name="elenco"),
    path("esporta/<slug:formato>/", elenco.esporta, name="esporta"),
    path("termini/", contributo.termini, name="termini"),
    path("datori/<uuid:datore>/", elenco.datore, name="datore"),
    path("datori/<uuid:datore>/nuovo/<slug:genere>/", richiesta.nuovo, name="nuovo"),
    path(
        "datori/<uuid:datore>/contributi/<slug:provincia>/<int:anno>/<slug:genere>/",
        contributo.apri,
        name="conto_apri",
    ),
    path("contributi/", contributo.elenco, name="contributi"),
    path("contributi/esporta/<slug:formato>/", contributo.esporta, name="contributi_esporta"),
    path("contributi/<uuid:pk>/", contributo.conto, name="conto"),
    path("contributi/<uuid:pk>/versamento/", contributo.versamento, name="versamento"),
    path("versamenti/<uuid:pk>/conferma/", contributo.conferma, name="versamento_conferma"),
    path("allegati/<uuid:pk>/togli/", richiesta.togli_allegato, name="allegato_togli"),
    path("<uuid:pk>/", dettaglio.dettaglio, name="dettaglio"),
    path("<uuid:pk>/modifica/", richiesta.modifica, name="modifica"),
    path("<uuid:pk>/allega/", richiesta.allega, name="allega"),
    path("<uuid:pk>/passa/<slug:verbo>/", dettaglio.passa, name="passa"),
]
