"""Headers of plain pages for people without an account: one response, no script, no cookie.

>>> found = headers("abc")
>>> found["Cache-Control"], found["X-Frame-Options"], found["X-Robots-Tag"]
('no-store', 'DENY', 'noindex, nofollow')
>>> found["Content-Security-Policy"]
"default-src 'none'; style-src 'nonce-abc'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
>>> public = headers("abc", for_everybody=True)
>>> public["Cache-Control"], "X-Frame-Options" in public, "X-Robots-Tag" in public
('public, max-age=60', False, False)
"""

ALWAYS = {
    "Content-Type": "text/html; charset=utf-8",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
# Kept by no cache, shown in no frame, found by no search engine.
FOR_ONE = {
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}
# The same for everybody, and shown within the province's own site.
FOR_EVERYBODY = {"Cache-Control": "public, max-age=60"}
POLICY = (
    "default-src 'none'; style-src 'nonce-{nonce}'; base-uri 'none'; form-action {forms}; "
    "frame-ancestors {frames}"
)


def headers(nonce, for_everybody=False):
    """Return the headers of a page whose only style sheet carries ``nonce``.

    :param for_everybody: whether the page says the same to everybody and has no forms
    """
    forms, frames = ("'none'", "'self'") if for_everybody else ("'self'", "'none'")
    policy = POLICY.format(nonce=nonce, forms=forms, frames=frames)
    kept = FOR_EVERYBODY if for_everybody else FOR_ONE
    return {**ALWAYS, **kept, "Content-Security-Policy": policy}
