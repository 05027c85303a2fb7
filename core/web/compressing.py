"""Smaller answers for slow phones: GET answers in gzip where the caller takes it.

Only GET: no answer that holds a fresh secret beside what its caller sent is ever compressed.
"""

import gzip

from flask import Response, request

KINDS = {"text/html", "application/json", "image/svg+xml", "text/css", "text/javascript", "application/javascript"}
LEAST = 1000  # bytes; below it the header costs more than it saves


def compress(response: Response) -> Response:
    """Vary is told also where nothing was compressed, for caches in between."""
    if request.method != "GET" or response.mimetype not in KINDS or response.direct_passthrough:
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code != 200 or "gzip" not in request.headers.get("Accept-Encoding", ""):
        return response
    body = response.get_data()
    if len(body) >= LEAST and not response.headers.get("Content-Encoding"):
        response.set_data(gzip.compress(body, 5, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
