from . import week
from . import conclusion
