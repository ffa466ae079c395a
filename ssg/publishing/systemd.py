"""Reports to systemd how we are, by the protocol of sd_notify(3): datagrams to the socket that it names.

Does nothing where no service manager asks for it. Never fails: a publisher goes on without being heard.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Mapping
from contextlib import suppress


class Systemd:
    """The service manager, if an environment names one."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Read where it listens, and how often it wants to hear from us."""
        named = environment.get("NOTIFY_SOCKET", "")
        # `@` stands for the NUL of a name without a file; anything else (vsock) is no socket of this machine.
        self._address = f"\0{named[1:]}" if named.startswith("@") else named if named.startswith("/") else ""
        usec, pid = environment.get("WATCHDOG_USEC", ""), environment.get("WATCHDOG_PID", "")
        ours = not pid or pid == str(os.getpid())
        self.watchdog_seconds = int(usec) / 1e6 if ours and usec.isascii() and usec.isdigit() else 0.0

    def tell(self, *assignments: str) -> None:
        """Send assignments such as `READY=1`."""
        if not self._address or not hasattr(socket, "AF_UNIX"):
            return
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as speaking:
            speaking.settimeout(1.0)
            speaking.sendto("\n".join(assignments).encode(), self._address)

    def ready(self, status: str) -> None:
        """Report that we are there, again after `reloading`."""
        self.tell("READY=1", f"STATUS={_line(status)}", f"MAINPID={os.getpid()}")

    def reloading(self) -> None:
        """Report that everything is read again."""
        self.tell("RELOADING=1", f"MONOTONIC_USEC={time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000}")

    def status(self, text: str) -> None:
        """Report what was done last, in a line."""
        self.tell(f"STATUS={_line(text)}")

    def alive(self) -> None:
        """Report that we are not stuck."""
        self.tell("WATCHDOG=1")

    def stopping(self) -> None:
        """Report that we end."""
        self.tell("STOPPING=1")


def _line(text: str) -> str:
    return " ".join(text.split())
