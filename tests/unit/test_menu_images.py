"""Photos: square, small, upright, without what the camera wrote; bombs and broken files are refused by field."""

import io
import random
import struct
import subprocess
import sys
import zlib

import pytest
from PIL import Image

from ordering.menu.editing.images import ImageUnreadable, squares
from tests.conftest import ROOT


def photo(size=(1600, 1200), kind="JPEG", mode="RGB", **more) -> bytes:
    """Left half red, right half blue."""
    picture = Image.new(mode, size, "red" if mode != "L" else 80)
    picture.paste("blue" if mode != "L" else 160, (size[0] // 2, 0, *size))
    data = io.BytesIO()
    picture.save(data, kind, **more)
    return data.getvalue()


def opened(data) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_every_kind_becomes_two_squares(kind):
    large, small = map(opened, squares(photo(kind=kind)))
    assert (large.format, large.size, small.size) == ("WEBP", (352, 352), (176, 176))
    red, blue = large.convert("RGB").getpixel((20, 176)), large.convert("RGB").getpixel((330, 176))
    assert red[0] > 180 and blue[2] > 180


def test_it_stands_upright_and_keeps_no_exif():
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera of Mr Wang"
    data = photo(exif=exif)
    assert b"Camera of" in data
    large, small = squares(data)
    assert b"Camera" not in large + small and b"EXIF" not in large + small
    top, bottom = (opened(large).convert("RGB").getpixel((176, y)) for y in (20, 330))
    assert top[0] > 180 and bottom[2] > 180


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "1", "CMYK"])
def test_every_mode(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    data = io.BytesIO()
    Image.new("RGB", (400, 300), "white").convert("RGBA" if mode == "LA" else "RGB").convert(mode).save(data, kind)
    assert opened(squares(data.getvalue())[0]).size == (300, 300)


def test_transparent_becomes_white():
    data = io.BytesIO()
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(data, "PNG")
    assert min(opened(squares(data.getvalue())[0]).convert("RGB").getpixel((150, 150))) > 250


def bomb(width, height) -> bytes:
    """A small PNG that says it is huge, and is."""
    line = zlib.compress(bytes(width // 8 + 1) * 2000, 9)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", line) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        photo()[:900],
        photo(kind="PNG")[:200],
        photo(size=(8, 8)),
        bomb(50_000, 50_000),
        bomb(200_000, 10),
        bytes(8 * 1024 * 1024 + 1),
    ],
    ids=["empty", "text", "svg", "pdf", "cut jpeg", "cut png", "tiny", "bomb", "long bomb", "large"],
)
def test_what_cannot_be_used_names_the_field(data):
    with pytest.raises(ImageUnreadable) as refusal:
        squares(data)
    assert list(refusal.value.errors) == ["image"]


def test_no_bytes_break_it():
    chance, whole = random.Random(7), [photo((200, 150), kind) for kind in ("JPEG", "PNG", "WEBP", "GIF")]
    for _ in range(150):
        data = bytearray(chance.choice(whole))
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            squares(bytes(data))
        except ImageUnreadable:
            pass


MEASURED = """
import resource, sys, time
from ordering.menu.editing.images import squares
data, begun = open(sys.argv[1], "rb").read(), time.process_time()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
squares(data)
print(time.process_time() - begun, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


@pytest.mark.parametrize(("kind", "mode", "size"), [("JPEG", "RGB", (8000, 6000)), ("PNG", "RGBA", (5000, 4900))])
def test_the_largest_take_less_than_300_mib_and_5_seconds(tmp_path, kind, mode, size):
    path = tmp_path / "photo"
    path.write_bytes(photo(size, kind, mode, **({"compress_level": 1} if kind == "PNG" else {})))
    told = subprocess.run([sys.executable, "-c", MEASURED, path], capture_output=True, text=True, check=True, cwd=ROOT)
    seconds, mebibytes = map(float, told.stdout.split())
    assert seconds < 5 and mebibytes < 300, told.stdout
