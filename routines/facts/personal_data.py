"""Which rows belong to a person, in this app and in those above it."""

from django.apps import apps

from routines.models.owned import HealthData, Owned


def owned_models() -> list[type[Owned]]:
    """Return the model of every row that belongs to a person, of this app and of those above it."""
    return [model for model in apps.get_models() if issubclass(model, Owned)]


def health_models() -> list[type[HealthData]]:
    """Return the models whose rows say something about health, of this app and of those above
    it."""
    return [model for model in owned_models() if issubclass(model, HealthData)]
