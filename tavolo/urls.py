from django.urls import include, path

from tavolo.views import verbale


app_name = "tavolo"
urlpatterns = [
    path("sedute/<uuid:seduta>/", verbale.redigi, name="seduta"),
    path("", include("tavolo.urls_verbali")),
]
