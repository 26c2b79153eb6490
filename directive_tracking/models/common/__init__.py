from . import directive_remembered_mixin
from . import directive_calendar_day
from . import directive_default_mixin
from . import directive_catalogue_mixin
from . import directive_evidence_mixin
from . import directive_hold_mixin
from . import directive_ledger_mixin
from . import directive_mirror_mixin
from . import directive_search_mixin
from . import directive_settings
from . import directive_urgency_mixin
from . import directive_words_mixin

from . import ir_http
from . import res_company
from . import res_config_settings
from . import res_lang
from . import resource_calendar_attendance
