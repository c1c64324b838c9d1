"""A real mail server on aiosmtpd that takes nothing before STARTTLS, with a certificate of its own authority.

    mail_server.py FOLDER HOST BUSY     writes authority.pem and each message that it takes into FOLDER as JSON;
                                        its certificate is for HOST, and it is busy for the first BUSY messages
"""

import asyncio
import json
import pathlib
import ssl
import sys
from email import message_from_bytes, policy

import trustme
from aiosmtpd.smtp import SMTP

folder, host, busy = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])


class Mailbox:
    """Counts what it was offered, and keeps what it took."""

    def __init__(self):
        self.offered = 0

    async def handle_DATA(self, server, session, envelope):
        self.offered += 1
        if self.offered <= busy:
            return "451 4.3.2 try again later"
        message = message_from_bytes(envelope.content, policy=policy.default)
        kept = {
            "encrypted": session.ssl is not None,
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "subject": message["Subject"],
            "id": message["Message-ID"],
            "text": message.get_content(),
        }
        (folder / f"message-{self.offered}.json").write_text(json.dumps(kept, ensure_ascii=False, sort_keys=True))
        return "250 2.0.0 taken"


async def serve():
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "authority.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(host).configure_cert(context)
    mailbox = Mailbox()
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(mailbox, tls_context=context, require_starttls=True), "127.0.0.1", 0
    )
    print(f"mail: smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


asyncio.run(serve())
