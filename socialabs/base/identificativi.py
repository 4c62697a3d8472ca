"""Public identifiers: UUID version 7 (RFC 9562), ordered by time so that indexes stay compact."""

import os
import time
import uuid


def nuovo_id() -> uuid.UUID:
    milliseconds = time.time_ns() // 1_000_000
    value = milliseconds.to_bytes(6, "big") + os.urandom(10)
    number = int.from_bytes(value, "big")
    number = number & ~(0xF << 76) | (0x7 << 76)
    number = number & ~(0x3 << 62) | (0x2 << 62)
    return uuid.UUID(int=number)
