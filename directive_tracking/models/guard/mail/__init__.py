from . import mail_door
from . import mail_thread_door
from . import mail_append_only
from . import mail_signature
from . import mail_scheduled
from . import ir_attachment
from . import ir_attachment_secrecy
from . import mail_link_preview
