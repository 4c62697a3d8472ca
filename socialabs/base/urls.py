from django.urls import path

from socialabs.base import views


app_name = "base"
urlpatterns = [
    path("", views.cruscotto, name="cruscotto"),
    path("cerca/", views.ricerca, name="ricerca"),
    path("accessibilita/", views.accessibilita, name="accessibilita"),
    path("privacy/", views.privacy, name="privacy"),
]
