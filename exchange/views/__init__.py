"""The pages of what comes in and goes out."""

from exchange.views.archive import bring_back, brought_file, download
from exchange.views.tokens import switch_off_token, tokens

__all__ = ["bring_back", "brought_file", "download", "switch_off_token", "tokens"]
