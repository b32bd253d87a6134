"""Scores of images for a prompt by open_clip or transformers, in float32, in the shape of `konomi score --json`.

Shared by full_shape.py and hps_speed.py.
"""

import hashlib
import json
from pathlib import Path

import torchvision_stub  # noqa: F401
import torch

import pixels
from random_clip import cosines, embeddings

# open_clip's name of a model, by the width of its image tower.
OPEN_CLIP_NAMES = {1024: "ViT-L-14-quickgelu", 1280: "ViT-H-14"}


def load(checkpoint: Path):
    """(model, tokenize: [prompt] → ids (n, 77), size in pixels). A folder is transformers'; a file is open_clip's ViT-L-14
    with QuickGELU, or its ViT-H-14 with GELU, by the width of its image tower."""
    if checkpoint.is_dir():
        from transformers import CLIPModel, CLIPTokenizer

        model = CLIPModel.from_pretrained(checkpoint, dtype=torch.float32).eval()
        tokenizer = CLIPTokenizer.from_pretrained(checkpoint)
        length = model.config.text_config.max_position_embeddings
        read = dict(padding="max_length", truncation=True, max_length=length, return_tensors="pt")
        return model, lambda prompts: tokenizer(prompts, **read)["input_ids"], model.config.vision_config.image_size

    import open_clip

    name = OPEN_CLIP_NAMES[_vision_width(checkpoint)]
    model = open_clip.create_model(name, pretrained=str(checkpoint), precision="fp32").eval()
    return model, open_clip.get_tokenizer(name), model.visual.image_size[0]


def _vision_width(checkpoint: Path) -> int:
    if checkpoint.suffix == ".safetensors":
        from safetensors import safe_open

        with safe_open(checkpoint, "pt") as file:
            return file.get_slice("visual.class_embedding").get_shape()[0]
    return torch.load(checkpoint, map_location="cpu", mmap=True)["state_dict"]["visual.class_embedding"].shape[0]


def scores(checkpoint: Path, prompt: str, images: list[str], kind: str) -> dict:
    """`kind` is the preprocessing, `pillow`, `tensor` or `transformers`: see pixels.py."""
    model, tokenize, size = load(checkpoint)
    image, text = embeddings(model, pixels.batch(images, kind, size), tokenize([prompt]))
    similar = cosines(image, text)[0]
    factor = model.logit_scale.detach().exp()
    rows = zip(images, similar.tolist(), torch.softmax(factor * similar, dim=0).tolist())
    return {
        "scorer": {
            "name": checkpoint.name, "checkpoint_sha256": digest(checkpoint), "logit_scale": factor.item(),
            "preprocessing": kind,
        },
        "prompt": prompt,
        "images": [
            {"path": path, "sha256": digest(Path(path)), "cosine": cosine, "hps": 100 * cosine, "probability": share}
            for path, cosine, share in rows
        ],
    }


def digest(path: Path) -> str | None:
    """SHA-256 of a file; none for a folder."""
    if path.is_dir():
        return None
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def largest_difference(one: Path, other: Path) -> float:
    """The largest |Δ HPS| of two files of scores. Images are told by their SHA-256; both must hold the same."""
    first, second = ({row["sha256"]: row["hps"] for row in json.loads(path.read_text())["images"]} for path in (one, other))
    if first.keys() != second.keys() or not first:
        raise SystemExit(f"{one} and {other} do not hold the same images")
    return max(abs(first[image] - second[image]) for image in first)
