from django.urls import path

from collocamento.ottemperanza.views import datore, pratiche, pubbliche


app_name = "ottemperanza"
urlpatterns = [
    path("", pratiche.elenco, name="elenco"),
    path("esporta/<slug:formato>/", pratiche.esporta, name="esporta"),
    path("nuova/", pratiche.nuova, name="nuova"),
    path("pratiche/<uuid:pk>/", pratiche.pratica, name="pratica"),
    path("datori/<uuid:datore>/", datore.datore, name="datore"),
    path("datori/<uuid:datore>/dichiarazione/", datore.dichiarazione, name="dichiarazione"),
    path("datori/<uuid:datore>/certificato/", datore.certificato, name="certificato"),
    path("verifica/", pubbliche.richiesta, name="richiesta"),
    path("verifica/<str:segreto>/", pubbliche.conferma, name="conferma"),
    path("risposta/<str:segreto>/", pubbliche.risposta, name="risposta"),
    path("risposta/<str:segreto>/documento/", pubbliche.risposta_documento, name="risposta_documento"),
]
