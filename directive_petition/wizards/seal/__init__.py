from . import petition_seal_granting
