app_name = "provvedimenti"
urlpatterns = []
