"""Trains tiny CLIPs with `konomi train` and checks that open_clip and transformers load what it writes, and give it the scores
that konomi gives it.

    python trained_here.py KONOMI FOLDER      KONOMI: the program; FOLDER: a new one, to work in

in a virtual environment with requirements.txt. Draws labelled scenes with seed 9, trains a model of random weights (the one in
../CLIPTests/Fixtures/checkpoints/hf) under both kinds of names and a tiny one from scratch, scores three images. Prints the
largest |Δ HPS| of each; fails above 1e-3, and where weights are missing or left over. Then each folder is opened by its own
files alone: transformers' by AutoProcessor, which has to cut a prompt that is too long, and open_clip's by `local-dir:`, to the
same embeddings within 1e-5.
"""

import json
import subprocess
import sys
from pathlib import Path

import torchvision_stub  # noqa: F401
import torch
from PIL import Image
from safetensors.torch import load_file

import pixels
from random_clip import Shape, Tower, cosines, embeddings, open_clip_model

HERE = Path(__file__).parent
BASE = HERE.parent / "CLIPTests" / "Fixtures" / "checkpoints" / "hf"
IMAGES = [HERE.parent / "CLIPTests" / "Fixtures" / "images" / name for name in ("gradient.png", "noise.png", "rings.png")]
PROMPT = "a painting of a red fox in the forest"
TOLERANCE = 1e-3


def run(*command) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return done.stdout


def shape(weights: dict, heads: tuple[int, int], activation: str) -> Shape:
    """Read off the weights by OpenAI's names."""
    vision, text = weights["visual.class_embedding"].shape[0], weights["ln_final.weight"].shape[0]
    patch = weights["visual.conv1.weight"].shape[-1]
    grid = round((weights["visual.positional_embedding"].shape[0] - 1) ** 0.5)

    def layers(prefix: str) -> int:
        return len({name.removeprefix(prefix).split(".")[0] for name in weights if name.startswith(prefix)})

    return Shape(
        weights["text_projection"].shape[1], grid * patch, patch,
        Tower(vision, layers("visual.transformer.resblocks."), heads[0]),
        Tower(text, layers("transformer.resblocks."), heads[1]),
        weights["positional_embedding"].shape[0], weights["token_embedding.weight"].shape[0], activation,
    )


def metadata(path: Path) -> dict:
    with path.open("rb") as file:
        return json.loads(file.read(int.from_bytes(file.read(8), "little")))["__metadata__"]


def by_open_clip(folder: Path):
    from transformers import CLIPTokenizer

    weights = load_file(folder / "model.safetensors")
    says = metadata(folder / "model.safetensors")
    heads = int(says["konomi.vision_heads"]), int(says["konomi.text_heads"])
    sizes = shape(weights, heads, says["konomi.activation"].replace("-", "_"))
    model = open_clip_model(sizes)
    model.load_state_dict({name: tensor.float() for name, tensor in weights.items()}, strict=True)
    tokenizer = CLIPTokenizer(str(folder / "vocab.json"), str(folder / "merges.txt"), model_max_length=sizes.context)
    ids = torch.zeros(1, sizes.context, dtype=torch.long)
    found = tokenizer([PROMPT], truncation=True)["input_ids"][0]
    ids[0, : len(found)] = torch.tensor(found)
    return model.eval(), ids, sizes.image


def by_transformers(folder: Path):
    from transformers import CLIPModel, CLIPTokenizer

    model, report = CLIPModel.from_pretrained(folder, output_loading_info=True)
    left = {kind: names for kind, names in report.items() if names}
    assert not left, left
    ids = CLIPTokenizer.from_pretrained(folder)(
        [PROMPT], padding="max_length", max_length=model.config.text_config.max_position_embeddings, return_tensors="pt",
    )["input_ids"]
    return model.eval(), ids, model.config.vision_config.image_size


LONG = "a red fox " * 100


