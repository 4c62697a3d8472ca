app_name = "simulazioni"
urlpatterns = []
