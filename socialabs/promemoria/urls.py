from django.urls import path

from socialabs.promemoria.views import avvisi, calendario, indirizzo, preferenze, scadenze, spedizioni


app_name = "promemoria"
urlpatterns = [
    path("", scadenze.elenco, name="elenco"),
    path("mese/", calendario.mese_corrente, name="mese_corrente"),
    path("mese/<int:anno>/<int:mese>/", calendario.mese, name="mese"),
    path("settimana/", calendario.settimana_corrente, name="settimana_corrente"),
    path("settimana/<int:anno>/<int:settimana>/", calendario.settimana, name="settimana"),
    path("avvisi/", avvisi.casella, name="avvisi"),
    path("avvisi/letti/", avvisi.segna_tutti, name="segna_tutti"),
    path("avvisi/<uuid:pk>/", avvisi.avviso, name="avviso"),
    path("avvisi/<uuid:pk>/apri/", avvisi.apri, name="apri"),
    path("avvisi/<uuid:pk>/letto/", avvisi.segna, name="segna"),
    path("avvisi/<uuid:pk>/reinvia/", spedizioni.reinvia, name="reinvia"),
    path("inviati/", spedizioni.inviati, name="inviati"),
    path("inviati/<slug:formato>/", spedizioni.esporta, name="esporta"),
    path("preferenze/", preferenze.preferenze, name="preferenze"),
    path("preferenze/ripristina/", preferenze.ripristina, name="ripristina"),
    path("calendario/", indirizzo.indirizzo, name="indirizzo"),
    path("calendario/nuovo/", indirizzo.nuovo, name="nuovo_indirizzo"),
    path("calendario/revoca/", indirizzo.revoca, name="revoca_indirizzo"),
    path("calendario/<str:segreto>.ics", indirizzo.calendario_pubblico, name="calendario_pubblico"),
    path("<uuid:pk>/", scadenze.scadenza, name="scadenza"),
    path("<uuid:pk>/scadenza.ics", scadenze.ics, name="ics"),
]
