"""Accounts of a sign-on elsewhere: who is known to an OpenID provider as whom."""

from django.conf import settings
from django.db import models


class SignOn(models.Model):
    """Which account somebody is whom an OpenID provider vouches for: `subject` is theirs at the `issuer`."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_on")
    issuer = models.TextField()
    subject = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="sign_on_of_one")]
