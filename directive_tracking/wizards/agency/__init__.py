from . import directive_province_setup
from . import directive_member_import
from . import directive_member_import_line
