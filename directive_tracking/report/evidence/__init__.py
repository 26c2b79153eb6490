from . import directive_verification_page
