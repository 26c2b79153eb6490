from . import petition_seal_granting
from . import petition_seal_lifting_asking
