from . import base_step
from . import directive_agency
from . import directive_agency_name
from . import directive_notice_event
from . import directive_reorganisation_part_mixin
from . import directive_reorganisation
from . import directive_reorganisation_choice
from . import directive_reorganisation_line
from . import directive_reorganisation_member
from . import directive_reorganisation_move
from . import directive_transition

from . import directive_reorganisation_cron
from . import directive_reorganisation_effect
from . import directive_reorganisation_judgement
from . import directive_reorganisation_people
from . import directive_reorganisation_plan
from . import directive_reorganisation_undo
