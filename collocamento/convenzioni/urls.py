from django.urls import path

from collocamento.convenzioni.views import atti, dettaglio, elenchi, esecuzione, proposta


app_name = "convenzioni"
urlpatterns = [
    path("", elenchi.elenco, name="elenco"),
    path("esporta/<slug:formato>/", elenchi.esporta, name="esporta"),
    path("ricevute/", elenchi.ricevute, name="ricevute"),
    path("quadro/", esecuzione.quadri, name="quadri"),
    path("quadro/nuovo/", esecuzione.quadro_nuovo, name="quadro_nuovo"),
    path("quadro/<uuid:pk>/", esecuzione.quadro, name="quadro"),
    path("datori/<uuid:datore>/", elenchi.del_datore, name="datore"),
    path("datori/<uuid:datore>/nuova/", proposta.nuova, name="nuova"),
    path("datori/<uuid:datore>/nuova/<slug:tipo>/", proposta.crea, name="crea"),
    path("impegni/<uuid:pk>/togli/", proposta.impegno_togli, name="impegno_togli"),
    path("impegni/<uuid:pk>/copertura/", esecuzione.copertura, name="copertura"),
    path("commesse/<uuid:pk>/togli/", proposta.commessa_togli, name="commessa_togli"),
    path("atti/<uuid:pk>/", atti.atto, name="atto"),
    path("atti/<uuid:pk>/carta/", atti.carta, name="carta"),
    path("atti/<uuid:pk>/ritira/", atti.ritira, name="atto_ritira"),
    path("<uuid:pk>/", dettaglio.dettaglio, name="dettaglio"),
    path("<uuid:pk>/modifica/", proposta.modifica, name="modifica"),
    path("<uuid:pk>/impegni/nuovo/", proposta.impegno_nuovo, name="impegno_nuovo"),
    path("<uuid:pk>/commesse/nuova/", proposta.commessa_nuova, name="commessa_nuova"),
    path("<uuid:pk>/passi/<slug:chiave>/", dettaglio.passo, name="passo"),
    path("<uuid:pk>/atti/<slug:quale>/", atti.nuovo, name="atto_nuovo"),
    path("<uuid:pk>/solleciti/", esecuzione.sollecito, name="sollecito"),
]
