from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language


urlpatterns = [
    path("", include("socialabs.base.urls")),
    path("conto/", include("allauth.urls")),
    path("lingua/", login_not_required(set_language), name="set_language"),
]
