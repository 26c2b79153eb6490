from . import directive_correction_form
from . import directive_directive_correction
from . import directive_province_setup
