from . import directive_inquiry_load
