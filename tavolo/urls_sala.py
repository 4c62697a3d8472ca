"""Addresses of the convocation, of its answers and of the room; `urls` takes them in."""

from django.urls import path

from tavolo.views import convocazione, risposta, sala, sala_punto


urlpatterns = [
    path("sedute/<uuid:pk>/convocazione/", convocazione.convocazione, name="convocazione"),
    path("sedute/<uuid:pk>/convoca/", convocazione.convoca, name="convoca"),
    path("sedute/<uuid:pk>/avvisa/", convocazione.avvisa, name="avvisa"),
    path("sedute/<uuid:pk>/ospite/", convocazione.ospite, name="ospite"),
    path("sedute/<uuid:pk>/calendario.ics", convocazione.calendario, name="calendario"),
    path("convocazioni/<uuid:pk>/", risposta.mia_risposta, name="mia_risposta"),
    path("convocazioni/<uuid:pk>/documenti/<uuid:documento>/", risposta.mio_documento, name="mio_documento"),
    path("convocazioni/<uuid:pk>/reinvia/", convocazione.reinvia, name="convocazione_reinvia"),
    path("convocazioni/<uuid:pk>/consegna/", convocazione.consegna, name="convocazione_consegna"),
    path("sedute/<uuid:pk>/sala/", sala.sala, name="sala"),
    path("sedute/<uuid:pk>/sala/presenza/", sala.presenza, name="sala_presenza"),
    path("sedute/<uuid:pk>/sala/stato/", sala.stato, name="sala_stato"),
    path("presenze/<uuid:pk>/", sala.correggi_presenza, name="presenza"),
    path("punti/<uuid:pk>/sala/<slug:verbo>/", sala_punto.agisci, name="sala_punto"),
    path("punti/<uuid:pk>/note/", sala_punto.note, name="note"),
    # Without signing in: the secret of the mail stands for one person in one meeting.
    path("r/", risposta.nuovo_collegamento, name="nuovo_collegamento"),
    path("r/<str:segreto>/", risposta.risposta, name="risposta"),
    path("r/<str:segreto>/seduta.ics", risposta.calendario, name="risposta_calendario"),
    path("r/<str:segreto>/documenti/<uuid:pk>/", risposta.documento, name="risposta_documento"),
]
