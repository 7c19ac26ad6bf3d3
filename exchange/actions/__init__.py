"""What the pages of this package write."""

from exchange.actions.bring_back import bring_back
from exchange.actions.brought_files import keep_file, throw_away
from exchange.actions.tokens import TooManyTokens, make_token, note_use, switch_off_token

__all__ = [
    "TooManyTokens",
    "bring_back",
    "keep_file",
    "make_token",
    "note_use",
    "switch_off_token",
    "throw_away",
]
