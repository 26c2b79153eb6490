from . import directive_message_correction
