"""What is on its way in, and the tokens of programs."""

from exchange.models.api_token import MOST_TOKENS, ApiToken, Scope
from exchange.models.brought_file import BroughtFile, BroughtPiece
from exchange.models.log_import import (
    ImportedActivity,
    ImportedRow,
    ImportedSession,
    LogImport,
    LogPiece,
    State,
    Status,
)
from exchange.models.name_choice import Means, NameChoice

__all__ = [
    "MOST_TOKENS",
    "ApiToken",
    "BroughtFile",
    "BroughtPiece",
    "ImportedActivity",
    "ImportedRow",
    "ImportedSession",
    "LogImport",
    "LogPiece",
    "Means",
    "NameChoice",
    "Scope",
    "State",
    "Status",
]
