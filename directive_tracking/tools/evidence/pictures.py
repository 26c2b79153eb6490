"""How large a picture becomes once it is unpacked: a file of some kilobytes may hold gigabytes."""

from io import BytesIO

from PIL import Image

MOST_PIXELS = 50_000_000  # as Odoo allows for its own pictures; a telephone takes fewer


def is_huge(content):
    """Tell whether ``content`` is a picture of more pixels than a server should unpack.

    Only its head is read.

    >>> def picture(side):
    ...     Image.new("1", (side, side)).save(made := BytesIO(), "png")
    ...     return made.getvalue()
    >>> is_huge(picture(8)), is_huge(picture(7100)), is_huge(b"%PDF-1.7")
    (False, True, False)
    """
    try:
        with Image.open(BytesIO(content)) as picture:
            width, height = picture.size
    except Image.DecompressionBombError:
        return True
    except Exception:  # whatever Pillow cannot open is no picture to be unpacked either
        return False
    return width * height > MOST_PIXELS
