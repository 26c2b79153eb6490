from . import week
from . import meeting
from . import conclusion
