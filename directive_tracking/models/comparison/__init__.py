from . import directive_settings
from . import directive_comparison
from . import directive_comparison_page
from . import directive_task
