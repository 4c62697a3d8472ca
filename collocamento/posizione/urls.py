app_name = "posizione"
urlpatterns = []
