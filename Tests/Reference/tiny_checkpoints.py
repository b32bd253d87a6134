"""Makes the tiny random CLIPs in every dialect of names and files, and what PyTorch computes with them.

    python tiny_checkpoints.py [FOLDER]          default: ../CLIPTests/Fixtures

in a virtual environment with requirements.txt. Seed 20230326 + the number of the checkpoint; running it again writes the
same bytes, but for openai-legacy.pt, in which torch names each storage by its address. FOLDER/images gets three PNG images,
FOLDER/checkpoints:

    openai-f32.pt                         {'state_dict'}, OpenAI's names, an OrderedDict with torch's _metadata
    openai-bare-f16.pt                    no 'state_dict' around it, fp16, every name behind `module.`
    open_clip-gelu-f16.safetensors        fp16, plain GELU
    open_clip-bf16.pt                     {'epoch','name','state_dict'}, bf16, plain GELU
    open_clip-custom-text.safetensors     fp16, text tower behind `text.`, plain GELU
    hf/                                   transformers: f32, QuickGELU, 4 heads, vocab.json + merges.txt
    hf-sharded/                           transformers: fp16 in three files with an index, GELU, 2 and 4 heads, the old
                                          `position_ids` (int64) among the tensors, eos_token_id 2, tokenizer.json
    openai-legacy.pt                      torch's format before the zip, two tensors: for a loader to refuse
    pixels.safetensors                    `pixels` (3, 3, 32, 32): the three images preprocessed, input of all checkpoints
    openai-f32-steps.safetensors          what the towers of openai-f32 hold on the way
    expected.json                         per checkpoint: architecture, token ids, embeddings, cosines[text][image]; of
                                          transformers' the whole way from prompts and image files by its own processor

Everything is computed in float32 from the weights as stored (fp16 and bf16 widened), with the modules of open_clip and
transformers. Tolerance: 1e-5 on cosines, 1e-4 on embeddings (which are near 1), 1e-6 on pixels.
"""

import json
import shutil
import sys
from collections import OrderedDict
from dataclasses import replace
from pathlib import Path

import torchvision_stub  # noqa: F401
import numpy as np
import torch
from PIL import Image
from safetensors.torch import load_file, save_file

import pixels
import tiny_vocabulary
from random_clip import (
    Shape, Tower, cosines, embeddings, hugging_face_config, open_clip_model, random_weights,
)

SEED = 20230326
# Sizes differ wherever CLIP allows it, so that exchanged sizes do not go unseen. One head: 32 / 64 rounds to none.
QUICK = Shape(24, 32, 8, Tower(32, 2, 1), Tower(28, 2, 1), 16, 600, "quick_gelu")
PLAIN = replace(QUICK, activation="gelu")
IMAGES = ["gradient.png", "noise.png", "rings.png"]
PROMPTS = [
    "a cat on the table",
    "A painting of a Red Fox,  in the forest!",
    "it's 42 zebras & 1 café",
    "猫 on the mat 🐈",
    "a portrait of an old man with a beard and a hat, highly detailed, in the style of nobody at all",
    "",
]


