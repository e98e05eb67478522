"""Peer of bench/mail.ts: the same fields of every message of an mbox, by Python's own mailbox and email."""

import email.parser
import email.utils
import json
import mailbox
import sys
import time

start = time.perf_counter()
parser = email.parser.BytesHeaderParser()
messages = 0
arcs = 0
for message in mailbox.mbox(sys.argv[1], factory=parser.parse):
    messages += 1
    email.utils.getaddresses([str(message["From"])])
    named = email.utils.getaddresses([str(v) for v in message.get_all("To", []) + message.get_all("Cc", [])])
    arcs += len(named)
    email.utils.parsedate_to_datetime(message["Date"])
    (message["Message-ID"], message["In-Reply-To"], message["References"])
print(json.dumps({"seconds": time.perf_counter() - start, "messages": messages}))
