from django.urls import path

from collocamento.dichiarazioni.views import compilazione, elenchi, esame, organico, passaggi, revisioni, ufficio


app_name = "dichiarazioni"
urlpatterns = [
    path("", elenchi.elenco, name="elenco"),
    path("esporta/<slug:formato>/", elenchi.esporta, name="esporta"),
    path("termini/", ufficio.termini, name="termini"),
    path("termini/<int:anno>/", ufficio.termini, name="termine"),
    path("datori/<uuid:datore>/", elenchi.datore, name="datore"),
    path("datori/<uuid:datore>/nuova/", elenchi.nuova, name="nuova"),
    path("datori/<uuid:datore>/confronto/", ufficio.confronto, name="confronto"),
    path("<uuid:pk>/", compilazione.dichiarazione, name="dichiarazione"),
    path("<uuid:pk>/lavoratori/", ufficio.lavoratori, name="lavoratori"),
    path("<uuid:pk>/fogli/", compilazione.foglio_nuovo, name="foglio_nuovo"),
    path("<uuid:pk>/fogli/<int:foglio>/", compilazione.provincia, name="provincia"),
    path("<uuid:pk>/fogli/<int:foglio>/totali/", esame.ricava_totali, name="totali"),
    path("<uuid:pk>/fogli/<int:foglio>/<slug:tipo>/", compilazione.voce_nuova, name="voce_nuova"),
    path("<uuid:pk>/organico/", organico.organico, name="organico"),
    path("<uuid:pk>/riepilogo/", esame.riepilogo, name="riepilogo"),
    path("<uuid:pk>/controlli/", esame.controlli, name="controlli"),
    path("<uuid:pk>/compensazioni/", esame.compensazioni, name="compensazioni"),
    path("<uuid:pk>/presentata/", passaggi.presentata, name="presentata"),
    path("<uuid:pk>/xml/", passaggi.xml, name="xml"),
    path("<uuid:pk>/passaggi/<slug:verbo>/", passaggi.passaggio, name="passaggio"),
    path("sezioni/<uuid:pk>/", compilazione.sezione, name="sezione"),
    path("sezioni/<uuid:pk>/togli/", compilazione.togli, name="togli"),
    path("sezioni/<uuid:pk>/storia/", revisioni.storia, name="storia"),
    path("revisioni/<uuid:pk>/", revisioni.revisione, name="revisione"),
]
