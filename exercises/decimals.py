"""Write decimals as people read them and fields hold them; no Django."""

from decimal import Decimal


def decimal_text(number: Decimal) -> str:
    """Return the digits without trailing zeros or an exponent: 8.50 → "8.5", 1E+1 → "10".

    The one place that strips zeros: `Decimal.normalize` alone turns 10 into 1E+1.
    """
    return f"{number.normalize() + 0:f}"


def without_zeros(number: Decimal) -> Decimal:
    """Return an equal number that prints the same everywhere: 10.00 → 10, never 1E+1."""
    return Decimal(decimal_text(number))
