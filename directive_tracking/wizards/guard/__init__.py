from . import directive_province_address
