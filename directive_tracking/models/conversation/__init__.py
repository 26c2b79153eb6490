from . import directive_sight_mixin
from . import directive_silent_mixin
from . import directive_thread_mixin

from . import directive_thread_telling
from . import mail_activity
from . import mail_followers
from . import mail_message
from . import mail_message_publishing
from . import mail_message_reaction
from . import mail_message_telling
from . import mail_notification
from . import mail_thread
from . import mail_thread_publishing
from . import res_partner
from . import res_users

from . import doors
