"""Work that burns CPU (password hashes, images, PDF) must not stop everybody else."""

import sys


def offload(work, *args):
    """Runs `work(*args)` in gevent's thread pool under gevent, else at once."""
    hub = sys.modules.get("gevent.hub")
    monkey = sys.modules.get("gevent.monkey")
    if hub is None or monkey is None or not monkey.is_module_patched("threading"):
        return work(*args)
    return hub.get_hub().threadpool.apply(work, args)
