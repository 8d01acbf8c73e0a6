"""Processes that read beside us end with us: after an interrupt, a closed pipe or an error nobody waits for them."""

from __future__ import annotations

import os
import signal
import sys
import threading
import traceback
from typing import Any


def guard_processes() -> None:
    """From now on an interrupt first ends the processes beside us, then us."""
    ours = os.getpid()

    def interrupted(_signal: int, _frame: Any) -> None:
        if os.getpid() != ours:
            os._exit(130)
        stop_processes()
        raise KeyboardInterrupt

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, interrupted)


def stop_processes() -> bool:
    """End every process that still runs beside us; True when there was one, so that something ended early."""
    from multiprocessing import active_children

    running = active_children()
    for process in running:
        process.terminate()
    return bool(running)


def leave_early(code: int) -> None:
    """After an early end leave at once: the queues to processes that are gone would be waited for in vain."""
    if not stop_processes():
        return
    if sys.exc_info()[0] not in (None, SystemExit):
        traceback.print_exc()
    sys.stderr.flush()
    os._exit(code)
