from . import directive_figures
from . import directive_figures_cells
from . import directive_figures_counters
from . import directive_figures_form
from . import directive_figures_scope
from . import directive_figures_standing
from . import directive_task
from . import directive_transition
