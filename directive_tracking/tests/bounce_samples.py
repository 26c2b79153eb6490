"""Reports as mail servers really write them, about a message to ``address``."""

DSN = """\
Return-Path: <>
From: MAILER-DAEMON@mx.example (Mail Delivery System)
To: bounce@province.example
Subject: Undelivered Mail Returned to Sender
Message-Id: <20261125.report@mx.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Description: Notification
Content-Type: text/plain; charset=utf-8

This is the mail system at host mx.example.

<{address}>: {words}

--b
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Wed, 25 Nov 2026 09:00:00 +0700 (+07)

Final-Recipient: rfc822; {address}
Original-Recipient: rfc822;{address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {words}

--b
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

From: office@province.example
To: {address}
Subject: 128/UBND
Message-Id: {reference}

--b--
"""

# Exim names the recipient in a header and quotes the message in the text.
EXIM = """\
Return-path: <>
From: Mail Delivery System <Mailer-Daemon@mx.example>
To: bounce@province.example
X-Failed-Recipients: {address}
Subject: Mail delivery failed: returning message to sender
Content-Type: text/plain

A message that you sent could not be delivered to one or more of its recipients.
This is a permanent error. The following address(es) failed:

  {address}
    {words}

------ This is a copy of the message, including all the headers. ------

Return-path: <office@province.example>
From: office@province.example
To: {address}
Message-Id: {reference}

500 hộ nghèo, 128/UBND
"""

QMAIL = """\
From: MAILER-DAEMON@old.example
To: bounce@province.example
Subject: failure notice

Hi. This is the qmail-send program at old.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<{address}>:
{words}

--- Below this line is a copy of the message.

Return-Path: <office@province.example>
Received: (qmail 1 invoked from network); 25 Nov 2026 02:00:00 -0000
Message-ID: {reference}
"""

# MDaemon signs with its own name.
MDAEMON = """\
From: MDaemon at mail.example <MDaemon@mail.example>
To: bounce@province.example
Subject: Permanent Delivery Failure
Content-Type: text/plain

The attached message had PERMANENT fatal delivery errors!

Failed address: {address}

--- Session Transcript ---
 {words}

--- End Transcript ---
Message-ID: {reference}
"""

# No delivery status: a text in HTML and the message attached.
EXCHANGE = """\
From: postmaster@mail.example
To: bounce@province.example
Subject: Undeliverable: 128/UBND
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="x"

--x
Content-Type: text/html; charset=utf-8

<html><body><table width="500 "><tr><td>Your message to <b>&lt;{address}&gt;</b> couldn't be
delivered.</td></tr><tr><td>Remote Server returned '{words}'</td></tr></table></body></html>

--x
Content-Type: message/rfc822

From: office@province.example
To: {address}
Message-Id: {reference}
Subject: 128/UBND

400 ha
--x--
"""

READ_RECEIPT = """\
From: {address}
To: office@province.example
Subject: Read: 128/UBND
MIME-Version: 1.0
Content-Type: multipart/report; report-type=disposition-notification; boundary="r"

--r
Content-Type: text/plain

Your message was displayed.

--r
Content-Type: message/disposition-notification

Reporting-UA: phone; Mail
Final-Recipient: rfc822;{address}
Original-Message-ID: {reference}
Disposition: manual-action/MDN-sent-manually; displayed

--r--
"""

OUT_OF_OFFICE = """\
From: {address}
To: office@province.example
Subject: Out of office: 128/UBND
In-Reply-To: {reference}
References: {reference}
Auto-Submitted: auto-replied
Content-Type: text/plain

I am on leave until 30 November; in urgent cases call extension 550 please. {address}
"""

# A person's program that calls itself a server: no sender, and numbers in the text.
HOLIDAY = """\
Return-Path: <>
From: Nguyen Van An <{address}>
To: bounce@province.example
Subject: Automatic reply
Message-Id: <ooo-1@xa.example>
In-Reply-To: {reference}
References: {reference}
{header}Content-Type: text/plain; charset=utf-8

{words} {address}
"""

UNKNOWN_USER = "550 5.1.1 User unknown"


def write(sample, reference, address="an@xa.example", **values):
    """Return ``sample`` filled in: by default, that there is no such user."""
    values = {"action": "failed", "status": "5.1.1", "words": UNKNOWN_USER, **values}
    text = sample.format(reference=reference, address=address, **values)
    return text.replace("\n", "\r\n").encode()