def draw_images(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    row, column = np.mgrid[0:56, 0:40]
    gradient = np.stack([row * 255 // 55, column * 255 // 39, (row + column) * 2], axis=-1)
    noise = np.random.default_rng(SEED).integers(0, 256, (33, 61, 3))
    row, column = np.mgrid[0:24, 0:24] - 11.5
    ring = (np.hypot(row, column) * 40).astype(int) % 256
    rings = np.stack([ring, 255 - ring, ring // 2 + 64], axis=-1)
    for name, image in zip(IMAGES, [gradient, noise, rings]):
        Image.fromarray(image.astype(np.uint8)).save(folder / name, optimize=True)


def token_rows() -> torch.Tensor:
    """Sequences of 0, 1, 5, 9 and 14 tokens between start and end, padded with zeros."""
    generator = torch.Generator().manual_seed(SEED)
    rows = torch.zeros(5, QUICK.context, dtype=torch.long)
    for row, length in zip(rows, [0, 1, 5, 9, 14]):
        row[0] = 598
        row[1 : 1 + length] = torch.randint(0, 598, (length,), generator=generator)
        row[1 + length] = 599
    return rows


def described(shape: Shape, factor: float, model, images: torch.Tensor) -> dict:
    rows = token_rows()
    image, text = embeddings(model, images, rows)
    return {
        "activation": shape.activation,
        "layers": {"vision": shape.vision.layers, "text": shape.text.layers},
        "widths": {"vision": shape.vision.width, "text": shape.text.width},
        "heads": {"vision": shape.vision.heads, "text": shape.text.heads},
        "embed": shape.embed, "context": shape.context, "vocab": shape.vocab,
        "image": shape.image, "patch": shape.patch,
        "logit_scale": factor,
        "token_ids": rows.tolist(),
        "text_embeddings": numbers(text),
        "image_embeddings": numbers(image),
        "cosines": numbers(cosines(image, text)),
    }


def numbers(tensor: torch.Tensor) -> list:
    """With the nine digits that name a float32."""
    return [[float(f"{value:.9g}") for value in row] for row in tensor.tolist()]


def open_clip_checkpoint(number: int, shape: Shape, factor: float, dtype: torch.dtype, custom_text: bool = False):
    """(the model with weights as stored, its tensors in `dtype`)."""
    model = open_clip_model(shape, custom_text)
    drawn = random_weights(model.state_dict(), shape, SEED + number, factor)
    model.load_state_dict({name: tensor.to(dtype) for name, tensor in drawn.items()})
    state = model.state_dict()
    for name in state:
        state[name] = state[name].to(dtype)
    return model, state


def hugging_face_checkpoint(number: int, shape: Shape, factor: float, dtype: torch.dtype, end_of_text: int, folder: Path):
    from transformers import CLIPModel

    model = CLIPModel(hugging_face_config(shape, end_of_text)).eval()
    drawn = random_weights(model.state_dict(), shape, SEED + number, factor)
    model.load_state_dict(drawn)
    model.to(dtype).save_pretrained(folder, max_shard_size="1GB" if dtype == torch.float32 else "64KB")
    return model.float()


def add_position_ids(folder: Path, shape: Shape) -> None:
    """What files saved by transformers before 4.31 hold besides, PickScore's among them."""
    index = folder / "model.safetensors.index.json"
    parts = json.loads(index.read_text())
    last = sorted(set(parts["weight_map"].values()))[-1]
    tensors = load_file(folder / last)
    count = (shape.image // shape.patch) ** 2 + 1
    for tower, length in [("text_model", shape.context), ("vision_model", count)]:
        name = f"{tower}.embeddings.position_ids"
        tensors[name] = torch.arange(length).unsqueeze(0)
        parts["weight_map"][name] = last
    save_file(tensors, folder / last, metadata={"format": "pt"})
    index.write_text(json.dumps(parts, indent=2, sort_keys=True) + "\n")


def steps(model, images: torch.Tensor) -> dict:
    """What goes into the first block, and what comes out of each, in both towers: (n, tokens, width)."""
    kept = {}
    for tower, blocks in [("vision", model.visual.transformer.resblocks), ("text", model.transformer.resblocks)]:
        blocks[0].register_forward_pre_hook(
            lambda _, inputs, tower=tower: kept.update({f"{tower}.before": inputs[0].clone()})
        )
        for place, block in enumerate(blocks):
            block.register_forward_hook(
                lambda *call, name=f"{tower}.block.{place}": kept.update({name: call[2].clone()})
            )
    embeddings(model, images, token_rows())
    return {name: tensor.contiguous() for name, tensor in kept.items()}


def prompt_scores(model, tokenizer, images: torch.Tensor) -> list[dict]:
    """The whole way from prompt and image file to cosines, in the order of "images"."""
    scores = []
    for prompt in PROMPTS:
        ids = tokenizer(prompt, truncation=True)["input_ids"]
        image, text = embeddings(model, images, torch.tensor([ids]))
        scores.append({"prompt": prompt, "ids": ids, "cosines": numbers(cosines(image, text))[0]})
    return scores


def main(fixtures: Path) -> None:
    draw_images(fixtures / "images")
    folder = fixtures / "checkpoints"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    images = pixels.batch([fixtures / "images" / name for name in IMAGES], "pillow", QUICK.image)
    save_file({"pixels": images}, folder / "pixels.safetensors")
    expected = {}

    def expect(name: str, shape: Shape, model) -> None:
        expected[name] = described(shape, float(model.logit_scale.detach().exp()), model, images)

    name = "openai-f32.pt"
    model, state = open_clip_checkpoint(0, QUICK, 100.0, torch.float32)
    torch.save({"state_dict": state}, folder / name)
    expect(name, QUICK, model)
    two = {key: state[key] for key in ["logit_scale", "visual.proj"]}
    torch.save({"state_dict": two}, folder / "openai-legacy.pt", _use_new_zipfile_serialization=False)
    save_file(steps(model, images), folder / "openai-f32-steps.safetensors")

    name = "openai-bare-f16.pt"
    model, state = open_clip_checkpoint(1, QUICK, 50.0, torch.float16)
    torch.save({f"module.{key}": tensor for key, tensor in state.items()}, folder / name)
    expect(name, QUICK, model)

    name = "open_clip-gelu-f16.safetensors"
    model, state = open_clip_checkpoint(2, PLAIN, 30.0, torch.float16)
    save_file(dict(state), folder / name)
    expect(name, PLAIN, model)

    name = "open_clip-bf16.pt"
    model, state = open_clip_checkpoint(3, PLAIN, 20.0, torch.bfloat16)
    torch.save({"epoch": 3, "name": "tiny", "state_dict": OrderedDict(state)}, folder / name)
    expect(name, PLAIN, model)

    name = "open_clip-custom-text.safetensors"
    model, state = open_clip_checkpoint(4, PLAIN, 80.0, torch.float16, custom_text=True)
    save_file(dict(state), folder / name)
    expect(name, PLAIN, model)

    merges = tiny_vocabulary.learnt_merges()
    tokenizer = tiny_vocabulary.tokenizer(merges, QUICK.context)
    for number, name, activation, heads, dtype, end_of_text in [
        (5, "hf", "quick_gelu", (4, 4), torch.float32, 599),
        (6, "hf-sharded", "gelu", (2, 4), torch.float16, 2),
    ]:
        shape = replace(
            QUICK, activation=activation,
            vision=replace(QUICK.vision, heads=heads[0]), text=replace(QUICK.text, heads=heads[1]),
        )
        model = hugging_face_checkpoint(number, shape, 100.0, dtype, end_of_text, folder / name)
        if name == "hf":
            tiny_vocabulary.write(folder / name, merges)
        else:
            add_position_ids(folder / name, shape)
            tokenizer.save_pretrained(folder / name)
        expect(name, shape, model)
        seen = pixels.batch([fixtures / "images" / image for image in IMAGES], "transformers", QUICK.image)
        expected[name]["prompts"] = prompt_scores(model, tokenizer, seen)

    document = {"images": IMAGES, "checkpoints": expected}
    (folder / "expected.json").write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "CLIPTests" / "Fixtures")
