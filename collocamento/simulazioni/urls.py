from django.urls import path

from collocamento.simulazioni.views import calcolatore, condivise, scenari, scenario


app_name = "simulazioni"
urlpatterns = [
    path("calcolatore/", calcolatore.calcolatore, name="calcolatore"),
    path("condivise/", condivise.elenco, name="condivise"),
    path("datori/<uuid:datore>/", scenari.elenco, name="elenco"),
    path("datori/<uuid:datore>/nuova/", scenari.nuova, name="nuova"),
    path("scenari/<uuid:pk>/", scenario.scenario, name="scenario"),
    path("scenari/<uuid:pk>/duplica/", scenario.duplica, name="duplica"),
    path("scenari/<uuid:pk>/elimina/", scenario.elimina, name="elimina"),
    path("scenari/<uuid:pk>/riparti/", scenario.riparti, name="riparti"),
    path("scenari/<uuid:pk>/condividi/", scenario.condividi, name="condividi"),
    path("scenari/<uuid:pk>/revoca/", scenario.revoca, name="revoca"),
]
