from . import directive_history_import
from . import directive_history_import_file
from . import directive_history_import_line
from . import directive_history_import_line_doubt
from . import directive_history_import_line_row
from . import directive_history_import_loading
from . import directive_history_import_name
from . import directive_history_import_reading
