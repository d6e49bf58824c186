"""What a picture loses before it is kept: everything that does not show, and nothing that does."""

import io
import random
import struct
import zlib
from contextlib import suppress
from time import perf_counter

import pytest
from PIL import Image, ImageChops, PngImagePlugin

from kmsite.attachments.looking import look_at
from kmsite.attachments.refusing import FileRefused
from tests.attachments.samples import photograph, picture


def noisy(form, **options):
    """Return a picture in which every lost or changed pixel would be seen, with a colour profile."""
    image = Image.effect_noise((64, 48), 80).convert("RGB")
    file = io.BytesIO()
    image.save(file, form, icc_profile=b"profile" * 20, **options)
    return file.getvalue()


def animation(form, count=3, **options):
    frames = [Image.new("RGB", (8, 8), (n * 80 % 256, 255 - n * 60 % 256, 90)) for n in range(count)]
    file = io.BytesIO()
    frames[0].save(file, form, save_all=True, append_images=frames[1:], **options)
    return file.getvalue()


def with_text(**options):
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", "CANARY plain")
    texts.add_text("Author", "CANARY packed", zip=True)
    texts.add_itxt("XML:com.adobe.xmp", "CANARY xmp")
    return picture("PNG", pnginfo=texts, **options)


def gif_with_extensions():
    content = animation("GIF", loop=0)
    comment = b"!\xfe\x06CANARY\x00"
    xmp = b"!\xff\x0bXMP DataXMP\x06CANARY\x00"
    return content[:-1] + comment + xmp + content[-1:]


TELLING = {
    "jpeg-comment": lambda: picture("JPEG", comment=b"CANARY"),
    "jpeg-xmp": lambda: picture("JPEG", xmp=b"<x>CANARY</x>"),
    "jpeg-exif": lambda: photograph("JPEG"),
    "jpeg-appended": lambda: picture("JPEG") + b"CANARY",
    "png-texts": with_text,
    "png-exif": lambda: photograph("PNG"),
    "png-appended": lambda: picture("PNG") + b"PK\x03\x04CANARY",
    "gif-extensions": gif_with_extensions,
    "gif-appended": lambda: picture("GIF") + b"PK\x03\x04CANARY.jar",
    "webp-exif": lambda: photograph("WEBP"),
    "webp-xmp": lambda: picture("WEBP", xmp=b"<x>CANARY</x>"),
    "webp-appended": lambda: picture("WEBP") + b"CANARY",
    "webp-moving": lambda: animation("WEBP", xmp=b"<x>CANARY</x>"),
}


@pytest.mark.parametrize("make", TELLING.values(), ids=TELLING)
def test_what_does_not_show_is_gone(make):
    told = make()
    assert b"CANARY" in told or b"packed" not in told
    kept = look_at(told)
    assert b"CANARY" not in kept.content
    Image.open(io.BytesIO(kept.content)).load()
    assert look_at(kept.content).content == kept.content, "and a second look finds nothing more"


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_not_a_pixel_changes_and_the_colours_stay_true(form):
    told = noisy(form, **({"comment": b"CANARY"} if form == "JPEG" else {}))
    kept = look_at(told).content
    before, after = (Image.open(io.BytesIO(content)).convert("RGB") for content in (told, kept))
    assert ImageChops.difference(before, after).getbbox() is None
    assert Image.open(io.BytesIO(kept)).info["icc_profile"] == b"profile" * 20


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_an_animation_keeps_every_frame_and_its_time(form):
    kept = look_at(animation(form, duration=120, loop=0))
    shown = Image.open(io.BytesIO(kept.content))
    assert (shown.n_frames, kept.frames) == (3, 3)
    shown.seek(1)
    shown.load()
    assert shown.info["duration"] == 120


def test_a_photograph_is_turned_upright_and_its_size_is_known():
    kept = look_at(photograph())
    assert (kept.width, kept.height) == (30, 40)


def bare_gif(frames):
    header = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    return header + (b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02D\x01\x00") * frames + b";"


def apng(frames):
    """Return a small PNG with the control chunks of many frames."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    still = picture("PNG")
    control = b"".join(
        chunk(b"fcTL", struct.pack(">IIIIIHHBB", n, 4, 3, 0, 0, 1, 10, 0, 0)) for n in range(frames)
    )
    return still[:33] + chunk(b"acTL", struct.pack(">II", frames, 0)) + control + still[33:]


@pytest.mark.parametrize(
    "make",
    [lambda: bare_gif(10_000), lambda: apng(10_000), lambda: bare_gif(1_000_000)],
    ids=["gif", "png", "huge"],
)
def test_an_animation_with_too_many_frames_is_refused_at_once(make):
    content = make()
    start = perf_counter()
    with pytest.raises(FileRefused, match="more than 1000 frames"):
        look_at(content)
    assert perf_counter() - start < 1


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_whatever_a_picture_is_bent_into_it_is_kept_or_refused():
    dice = random.Random(20)
    makers = [
        picture("PNG"),
        noisy("JPEG"),
        gif_with_extensions(),
        animation("WEBP"),
        photograph(),
        with_text(),
    ]
    for turn in range(600):
        content = bytearray(makers[turn % len(makers)])
        for _place in range(dice.randrange(1, 6)):
            content[dice.randrange(12, len(content))] = dice.randrange(256)
        if turn % 3 == 0:
            del content[dice.randrange(20, len(content)) :]
        with suppress(FileRefused):  # and nothing else, which would be an error of the site
            look_at(bytes(content), "bent.bin")
