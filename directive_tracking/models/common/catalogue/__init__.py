from . import directive_copied_mixin
from . import directive_catalogue_mixin
