"""A house with a mail server and a provider of its own, for suites in which its parts fail."""

from ..sms.province import Province
from ..sms.simulator import Simulator
from . import email_case
from .fault_house import House

# Setting the province up settled what was waiting.
LATER = """
UPDATE directive_notice_delivery
   SET state = 'queued', date_next = now() AT TIME ZONE 'UTC' + interval '1 year'
 WHERE id = ANY(%s)
"""


class HouseCase(email_case.EmailCase):
    """Each class queues what it needs before its house opens."""

    kills = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.simulator = Simulator()
        cls.sms_port = cls.simulator.start()
        cls.addClassCleanup(lambda: cls.simulator.stop())
        cls.queue_all()
        cls.house = House(cls.server, cls.simulator)
        cls.addClassCleanup(cls.house.close)
        cls.house.open(cls.database.name)

    @classmethod
    def queue_all(cls):
        """Queue what the tests of the class release."""
        raise NotImplementedError

    @classmethod
    def queue_later(cls, count):
        """Queue ``count`` messages of each kind, none of them due yet; return their ids by kind."""
        mails = cls("setUp").queue(*[f"person-{number}@x.example" for number in range(count)])
        province = Province(cls.database, cls.sms_port)
        province.use("json")
        texts = list(province.queue(count))
        with cls.database.environment() as env:
            env.cr.execute(LATER, (mails + texts,))
        return mails, texts
