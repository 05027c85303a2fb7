"""JSON is read strictly: no NaN, no half characters, no nesting that breaks a reader, no body without end."""

import orjson
from webargs import missing
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

MOST = 1024 * 1024  # a menu to import is larger, and read elsewhere


class StrictParser(FlaskParser):
    """webargs with orjson: the standard library's reader overflows the stack on deep nesting."""

    def load_json(self, req, schema):
        if not req.is_json:
            return missing
        content = req.get_data(cache=True)
        if len(content) > MOST:
            raise RequestEntityTooLarge(f"At most {MOST} bytes of JSON.")
        if not content:
            return missing
        try:
            return orjson.loads(content)
        except orjson.JSONDecodeError as error:
            raise BadRequest(f"The body is not JSON in UTF-8: {error}.") from error
