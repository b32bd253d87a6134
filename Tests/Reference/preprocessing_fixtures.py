"""Small images of every kind that Pillow reads in a way of its own, and the pixels that a CLIP sees of them.

    python preprocessing_fixtures.py make ../CLIPTests/Fixtures/preprocessing
    python preprocessing_fixtures.py samples hpd-v2-sample/images imagereward-sample > …/preprocessing/samples.json
    python preprocessing_fixtures.py check FOLDER…          the transforms below against torchvision's own

in a virtual environment with requirements.txt. Seed 20230614; the same files from the same versions.

`make` writes the images and expected.json, a list of
    {"file", "mode", "side", "sha256"}     SHA-256 of side * side * 3 bytes of red, green and blue, to be equal
    {"file", "mode", "side", "pixels"}     a PNG of them, of which every byte may differ by 1: JPEG and lossy WebP
    {"file", "mode", "side", "tensor"}     little-endian float32 of the shape (3, side, side), normalised, tolerance 1e-4
`samples` prints for each image of some folders, which are not committed, {"name": 4 * 4 * 3 means in hexadecimal} of the
224 * 224 pixels: rows, columns, channels; each mean may differ by 1 and its own rounding.

`pillow` and `tensor` are what pixels.py says of them. The few steps are written out with Pillow and torch, so that nothing here
needs torchvision; `check` compares them with torchvision 0.28's transforms: equal, over all files of `make` and all samples.
"""

import argparse
import hashlib
import io
import json
import struct
import sys
import warnings
import zlib
from pathlib import Path

import numpy as np
import torch
from PIL import Image

SEED = 20230614
MEAN = torch.tensor([0.48145466, 0.4578275, 0.40821073]).view(3, 1, 1)
DEVIATION = torch.tensor([0.26862954, 0.26130258, 0.27577711]).view(3, 1, 1)


def pillow(image: Image.Image, side: int) -> Image.Image:
    """Resize(side, BICUBIC), CenterCrop(side), convert("RGB")."""
    width, height = image.size
    long = int(side * max(width, height) / min(width, height))
    size = (side, long) if width <= height else (long, side)
    if size != image.size:
        image = image.resize(size, Image.Resampling.BICUBIC)
    left, top = (int(round((length - side) / 2.0)) for length in size)
    return image.crop((left, top, left + side, top + side)).convert("RGB")


def tensor(image: Image.Image, side: int) -> torch.Tensor:
    """convert("RGB"), ToTensor, ResizeMaxSize(side) with antialiasing, Normalize; a side of 0 pixels becomes 1."""
    pixels = torch.from_numpy(np.array(image.convert("RGB"))).permute(2, 0, 1).contiguous().float() / 255
    scale = side / float(max(image.size))
    height, width = (max(1, round(length * scale)) for length in pixels.shape[1:])
    if scale != 1:
        pixels = torch.nn.functional.interpolate(
            pixels[None], (height, width), mode="bicubic", align_corners=False, antialias=True
        )[0]
    square = torch.zeros(3, side, side)
    top, left = (side - height) // 2, (side - width) // 2
    square[:, top : top + height, left : left + width] = pixels
    return (square - MEAN) / DEVIATION


def painting(width: int, height: int, channels: int, levels: int = 256) -> np.ndarray:
    """Waves, hard edges and a little noise, so that overshoot, clipping and rounding all happen."""
    generator = np.random.default_rng([SEED, width, height, channels])
    y, x, channel = np.mgrid[0:height, 0:width, 0:channels].astype(float)
    value = 0.5 + 0.45 * np.sin(x / (7 + 3 * channel) + channel) * np.cos(y / (9 - channel))
    squares = (x // 11 + y // 13 + channel) % 5
    value = np.where(squares == 0, 0.0, np.where(squares == 1, 1.0, value))
    noise = generator.integers(-1, 2, value.shape) * (x % 29 < 9) * 3 / 255
    return np.clip((value + noise) * (levels - 1), 0, levels - 1).round().astype(np.uint16 if levels > 256 else np.uint8)


def png(samples: np.ndarray, color_type: int, depth: int, interlaced: bool = False, chunks: bytes = b"") -> bytes:
    """A PNG of what Pillow does not write. `samples` has the shape (height, width, channels)."""

    def packed(part: np.ndarray) -> bytes:
        if depth == 16:
            rows = part.astype(">u2").reshape(part.shape[0], -1).view(np.uint8)
        elif depth == 8:
            rows = part.reshape(part.shape[0], -1).astype(np.uint8)
        else:
            bits = part[:, :, 0, None] >> np.arange(depth - 1, -1, -1) & 1
            rows = np.packbits(bits.reshape(part.shape[0], -1).astype(np.uint8), axis=1)
        return b"".join(b"\0" + row.tobytes() for row in rows)

    passes = [(0, 0, 1, 1)]
    if interlaced:
        passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    parts = [samples[y::down, x::across] for x, y, across, down in passes]
    data = b"".join(packed(part) for part in parts if part.size)
    height, width = samples.shape[:2]
    header = struct.pack(">IIBBBBB", width, height, depth, color_type, 0, 0, interlaced)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunks + chunk(b"IDAT", zlib.compress(data, 9)) + chunk(b"IEND", b"")
    )


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def written(image: Image.Image, kind: str, **options) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def palette(colors: int) -> bytes:
    return np.random.default_rng(SEED).integers(0, 256, 3 * colors).astype(np.uint8).tobytes()


