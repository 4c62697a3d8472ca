from django.urls import path

from collocamento.views import campagne, codici, comunicazioni, consegne, datore, mancanti, obblighi, ricalcolo


app_name = "collocamento"
urlpatterns = [
    path("campagne/", campagne.elenco, name="campagne"),
    path("campagne/nuova/", campagne.nuova, name="campagna_nuova"),
    path("campagne/<uuid:campagna_id>/", campagne.modifica, name="campagna"),
    path("campagne/<uuid:campagna_id>/mancanti/", mancanti.elenco, name="mancanti"),
    path("campagne/<uuid:campagna_id>/mancanti/<slug:formato>/", mancanti.esporta, name="mancanti_esporta"),
    path("codici/nuovo/<slug:tabella>/", codici.nuovo, name="codice_nuovo"),
    path("codici/ricalcola/", ricalcolo.ricalcola, name="ricalcola"),
    path("codici/<uuid:codice_id>/", codici.codice, name="codice"),
    path("ricalcoli/<uuid:pk>/", ricalcolo.ricalcolo, name="ricalcolo"),
    path("ricalcoli/<uuid:pk>/applica/", ricalcolo.applica, name="ricalcolo_applica"),
    path("ricalcoli/<uuid:pk>/scarta/", ricalcolo.scarta, name="ricalcolo_scarta"),
    path("ricalcoli/<uuid:pk>/esporta/<slug:formato>/", ricalcolo.esporta, name="ricalcolo_esporta"),
    path("obblighi/", obblighi.elenco, name="elenco"),
    path("obblighi/esporta/<slug:formato>/", obblighi.esporta, name="esporta"),
    path("obblighi/comunicazioni/", comunicazioni.comunicazioni, name="comunicazioni"),
    path("mia-azienda/", obblighi.mia_azienda, name="mia_azienda"),
    path("datori/<uuid:pk>/", datore.datore, name="datore"),
    path("prospetti/<uuid:pk>/lavoratori/", datore.lavoratori, name="lavoratori"),
    path("prospetti/<uuid:pk>/originale/", datore.originale, name="originale"),
    path("prospetti/<uuid:pk>/confronto/", datore.confronto, name="confronto"),
    path("consegne/", consegne.consegne, name="consegne"),
    path("consegne/carica/", consegne.carica, name="carica"),
    path("consegne/demo/", consegne.carica_demo, name="carica_demo"),
    path("consegne/demo/scarica/", consegne.scarica_demo, name="scarica_demo"),
    path("consegne/<uuid:pk>/", consegne.consegna, name="consegna"),
    path("consegne/<uuid:pk>/rifiutati/", consegne.rifiutati, name="rifiutati"),
]
