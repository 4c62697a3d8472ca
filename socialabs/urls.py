from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from socialabs.base.salute import salute
from socialabs.utenti.sito_admin import sito
from socialabs.utenti.views.demo import entra


urlpatterns = [
    path("", include("socialabs.base.urls")),
    path("conto/", include("allauth.urls")),
    path("territorio/", include("socialabs.anagrafica.urls")),
    path("utenti/", include("socialabs.utenti.urls")),
    path("demo/entra/<slug:chiave>/", entra, name="demo_entra"),
    path("amministrazione/", sito.urls),
    path("archivio/", include("socialabs.archivio.urls")),
    path("lavori/", include("socialabs.lavori.urls")),
    path("collocamento/", include("collocamento.urls")),
    path("organico/", include("collocamento.organico.urls")),
    path("posizione/", include("collocamento.posizione.urls")),
    path("provvedimenti/", include("collocamento.provvedimenti.urls")),
    path("convenzioni/", include("collocamento.convenzioni.urls")),
    path("simulazioni/", include("collocamento.simulazioni.urls")),
    path("dichiarazioni/", include("collocamento.dichiarazioni.urls")),
    path("ottemperanza/", include("collocamento.ottemperanza.urls")),
    path("tavolo/", include("tavolo.urls")),
    path("documenti/", include("socialabs.documenti.urls")),
    path("scadenze/", include("socialabs.promemoria.urls")),
    path("rapporti/", include("socialabs.rapporti.urls")),
    path("posta/", include("socialabs.posta.urls")),
    path("registro/", include("socialabs.registro.urls")),
    path("lingua/", login_not_required(set_language), name="set_language"),
    path("healthz", salute, name="healthz"),
]
