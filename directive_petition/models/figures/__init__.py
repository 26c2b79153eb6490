from . import petition_matter
from . import petition_overdue_facts
from . import petition_facts
from . import directive_form_source_petitions
from . import directive_form_ask_mixin
