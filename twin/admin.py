"""The administration's pages: accounts and groups alone; rows are written by loads."""

from django.contrib import admin

admin.site.site_header = "城市信息模型 CIM"
admin.site.site_title = "CIM"
