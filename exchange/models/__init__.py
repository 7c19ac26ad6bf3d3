"""What is on its way in."""

from exchange.models.brought_file import BroughtFile, BroughtPiece

__all__ = ["BroughtFile", "BroughtPiece"]
