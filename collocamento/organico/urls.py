app_name = "organico"
urlpatterns = []
