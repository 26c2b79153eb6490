from . import directive_week_import
from . import directive_week_import_left
from . import directive_week_import_line
from . import directive_week_import_reading
