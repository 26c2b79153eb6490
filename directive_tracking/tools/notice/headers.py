"""Header lines of an e-mail, such that every reader sees each word and each space.

Python before 3.13 breaks a long Vietnamese subject between two words and loses the space (gh-92081):
"chờ phê duyệt" arrives as "chờ phêduyệt". Here the space stays inside the encoded words of RFC 2047.

>>> from email import message_from_bytes, policy
>>> from email.headerregistry import Address
>>> from email.message import EmailMessage
>>> message, subject = EmailMessage(), "436/UBND-TH: Báo cáo hoàn thành chờ phê duyệt, hạn 27/11/2026"
>>> message["Subject"], message["To"] = subject, "Sở Nội vụ <a@x.vn>, b@x.vn"
>>> data = message.as_bytes(policy=POLICY)
>>> read = message_from_bytes(data, policy=policy.default)
>>> read["Subject"] == subject, read["To"] == message["To"]
(True, True)
>>> max(map(len, data.splitlines())) <= 78
True

Every text and name comes through, however the words fall:

>>> from random import Random
>>> said = "Kết quả bị trả lại, phải thực hiện lại; đề nghị cơ quan cho ý kiến a 12 (hạn 30/11)".split()
>>> def comes_through(words):
...     message = EmailMessage()
...     message["Subject"], message["To"] = " ".join(words), Address(" ".join(words), "a", "x.vn")
...     read = message_from_bytes(message.as_bytes(policy=POLICY), policy=policy.default)
...     return [read["Subject"], read["To"].addresses[0].display_name] == [" ".join(words)] * 2
>>> chosen = Random(1)
>>> all(comes_through(chosen.choices(said, k=chosen.randint(1, 25))) for _time in range(300))
True
"""

from email.header import Header
from email.headerregistry import AddressHeader, UnstructuredHeader
from email.policy import EmailPolicy
from email.utils import formataddr

LINE = 76


class WholeWords(EmailPolicy):
    """Folds texts and names of people so that each space stays inside an encoded word."""

    def _fold(self, name, value, refold_binary=False):
        if str(value).isascii():
            return super()._fold(name, value, refold_binary)
        if isinstance(value, AddressHeader):
            # A name stays one encoded word: many readers part a name that is several.
            people = [formataddr((one.display_name, one.addr_spec)) for one in value.addresses]
            folded = f",{self.linesep} ".join(people)
        elif isinstance(value, UnstructuredHeader):
            folded = Header(str(value), "utf-8", LINE, name).encode(linesep=self.linesep)
        else:
            return super()._fold(name, value, refold_binary)
        return f"{name}: {folded}{self.linesep}"


POLICY = WholeWords(linesep="\r\n")
