"""Where requests go: the rooms' own routes, the accounts' pages and the administration."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("twin.api.urls")),
]

handler400 = "twin.doorway.problems.refuse_request"
handler404 = "twin.doorway.problems.refuse_address"
handler500 = "twin.doorway.problems.report_failure"
