"""What the pages of this package write."""

from exchange.actions.bring_back import bring_back
from exchange.actions.brought_files import keep_file, throw_away

__all__ = ["bring_back", "keep_file", "throw_away"]
