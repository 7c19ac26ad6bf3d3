"""The pages of what comes in and goes out."""

from exchange.views.archive import bring_back, brought_file, download

__all__ = ["bring_back", "brought_file", "download"]
