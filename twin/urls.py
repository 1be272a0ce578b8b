"""Where requests go: the rooms' own routes, the accounts' pages and the administration."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("twin.api.urls")),
]

handler400 = "twin.api.problems.refuse_request"
handler404 = "twin.api.problems.refuse_address"
handler500 = "twin.api.problems.report_failure"
