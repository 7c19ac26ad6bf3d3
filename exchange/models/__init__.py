"""What is on its way in, and the tokens of programs."""

from exchange.models.api_token import MOST_TOKENS, ApiToken, Scope
from exchange.models.brought_file import BroughtFile, BroughtPiece

__all__ = ["MOST_TOKENS", "ApiToken", "BroughtFile", "BroughtPiece", "Scope"]
