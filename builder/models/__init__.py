"""What a person does with routines beside training by them: giving one to others, taking one over.

The routines themselves are rows of `routines`.
"""

from builder.models.share import Received, Share

__all__ = [
    "Received",
    "Share",
]
