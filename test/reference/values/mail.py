"""Counts of the public mail archives under mail/ in the reference folder, by Python's own mailbox and email.

    EQUIPO_REFERENCE=../shared/reference python3 test/reference/values/mail.py > test/reference/values/mail.json

Python's mailbox takes every line that begins with "From " for a message. Those without a single header field are
text that nobody quoted, and are counted apart. Pipermail's "a at b" is read as "a@b" before addresses are parsed.
"""

import email
import email.header
import email.policy
import email.utils
import glob
import json
import mailbox
import os
import platform
import re
import sys

folder = os.path.join(os.environ.get("EQUIPO_REFERENCE", "../shared/reference"), "mail")


def plain(value):
    text = str(value)
    return text if "@" in text else re.sub(r"^\s*(\S+) at (\S+)", r"\1@\2", text)


def addresses(values):
    return [address.lower() for _, address in email.utils.getaddresses(values) if "@" in address]


def ids(value):
    return [re.sub(r"\s+", "", i) for i in re.findall(r"<([^<>]+)>", str(value or ""))]


# Lists among the addresses of linux-mips-2013Q1.mbox, told by reading all of them.
LISTS = {"linux-mips@linux-mips.org", "linux-cris-kernel@axis.com", "uclinux-dist-devel@blackfin.uclinux.org"}


def is_list(address):
    return address in LISTS or re.search(r"@(vger\.kernel\.org|lists\..*)$", address) is not None


files = {}
for path in sorted(glob.glob(os.path.join(folder, "*.mbox"))):
    lines_without_header = 0
    messages = []
    for raw in mailbox.mbox(path, factory=lambda file: email.message_from_binary_file(file, policy=email.policy.compat32)):
        if len(raw.keys()) == 0:
            lines_without_header += 1
        else:
            messages.append(raw)
    known = {ids(m["Message-ID"])[0] for m in messages}
    senders = set()
    with_answer = resolved = 0
    recipients_by_message = []
    seconds = 0
    for m in messages:
        sender = addresses([plain(m["From"])])[0]
        senders.add(sender)
        chain = ids(m["In-Reply-To"]) + ids(m["References"])[::-1]
        own = ids(m["Message-ID"])[0]
        chain = [i for i in chain if i != own]
        with_answer += bool(chain)
        resolved += any(i in known for i in chain)
        to = set(addresses([str(v) for v in m.get_all("To", []) + m.get_all("Cc", [])]))
        recipients_by_message.append(len([a for a in to if a != sender and not is_list(a)]))
        # An exact integer; a zone or a year read wrongly shows in it.
        seconds += int(email.utils.parsedate_to_datetime(m["Date"]).timestamp())
    files[os.path.basename(path)] = {
        "messages": len(messages),
        "linesWithoutHeader": lines_without_header,
        "distinctIds": len(known),
        "senders": len(senders),
        "answering": with_answer,
        "resolved": resolved,
        "recipients": sum(recipients_by_message),
        "sumOfSeconds": seconds,
    }

json.dump({"_meta": {"tool": f"Python {platform.python_version()} mailbox, email"}, "files": files}, sys.stdout, indent=2)
print()
