from . import directive_inquiry_note
