from . import directive_settings
from . import res_config_settings
