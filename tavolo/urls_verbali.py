"""Addresses of minutes, decisions, actions and search: `urls` includes them."""

from django.urls import path

from tavolo.views import approvazione, decisioni, impegni, revisione, ricerca, verbale


urlpatterns = [
    path("sedute/<uuid:pk>/verbale/", verbale.redigi, name="verbale_redigi"),
    path("verbali/", decisioni.verbali, name="verbali"),
    path("verbali/<uuid:pk>/", verbale.verbale, name="verbale"),
    path("verbali/<uuid:pk>/cornice/", verbale.salva_cornice, name="verbale_cornice"),
    path("verbali/brani/<uuid:pk>/", verbale.salva_brano, name="verbale_brano"),
    path("verbali/<uuid:pk>/anteprima/", verbale.anteprima, name="verbale_anteprima"),
    path("verbali/<uuid:pk>/invia/", revisione.invia, name="verbale_invia"),
    path("verbali/<uuid:pk>/osserva/", revisione.osserva, name="verbale_osserva"),
    path("verbali/<uuid:pk>/osservazioni/", revisione.osserva_per, name="verbale_osserva_per"),
    path("verbali/osservazioni/<uuid:pk>/", revisione.tratta, name="verbale_tratta"),
    path("verbali/<uuid:pk>/approva/", approvazione.approva, name="verbale_approva"),
    path("verbali/<uuid:pk>/pubblica/", approvazione.pubblica, name="verbale_pubblica"),
    path("verbali/<uuid:pk>/rettifica/", approvazione.rettifica, name="verbale_rettifica"),
    path("verbali/<uuid:pk>/archivio/", approvazione.archivio, name="verbale_archivio"),
    path("verbali/<uuid:pk>/pdf/", approvazione.pdf, name="verbale_pdf"),
    path("verbale/<str:segreto>/", revisione.personale, name="verbale_personale"),
    path("decisioni/", decisioni.elenco, name="decisioni"),
    path("decisioni/esporta/<slug:formato>/", decisioni.esporta, name="decisioni_esporta"),
    path("decisioni/<uuid:pk>/", decisioni.dettaglio, name="decisione"),
    path("decisioni/<uuid:pk>/esecuzione/", decisioni.esecuzione, name="decisione_esecuzione"),
    path("decisioni/<uuid:pk>/azioni/", decisioni.assegna, name="decisione_assegna"),
    path("decisioni/<uuid:pk>/modifica/", decisioni.modifica, name="decisione_modifica"),
    path("azioni/", impegni.elenco, name="impegni"),
    path("azioni/esporta/<slug:formato>/", impegni.esporta, name="impegni_esporta"),
    path("azioni/<uuid:pk>/", impegni.dettaglio, name="impegno"),
    path("azioni/<uuid:pk>/aggiorna/", impegni.aggiorna, name="impegno_aggiorna"),
    path("azioni/<uuid:pk>/modifica/", impegni.modifica, name="impegno_modifica"),
    path("azioni/<uuid:pk>/rinvia/", impegni.rinvia, name="impegno_rinvia"),
    path("cerca/", ricerca.cerca, name="cerca"),
]
