"""What the pages of this package write."""

from exchange.actions.bring_back import bring_back
from exchange.actions.brought_files import keep_file, throw_away
from exchange.actions.choosing import Chosen, TooManyOwn, choose_again, choose_names, choose_unit
from exchange.actions.comparing import compare_on
from exchange.actions.reading import UnderWay, begin_import, read_on
from exchange.actions.session_rows import Words
from exchange.actions.tokens import TooManyTokens, make_token, note_use, switch_off_token
from exchange.actions.writing import abandon_import, clear_import, take_back_import, write_import

__all__ = [
    "Chosen",
    "TooManyOwn",
    "TooManyTokens",
    "UnderWay",
    "Words",
    "abandon_import",
    "begin_import",
    "bring_back",
    "choose_again",
    "choose_names",
    "choose_unit",
    "clear_import",
    "compare_on",
    "keep_file",
    "make_token",
    "note_use",
    "read_on",
    "switch_off_token",
    "take_back_import",
    "throw_away",
    "write_import",
]
