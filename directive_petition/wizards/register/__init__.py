from . import petition_register_import
from . import petition_register_import_line
from . import petition_register_import_reading
from . import petition_register_import_loading
from . import petition_export
