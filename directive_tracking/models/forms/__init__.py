from . import directive_form
from . import directive_form_column
from . import directive_form_source
from . import directive_form_source_figures
from . import directive_form_source_tasks
from . import directive_form_ask_mixin
from . import directive_form_ask_answer
from . import directive_form_ask_sheet