def processed(folder: Path) -> None:
    """Whole prompts and longer ones, by the processor that the folder's own files describe."""
    from transformers import AutoProcessor, CLIPModel

    model = CLIPModel.from_pretrained(folder).eval()
    context = model.config.text_config.max_position_embeddings
    images = [Image.open(path) for path in IMAGES]
    processor = AutoProcessor.from_pretrained(folder)
    inputs = processor(text=[LONG, PROMPT], images=images, return_tensors="pt", padding=True, truncation=True)
    assert inputs["input_ids"].shape[1] == context, inputs["input_ids"].shape
    with torch.no_grad():
        assert torch.isfinite(model(**inputs).logits_per_image).all()
    print(f"{folder.name}: AutoProcessor cuts {len(LONG.split())} words to {context} tokens")


def opened_by_its_folder(folder: Path) -> None:
    """open_clip builds the same model and tokenizer from the folder's own files."""
    import open_clip

    model = open_clip.create_model(f"local-dir:{folder}").eval()
    tokenizer = open_clip.get_tokenizer(f"local-dir:{folder}")
    known, ids, size = by_open_clip(folder)
    sight = open_clip.get_model_preprocess_cfg(model)
    assert (sight["size"], sight["interpolation"], sight["resize_mode"]) == ((size, size), "bicubic", "shortest"), sight
    images = pixels.batch([str(path) for path in IMAGES], "pillow", size)
    with torch.no_grad():
        image, text = model.encode_image(images), model.encode_text(tokenizer([PROMPT]))
        wanted_image, wanted_text = known.encode_image(images), known.encode_text(ids)
    assert tokenizer([LONG]).shape[1] == ids.shape[1]
    assert (image - wanted_image).abs().max() < 1e-5 and (text - wanted_text).abs().max() < 1e-5
    print(f"{folder.name}: open_clip reads local-dir:")


def check(konomi: Path, folder: Path, load) -> None:
    ours = json.loads(run(konomi, "score", "--json", "--model", folder, "--db", "/nonexistent/db", "--prompt", PROMPT, *IMAGES))
    model, ids, size = load(folder)
    image, text = embeddings(model, pixels.batch([str(path) for path in IMAGES], "pillow", size), ids)
    theirs = cosines(image, text)[0].tolist()
    difference = max(abs(100 * one - other["hps"]) for one, other in zip(theirs, ours["images"]))
    print(f"{folder.name}: {load.__name__.removeprefix('by_')}, largest |Δ HPS| {difference:.1e}")
    assert difference < TOLERANCE


def main() -> None:
    konomi, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    folder.mkdir()
    run(konomi, "scenes", "--output", folder / "scenes", "--count", 40, "--size", 64, "--seed", 9, "--label")
    run(konomi, "import", folder / "scenes", "--db", folder / "db")
    train = [konomi, "train", "--db", folder / "db", "--cache", folder / "cache"]
    small = ["--epochs", 2, "--batch", 8, "--lr", 1e-3]
    run(*train, "--model", BASE, "--train", "image=1,text=1", *small, "--output", folder / "names-openai")
    run(*train, "--model", BASE, "--train", "everything", *small, "--names", "hf", "--output", folder / "names-hf")
    run(*train, "--from-scratch", "tiny", *small, "--output", folder / "scratch", "--dtype", "f16")
    run(*train, "--from-scratch", "tiny", *small, "--output", folder / "scratch-hf", "--names", "hf")
    check(konomi, folder / "names-openai", by_open_clip)
    check(konomi, folder / "names-hf", by_transformers)
    check(konomi, folder / "scratch", by_open_clip)
    check(konomi, folder / "scratch-hf", by_transformers)
    for name in ["names-hf", "scratch-hf"]:
        processed(folder / name)
    for name in ["names-openai", "scratch"]:
        opened_by_its_folder(folder / name)


if __name__ == "__main__":
    main()
