from . import conclusion
