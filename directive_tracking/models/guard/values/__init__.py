from . import base_bounds
from . import base_database
from . import base_secrecy
from . import base_values
from . import base_twice
from . import directive_derived_mixin
from . import ir_attachment
