from . import directive_health
from . import ir_http
from . import res_config_settings
from . import directive_notice_delivery