def with_palette(width: int, height: int) -> Image.Image:
    image = Image.fromarray(painting(width, height, 1)[:, :, 0] // 8, "L")
    image.putpalette(palette(32))
    return image


def exact() -> dict[str, bytes]:
    """Files of which Pillow's pixels are to be had to the bit."""
    rgb = {size: Image.fromarray(painting(*size, 3)) for size in [(1, 500), (500, 1), (3, 3), (37, 53), (300, 200), (224, 230)]}
    rgba, la = painting(61, 47, 4), painting(47, 61, 2)
    same_size = painting(32, 40, 4)
    gray16 = painting(50, 40, 1, 65536)
    low16 = painting(50, 40, 1, 300).astype(np.uint16)
    colors = chunk(b"PLTE", palette(16))
    files = {f"rgb-{width}x{height}.png": written(image, "PNG") for (width, height), image in rgb.items()}
    files |= {
        "rgb-lossless.webp": written(rgb[300, 200], "WEBP", lossless=True),
        "rgba-lossless.webp": written(Image.fromarray(rgba), "WEBP", lossless=True, exact=True),
        "rgb-interlaced.png": png(painting(37, 53, 3), 2, 8, interlaced=True),
        "rgb-transparent-colour.png": png(painting(40, 30, 3), 2, 8, chunks=chunk(b"tRNS", struct.pack(">HHH", 0, 0, 255))),
        "rgb-16.png": png(painting(40, 30, 3, 65536), 2, 16),
        "rgba.png": written(Image.fromarray(rgba), "PNG"),
        "rgba-same-size.png": written(Image.fromarray(same_size), "PNG"),
        "rgba-16.png": png(painting(40, 30, 4, 65536), 6, 16),
        "la.png": png(la, 4, 8),
        "la-16-interlaced.png": png(painting(30, 40, 2, 65536), 4, 16, interlaced=True),
        "gray.png": png(painting(70, 50, 1), 0, 8),
        "gray-1.png": png(painting(70, 50, 1, 2), 0, 1),
        "gray-1-interlaced.png": png(painting(50, 70, 1, 2), 0, 1, interlaced=True),
        "gray-2.png": png(painting(70, 50, 1, 4), 0, 2),
        "gray-4.png": png(painting(70, 50, 1, 16), 0, 4),
        "gray-16.png": png(gray16, 0, 16),
        "gray-16-low.png": png(low16, 0, 16),
        "gray-transparent.png": png(painting(70, 50, 1), 0, 8, chunks=chunk(b"tRNS", b"\0\xff")),
        "palette.png": written(with_palette(90, 60), "PNG"),
        "palette-4-interlaced.png": png(painting(37, 53, 1, 16), 3, 4, interlaced=True, chunks=colors),
        # Indices from 16 on have no colour.
        "palette-short.png": png(painting(40, 30, 1, 20), 3, 8, chunks=colors),
        "palette-transparent.png": png(
            painting(40, 30, 1, 16), 3, 8, chunks=colors + chunk(b"tRNS", bytes(range(0, 256, 16)))
        ),
        "palette.gif": written(with_palette(90, 60), "GIF"),
        "palette-transparent.gif": written(with_palette(60, 90), "GIF", transparency=3),
        "gray.gif": written(Image.fromarray(painting(60, 40, 1)[:, :, 0]), "GIF"),
        "rgb.tiff": written(rgb[37, 53], "TIFF", compression="tiff_lzw"),
        "rgb-turned.tiff": written(rgb[37, 53], "TIFF", compression="tiff_lzw", tiffinfo={274: 6}),
        "gray.tiff": written(Image.fromarray(painting(60, 40, 1)[:, :, 0]), "TIFF", compression="tiff_lzw"),
        "gray-1.tiff": written(Image.fromarray(painting(60, 40, 1, 2)[:, :, 0] * 255).convert("1"), "TIFF"),
        "palette.tiff": written(with_palette(60, 40), "TIFF", compression="tiff_lzw"),
    }
    return files


def lossy() -> dict[str, bytes]:
    """Files whose decoders may differ by a level."""
    rgb, gray = Image.fromarray(painting(150, 110, 3)), Image.fromarray(painting(90, 120, 1)[:, :, 0])
    cmyk = Image.fromarray(painting(70, 90, 4), "CMYK")
    exif = Image.Exif()
    exif[274] = 6
    inks = written(cmyk, "JPEG", quality=90)
    return {
        "420-progressive.jpg": written(rgb, "JPEG", quality=85, progressive=True, subsampling="4:2:0"),
        "422.jpg": written(rgb, "JPEG", quality=70, subsampling="4:2:2"),
        "444-progressive.jpg": written(rgb, "JPEG", quality=92, progressive=True, subsampling="4:4:4"),
        "rgb.jpg": written(rgb, "JPEG", quality=90, keep_rgb=True),
        "gray.jpg": written(gray, "JPEG", quality=80),
        "turned.jpg": written(rgb.crop((0, 0, 120, 60)), "JPEG", quality=85, exif=exif),
        "cmyk.jpg": inks,
        "cmyk-420.jpg": written(cmyk, "JPEG", quality=90, subsampling="4:2:0"),
        # The same four planes, said to be luma, two chromas and black.
        "ycck.jpg": inks.replace(b"Adobe\0\x64\0\0\0\0\0", b"Adobe\0\x64\0\0\0\0\2"),
        "rgb-lossy.webp": written(rgb, "WEBP", quality=80),
        "rgba-lossy.webp": written(Image.fromarray(painting(90, 70, 4)), "WEBP", quality=80),
    }


def make(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    expected = []
    for name, data in (exact() | lossy()).items():
        (folder / name).write_bytes(data)
    for name in exact():
        for side in (224, 32):
            image = Image.open(folder / name)
            mode = image.mode
            digest = hashlib.sha256(pillow(image, side).tobytes()).hexdigest()
            expected.append({"file": name, "mode": mode, "side": side, "sha256": digest})
    for name in lossy():
        image = Image.open(folder / name)
        mode, result = image.mode, name + ".expected.png"
        pillow(image, 48).save(folder / result, optimize=True)
        expected.append({"file": name, "mode": mode, "side": 48, "pixels": result})
    for name in ["rgb-500x1.png", "rgb-3x3.png", "rgb-37x53.png", "rgb-300x200.png", "gray-16-low.png", "rgba.png", "cmyk.jpg"]:
        image = Image.open(folder / name)
        mode, result = image.mode, name + ".expected.f32"
        (folder / result).write_bytes(tensor(image, 24).numpy().astype("<f4").tobytes())
        expected.append({"file": name, "mode": mode, "side": 24, "tensor": result})
    lines = ",\n".join(json.dumps(entry) for entry in expected)
    (folder / "expected.json").write_text(f"[\n{lines}\n]\n")


def images(folders: list[Path]) -> list[Path]:
    kinds = {".jpg", ".webp", ".png", ".gif", ".tiff"}
    return [path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in kinds]


def samples(folders: list[Path]) -> None:
    means = {}
    for path in images(folders):
        pixels = np.asarray(pillow(Image.open(path), 224), dtype=float)
        means[path.name] = pixels.reshape(4, 56, 4, 56, 3).mean(axis=(1, 3)).round().astype(np.uint8).tobytes().hex()
    print(json.dumps(means, indent=0))


def check(folders: list[Path]) -> None:
    import torchvision_stub  # noqa: F401
    from torchvision.transforms import CenterCrop, Compose, InterpolationMode, Resize
    from torchvision.transforms import functional

    import pixels

    paths = images(folders)
    for path in paths:
        ours = np.asarray(pillow(Image.open(path), 224))
        steps = [Resize(224, InterpolationMode.BICUBIC), CenterCrop(224), lambda image: image.convert("RGB")]
        if not np.array_equal(ours, np.asarray(Compose(steps)(Image.open(path)))):
            raise SystemExit(f"{path}: pillow differs")
        width, height = Image.open(path).size
        # Where torch fails there is nothing to compare with.
        if 0 in (round(width * 224 / max(width, height)), round(height * 224 / max(width, height))):
            continue
        theirs = pixels.transform("tensor", 224)(Image.open(path))
        if not torch.equal(tensor(Image.open(path), 224), theirs):
            raise SystemExit(f"{path}: tensor differs")
    print(f"{len(paths)} images equal")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("make").add_argument("folder", type=Path)
    for name in ("samples", "check"):
        commands.add_parser(name).add_argument("folders", type=Path, nargs="+")
    given = parser.parse_args()
    # Of palettes with transparency: that is what is tested.
    warnings.simplefilter("ignore")
    if given.command == "make":
        make(given.folder)
    elif given.command == "samples":
        samples(given.folders)
    else:
        check(given.folders)


if __name__ == "__main__":
    sys.exit(main())
