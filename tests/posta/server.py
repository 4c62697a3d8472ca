"""A mail server for tests: takes messages on loopback, keeps them, and refuses what it is told to refuse."""

import email
import socketserver
import threading


class Conversazione(socketserver.StreamRequestHandler):
    def handle(self):
        self.di("220 prova")
        for riga in self.rfile:
            verbo = riga.strip().upper()
            if verbo.startswith((b"EHLO", b"HELO")):
                self.di("250 prova")
            elif verbo.startswith(b"RCPT") and self.server.rifiuto:
                self.di(f"{self.server.rifiuto} no")
            elif verbo == b"DATA":
                self.di("354 avanti")
                self.server.ricevuti.append(email.message_from_bytes(self.testo()))
                self.di("250 preso")
            elif verbo == b"QUIT":
                self.di("221 ciao")
                return
            else:
                self.di("250 va bene")

    def di(self, riga):
        self.wfile.write(riga.encode() + b"\r\n")

    def testo(self):
        righe = []
        for riga in self.rfile:
            if riga == b".\r\n":
                break
            righe.append(riga.removeprefix(b".") if riga.startswith(b"..") else riga)
        return b"".join(righe)


class ServerDiPosta(socketserver.ThreadingTCPServer):
    """`with ServerDiPosta(porta) as server`: `server.ricevuti` are the messages, `server.rifiuto` an SMTP code."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, porta=0):
        super().__init__(("127.0.0.1", porta), Conversazione)
        self.ricevuti, self.rifiuto = [], 0

    def __enter__(self):
        self._filo = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._filo.start()
        return self

    def __exit__(self, *eccezione):
        self.shutdown()
        self._filo.join()
        self.server_close()
