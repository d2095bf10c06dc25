"""What the tests of dossiers share: a dossier with its slots counted, and addresses."""

from django.urls import reverse

from archives.models import Dossier


def lit(dossier):
    return Dossier.objects.with_slots().select_related("event").get(pk=dossier.pk)


def url(name, row):
    return reverse(f"archives:{name}", args=[row.pk])
