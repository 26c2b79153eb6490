from . import directive_plain_page
