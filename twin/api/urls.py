"""The routes of all doors, added up."""

from twin.door import doors

urlpatterns = [route for door in doors for route in door.routes()]
