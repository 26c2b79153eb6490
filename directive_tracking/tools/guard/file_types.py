"""File types that browsers may display; all others are downloaded.

A page, an SVG picture or a script displayed from this server would act with the rights of the
person who opens it.
"""

SHOWN = ("image/", "audio/", "video/", "text/plain", "text/csv", "application/pdf")
ACTIVE = ("svg", "xml", "html", "script")
OFFICE = ("application/vnd.openxmlformats", "application/vnd.oasis.opendocument")
CARRIED = (
    *OFFICE,
    "application/msword",
    "application/vnd.ms-",
    "application/rtf",
    "text/rtf",
    "application/zip",
    "application/x-zip",
    "application/x-rar",
    "application/vnd.rar",
    "application/x-7z",
    "application/pkcs7",
    "application/x-pkcs7",
)
PLAIN = "application/octet-stream"


def safe_type(mimetype):
    """Return ``mimetype``, or a generic one if a browser would execute the content.

    >>> safe_type("application/pdf"), safe_type("image/png")
    ('application/pdf', 'image/png')
    >>> safe_type("application/vnd.openxmlformats-officedocument.wordprocessingml.document")[-8:]
    'document'
    >>> {safe_type(kind) for kind in ("text/html", "image/svg+xml", "text/javascript", "", None)}
    {'application/octet-stream'}
    """
    kind = (mimetype or "").lower()
    if kind.startswith(OFFICE):
        return kind
    if any(word in kind for word in ACTIVE):
        return PLAIN
    return kind if kind.startswith(SHOWN + CARRIED) else PLAIN
