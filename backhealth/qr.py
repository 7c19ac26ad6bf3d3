"""QR codes, for paper and for the camera of a phone beside the screen."""

from io import BytesIO

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_code(address: str) -> SafeString:
    """Return the code of an address as SVG, black on white in the dark, too.

    It has no text for screen readers: the element around it needs one. Colours are attributes,
    because the content security policy allows no inline style.
    """
    code = segno.make(address, error="m", micro=False)
    svg = BytesIO()
    code.save(
        svg,
        kind="svg",
        xmldecl=False,
        omitsize=True,
        svgclass="qr",
        lineclass=None,
        dark="#000",
        light="#fff",
    )
    # The library wrote every letter of it; the address is in the pattern alone.
    return mark_safe(svg.getvalue().decode())  # noqa: S308
