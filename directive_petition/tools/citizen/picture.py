"""The size of a picture, told by its head: nothing is unpacked."""

import io
import warnings

from PIL import Image, UnidentifiedImageError

MOST_POINTS = 50_000_000  # as many as the server takes of any picture


def is_too_large(content):
    """Tell whether a file is a picture with more points than the server takes.

    >>> Image.new("1", (9, 9)).save(small := io.BytesIO(), "PNG")
    >>> Image.new("1", (8000, 8000)).save(large := io.BytesIO(), "PNG")
    >>> is_too_large(small.getvalue()), is_too_large(large.getvalue()), is_too_large(b"%PDF-1.4")
    (False, True, False)
    """
    with warnings.catch_warnings(action="ignore", category=Image.DecompressionBombWarning):
        try:
            width, height = Image.open(io.BytesIO(content)).size
        except Image.DecompressionBombError:
            return True
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
            return False
    return width * height > MOST_POINTS
