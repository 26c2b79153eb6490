from . import directive_health
from . import directive_metrics
from . import ir_cron
from . import ir_http
from . import res_config_settings
from . import directive_notice_delivery
