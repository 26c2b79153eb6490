from . import directive_health
from . import directive_notice_sender
from . import directive_restore
from . import fetchmail_server
from . import ir_mail_server
from . import mail_mail
from . import mail_push
from . import mail_thread
