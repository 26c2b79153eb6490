from . import directive_import
from . import directive_import_reading
from . import directive_import_left
from . import directive_import_refusal
from . import directive_import_line
from . import directive_import_line_doubt
from . import directive_import_paste
from . import directive_import_name
