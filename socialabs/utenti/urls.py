from django.urls import path

from socialabs.utenti.views import assistenza, conti, deleghe, inviti, persone, profilo


app_name = "utenti"
urlpatterns = [
    path("profilo/", profilo.profilo, name="profilo"),
    path("appartenenza/", profilo.cambia_appartenenza, name="cambia_appartenenza"),
    path("persone/", persone.persone, name="persone"),
    path("organizzazioni/", persone.organizzazioni, name="organizzazioni"),
    path("organizzazioni/<uuid:organizzazione>/", persone.persone, name="persone_di"),
    path("organizzazioni/<uuid:organizzazione>/invita/", inviti.invita, name="invita"),
    path("appartenenze/<uuid:appartenenza>/ruolo/", persone.aggiungi_ruolo, name="aggiungi_ruolo"),
    path("appartenenze/<uuid:appartenenza>/nomina/", persone.nomina, name="nomina"),
    path("appartenenze/<uuid:appartenenza>/togli/", persone.togli, name="togli"),
    path("appartenenze/<uuid:appartenenza>/disattiva/", persone.disattiva, name="disattiva"),
    path("appartenenze/<uuid:appartenenza>/riattiva/", persone.riattiva, name="riattiva"),
    path("inviti/<uuid:invito>/reinvia/", inviti.reinvia, name="reinvia_invito"),
    path("inviti/<uuid:invito>/revoca/", inviti.revoca, name="revoca_invito"),
    path("invito/<str:segreto>/", inviti.invito, name="invito"),
    path("conti/", conti.conti, name="conti"),
    path("conti/<uuid:utente>/", conti.conto, name="conto"),
    path("deleghe/", deleghe.deleghe, name="deleghe"),
    path("deleghe/nuova/", deleghe.concedi, name="concedi_delega"),
    path("deleghe/<uuid:delega>/termina/", deleghe.termina, name="termina_delega"),
    path("assistenza/", assistenza.cerca, name="assistenza"),
    path("assistenza/<uuid:appartenenza>/apri/", assistenza.apri, name="apri_assistenza"),
    path("assistenza/chiudi/", assistenza.chiudi, name="chiudi_assistenza"),
]
