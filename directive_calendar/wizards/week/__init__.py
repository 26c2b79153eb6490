from . import directive_week_import
from . import directive_week_import_left
from . import directive_week_import_line
from . import directive_week_import_reading
from . import directive_meeting_change
from . import directive_meeting_registration
from . import directive_week_comparison
