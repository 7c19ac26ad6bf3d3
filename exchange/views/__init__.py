"""The pages of what comes in and goes out."""

from exchange.views.api_reference import api_reference, openapi
from exchange.views.archive import bring_back, brought_file, download, sets_as_csv
from exchange.views.log_imports import imports, log_import
from exchange.views.tokens import switch_off_token, tokens

__all__ = [
    "api_reference",
    "bring_back",
    "brought_file",
    "download",
    "imports",
    "log_import",
    "openapi",
    "sets_as_csv",
    "switch_off_token",
    "tokens",
]
