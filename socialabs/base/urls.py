from django.urls import path

from socialabs.base import views
from socialabs.base.galleria import galleria


app_name = "base"
urlpatterns = [
    path("", views.cruscotto, name="cruscotto"),
    path("cerca/", views.ricerca, name="ricerca"),
    path("accessibilita/", views.accessibilita, name="accessibilita"),
    path("privacy/", views.privacy, name="privacy"),
    path("galleria/", galleria, name="galleria"),
]
