"""QR codes: the way from paper back to the site."""

import io

import segno
from django.utils.safestring import SafeString


def qr(text: str) -> SafeString:
    """A QR code as an SVG without a size of its own, dark on light in every scheme."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=4, light="#fff", title=None, nl=False
    )
    return SafeString(out.getvalue().decode())  # drawn here, of squares
