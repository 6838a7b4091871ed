"""QR codes as pictures."""

import io


def qr_code(link: str, *, scale: int = 12) -> bytes:
    """The picture of a link, as PNG; a photo of a screen in poor light still reads it."""
    import segno

    picture = io.BytesIO()
    segno.make(link, error="m").save(picture, kind="png", scale=scale, border=4)
    return picture.getvalue()
