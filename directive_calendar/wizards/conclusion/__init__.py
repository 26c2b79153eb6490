from . import directive_conclusion_reading
from . import directive_meeting_pack
