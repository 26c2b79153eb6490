from . import directive_acknowledgement_call
