"""The bare client: `python -m tests.bench.bare_client` sends its standard input.

That is what a script of ten lines does: the requests written beforehand, one connection per
message (or one for all, if that is asked for), no database. It prints how many messages a second
the provider has accepted.
"""

import json
import sys
import time

from tests.sms import plain
from tests.sms.test_simulator import connector


def main():
    orders = json.load(sys.stdin)
    speaker = connector(orders["provider"], orders["port"])
    request = plain.load("connectors.base").Request
    prepare, spec = plain.load("connectors.specification").prepare, speaker.specification
    prepared = [
        prepare(spec, spec, speaker.account.url, speaker._values(request(*one)))
        for one in orders["requests"]
    ]
    transport = plain.load("connectors.transport")
    kept = transport.Connections() if orders["keeps"] else None
    begun = time.perf_counter()
    for one in prepared:
        response = transport.exchange(*one, 10.0, {"127.0.0.1"}, kept)
        if speaker._outcome(response).result != "accepted":
            raise RuntimeError(response)
    print(len(prepared) / (time.perf_counter() - begun))


if __name__ == "__main__":
    main()
