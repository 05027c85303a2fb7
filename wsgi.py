"""Where gunicorn and `flask` find the program. gevent is patched in before anything else is imported."""

import os

if os.environ.get("ZHUOMA_THREADS") != "1":
    from gevent import monkey

    monkey.patch_all()

from app.factory import create_app  # noqa: E402

app = create_app()
