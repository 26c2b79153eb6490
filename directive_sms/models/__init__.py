from . import settings
from . import gateway
from . import message
from . import subject
from . import notice
from . import channel
from . import reply
