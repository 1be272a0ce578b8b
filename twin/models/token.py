"""API tokens: by which programs come in as an account, for a part of what it may see."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models


class Token(models.Model):
    """A token of an account: its `hash` (SHA-256 in hexadecimal), never itself; what it is for, until when.

    `scopes` are groups of its owner and rights such as “read”; `used` is the last day it was shown.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    title = models.TextField()
    hash = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.TextField())
    made = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    used = models.DateField(null=True)
    revoked = models.DateTimeField(null=True)
