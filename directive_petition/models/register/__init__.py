from . import petition_taken_mixin
from . import petition_clock
from . import petition_letter
from . import petition_visit
from . import petition_export_field
from . import petition_export_code
from . import petition_export_log
