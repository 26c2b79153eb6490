from . import directive_form_ask
