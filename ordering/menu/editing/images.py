"""A dish's photo: square, small, without EXIF. The work on pixels is pure and runs on a thread.

The pictures are rows of the database: whatever copies the database (backup, restore, a move to another machine) takes
them along, every process sees them at once, and a dish never points at a file that is not there. They are at most
some 30 KB each and are read rarely, since their address holds their hash and is cached for ever.
"""

import hashlib
import io
import threading
import warnings
from datetime import timedelta

from PIL import Image, ImageOps, UnidentifiedImageError
from sqlalchemy import delete, insert, select

from core.clock import now
from core.errors import Invalid, NotFound
from ordering.menu.models import MenuImage, MenuItem
from ordering.menu.queries import be_item, own_item
from ordering.menu.versions import moved_on

LARGE, SMALL = 352, 176
MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 50_000_000  # a phone's largest JPEG; it is decoded at a fraction of its size
MOST_PIXELS_WHOLE = 25_000_000  # kinds that can only be decoded whole: 100 MB while it lasts
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
ORIENTATION = 0x0112  # EXIF: how the camera was held; the only tag that is read
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
one_at_a_time = threading.Lock()  # so that ten uploads at once are not ten times the memory


class ImageUnreadable(Invalid):
    code, title = "image_unreadable", "This picture cannot be used"


class ImageUnknown(NotFound):
    code, title = "image_unknown", "There is no such picture"


def squares(data: bytes) -> tuple[bytes, bytes]:
    """(352 px, 176 px), WebP. ImageUnreadable names the field `image` and what to send instead."""
    if not data:
        raise _unreadable("Send the picture itself as the body, or as the form's field “image”.")
    if len(data) > MOST_BYTES:
        raise _unreadable(f"Larger than {MOST_BYTES // 1024 // 1024} MB.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of bombs and odd EXIF; the limits here are stricter
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                return _squares(picture)
    except UnidentifiedImageError as error:
        raise _unreadable("Not a JPEG, PNG, WebP, GIF or AVIF picture.") from error
    except (OSError, SyntaxError, ValueError, ArithmeticError, LookupError, TypeError, EOFError, MemoryError) as error:
        raise _unreadable("The picture is damaged.") from error
    except Image.DecompressionBombError as error:
        raise _unreadable("Too many pixels.") from error


def set_image(session, restaurant_id: str, item_id: str, large: bytes, small: bytes) -> None:
    """The dish's picture; the one it had goes once no page can still show it."""
    be_item(session, restaurant_id, item_id)
    image_id = hashlib.sha256(large).hexdigest()[:32]
    own = MenuImage.restaurant_id == restaurant_id, MenuImage.id == image_id
    if not session.execute(select(MenuImage.id).where(*own)).scalar():
        row = {"restaurant_id": restaurant_id, "id": image_id, "large": large, "small": small, "made_at": now()}
        session.execute(insert(MenuImage), row)
    session.execute(own_item(restaurant_id, item_id).values(image_url=url_of(restaurant_id, image_id)))
    _forget_unused(session, restaurant_id)
    moved_on(session, restaurant_id)


def remove_image(session, restaurant_id: str, item_id: str) -> None:
    be_item(session, restaurant_id, item_id)
    session.execute(own_item(restaurant_id, item_id).values(image_url=None))
    moved_on(session, restaurant_id)


def image_of(session, restaurant_id: str, name: str) -> bytes:
    """`name` is the address's last part: `<hash>.webp`, or `<hash>-176.webp` for the small one."""
    stem = name.removesuffix(".webp")
    image_id = stem.removesuffix(f"-{SMALL}")
    column = MenuImage.large if stem == image_id else MenuImage.small
    found = None
    if name.endswith(".webp"):
        query = select(column).where(MenuImage.restaurant_id == restaurant_id, MenuImage.id == image_id[:36])
        found = session.execute(query).scalar()
    if found is None:
        raise ImageUnknown()
    return found


def url_of(restaurant_id: str, image_id: str) -> str:
    return f"/api/v1/restaurants/{restaurant_id}/images/{image_id}.webp"


def _squares(picture) -> tuple[bytes, bytes]:
    drafts = picture.format == "JPEG" and not picture.info.get("progressive")
    if picture.width * picture.height > (MOST_PIXELS if drafts else MOST_PIXELS_WHOLE):
        raise _unreadable(f"{picture.width} × {picture.height} pixels are too many.")
    if min(picture.size) < 16:
        raise _unreadable("Smaller than 16 pixels.")
    turn = TURNS.get(picture.getexif().get(ORIENTATION))
    picture.draft("RGB", (LARGE * 2, LARGE * 2))  # JPEG only: decodes at 1/2, 1/4 or 1/8
    whole = picture if picture.mode in ("RGB", "RGBA", "L") and "transparency" not in picture.info else None
    whole = whole or picture.convert("RGBA")
    edge = min(LARGE, *whole.size)
    square = ImageOps.fit(whole, (edge, edge), Image.Resampling.LANCZOS)
    square = square.transpose(turn) if turn is not None else square
    large = Image.new("RGB", square.size, "white")
    large.paste(square, mask=square.getchannel("A") if square.mode == "RGBA" else None)
    small = large.resize((min(SMALL, edge),) * 2, Image.Resampling.LANCZOS)
    return _webp(large, 78), _webp(small, 74)


def _webp(picture, quality) -> bytes:
    data = io.BytesIO()
    picture.save(data, "WEBP", quality=quality, method=4)
    return data.getvalue()


def _forget_unused(session, restaurant_id):
    """A day's grace: phones may still show a menu that names the old picture."""
    used = select(MenuItem.image_url).where(MenuItem.restaurant_id == restaurant_id, MenuItem.image_url.is_not(None))
    kept = {url.rpartition("/")[2].removesuffix(".webp") for url in session.execute(used).scalars()}
    session.execute(
        delete(MenuImage).where(
            MenuImage.restaurant_id == restaurant_id,
            MenuImage.id.not_in(sorted(kept)),
            MenuImage.made_at < now() - timedelta(days=1),
        )
    )


def _unreadable(text: str) -> ImageUnreadable:
    return ImageUnreadable(text, errors={"image": [text]})
