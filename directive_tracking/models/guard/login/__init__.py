from . import res_groups
from . import res_users
from . import directive_settings
from . import res_config_settings
from . import res_users_login
from . import directive_password_request
from . import mail_mail
