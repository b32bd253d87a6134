"""What transformers and open_clip make of images, and of whole models, under the files that describe them.

    python dialects.py [FOLDER]          default: ../CLIPTests/Fixtures/dialects

in a virtual environment with requirements.txt, after preprocessing_fixtures.py and tiny_checkpoints.py, whose files it reads.
Seed 20231207; the same files from the same versions. FOLDER gets images of kinds that only matter here, and expected.json:

    "pixels"   {"file", "dialect", "description", "side", "sha256"}       SHA-256 of side * side * 3 bytes of red, green and
               blue, to be equal
               {…, "pixels"}                                              a PNG of them, of which every byte may differ by 1:
               formats that lose something
    "floats"   {"file", "dialect", "description", "side", "tensor"}       little-endian float32 (3, side, side), tolerance 1e-6
    "scores"   {"base", "dialect", "files", "scores": [{"file", "prompt", "cosine"}]}   the whole way, tolerance 1e-6

`description` is the text that stands in preprocessor_config.json (dialect `transformers`) or as preprocess_cfg in open_clip_config.json
(dialect `open_clip`). `files` are all that describe the weights of ../CLIPTests/Fixtures/checkpoints/`base`, by name.

transformers' processor is the one by Pillow (`CLIPImageProcessorPil`, backend "pil"). `AutoProcessor` gives the one by
torchvision where torchvision is installed; `main` prints how far that is from it, in levels of 255 and in 100 · cosine.
"""

import hashlib
import json
import shutil
import struct
import sys
import tempfile
import warnings
from pathlib import Path

import torchvision_stub  # noqa: F401
import numpy as np
import torch
from PIL import Image

import tiny_vocabulary
from preprocessing_fixtures import chunk, lossy, painting, png, written

SEED = 20231207
SIDE = 32
FIXTURES = Path(__file__).parents[1] / "CLIPTests" / "Fixtures"
# Without red, green and blue of a palette's first index there, which libtiff's reader does not tell.
NO_FILL = {"palette.tiff", "gray-1.tiff"}

TRANSFORMERS = [
    {"size": {"shortest_edge": SIDE}, "crop_size": {"height": SIDE, "width": SIDE}},
    {"feature_extractor_type": "CLIPFeatureExtractor", "size": SIDE, "crop_size": SIDE, "resample": 2},
    {"image_processor_type": "CLIPImageProcessor", "size": {"shortest_edge": 37}, "crop_size": SIDE, "resample": 1},
    {"size": {"height": 40, "width": 35}, "crop_size": [SIDE, SIDE], "resample": 4},
    {"size": {"height": SIDE, "width": SIDE}, "do_center_crop": False, "resample": 5},
    {"size": {"shortest_edge": 21}, "crop_size": {"height": SIDE, "width": SIDE}, "resample": 0},
    {"do_resize": False, "crop_size": {"height": SIDE, "width": SIDE}},
]
OPEN_CLIP = [
    {},
    {"interpolation": "bilinear"},
    {"resize_mode": "squash"},
    {"resize_mode": "longest"},
    {"resize_mode": "longest", "interpolation": "bilinear", "fill_color": 7},
]


def own_images() -> dict[str, bytes]:
    """Long sides that exceed the side by 0 to 4, as they are and after halving; tall images, whose rows Pillow resamples
    first; and colours that are transparent."""
    files = {}
    for excess in range(5):
        for factor in (1, 2):
            wide = painting(factor * (SIDE + excess), factor * SIDE, 3)
            files[f"excess-{excess}-{factor}.png"] = written(Image.fromarray(wide), "PNG")
            files[f"excess-{excess}-{factor}-tall.png"] = written(Image.fromarray(wide.transpose(1, 0, 2)), "PNG")
    files["tall.png"] = written(Image.fromarray(painting(45, 140, 3)), "PNG")
    files["tall-rgba.png"] = written(Image.fromarray(painting(45, 140, 4)), "PNG")
    files["tall-la.png"] = written(Image.fromarray(painting(45, 140, 2)), "PNG")
    files["tall-gray-16.png"] = png(painting(45, 140, 1, 400).astype(np.uint16), 0, 16)
    for value in (0, 1):
        files[f"gray-1-transparent-{value}.png"] = png(
            painting(50, 40, 1, 2), 0, 1, chunks=chunk(b"tRNS", struct.pack(">H", value)))
    for value in (0, 3):
        files[f"gray-2-transparent-{value}.png"] = png(
            painting(50, 40, 1, 4), 0, 2, chunks=chunk(b"tRNS", struct.pack(">H", value)))
    for value in (0, 255, 300):
        files[f"gray-16-transparent-{value}.png"] = png(
            painting(50, 40, 1, 400).astype(np.uint16), 0, 16, chunks=chunk(b"tRNS", struct.pack(">H", value)))
    return files


def transformers_processor(description: dict, **more):
    from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil

    return CLIPImageProcessorPil.from_dict({**description, **more})


def transformers_pixels(path: Path, description: dict) -> Image.Image:
    processor = transformers_processor(description, do_rescale=False, do_normalize=False)
    values = processor(Image.open(path), return_tensors="np")["pixel_values"][0]
    return Image.fromarray(np.ascontiguousarray(values.transpose(1, 2, 0)).astype(np.uint8))


def open_clip_transform(description: dict):
    from open_clip.transform import PreprocessCfg, image_transform_v2, merge_preprocess_dict

    return image_transform_v2(PreprocessCfg(**merge_preprocess_dict(PreprocessCfg(size=SIDE), description)), is_train=False)


def open_clip_pixels(path: Path, description: dict) -> Image.Image:
    image = Image.open(path)
    # All but the tensor and its normalisation.
    for step in open_clip_transform(description).transforms[:-2]:
        image = step(image)
    return image


def pixel_expectations(folder: Path, paths: list[Path]) -> list[dict]:
    expected = []
    lossy_names = set(lossy())
    for dialect, descriptions, pixels in [
        ("transformers", TRANSFORMERS, transformers_pixels), ("open_clip", OPEN_CLIP, open_clip_pixels),
    ]:
        for number, description in enumerate(descriptions):
            for path in paths:
                # A file of one loss more or less is enough for the rarer ones.
                if path.name in lossy_names and number not in (0, 3):
                    continue
                if path.name in NO_FILL and description.get("resize_mode") == "longest":
                    continue
                try:
                    square = pixels(path, description)
                except ValueError as fault:
                    # An image so thin that nothing is left of it.
                    print(f"left out: {path.name} under {description}: {fault}")
                    continue
                assert square.mode == "RGB" and square.size == (SIDE, SIDE), (path, description, square)
                entry = {"file": path.name, "dialect": dialect, "description": json.dumps(description), "side": SIDE}
                if path.name in lossy_names:
                    entry["pixels"] = f"{path.name}.{dialect}-{number}.png"
                    square.save(folder / entry["pixels"], optimize=True)
                else:
                    entry["sha256"] = hashlib.sha256(square.tobytes()).hexdigest()
                expected.append(entry)
    return expected


def float_expectations(folder: Path, path: Path) -> list[dict]:
    plain = TRANSFORMERS[0]
    half = [0.5, 0.5, 0.5]
    expected = []
    for number, (dialect, description) in enumerate([
        ("transformers", plain),
        ("transformers", plain | {"image_mean": half, "image_std": half}),
        ("transformers", plain | {"rescale_factor": 1 / 127.5, "image_mean": 1, "image_std": [1, 0.5, 2]}),
        ("transformers", plain | {"do_rescale": False}),
        ("transformers", plain | {"do_normalize": False}),
        ("open_clip", {"mean": half, "std": half}),
    ]):
        image = Image.open(path)
        if dialect == "transformers":
            values = transformers_processor(description)(image, return_tensors="np")["pixel_values"][0]
        else:
            values = open_clip_transform(description)(image).numpy()
        name = f"floats-{number}.f32"
        (folder / name).write_bytes(values.astype("<f4").tobytes())
        expected.append({"file": path.name, "dialect": dialect, "description": json.dumps(description), "side": SIDE, "tensor": name})
    return expected


PROMPTS = ["a cat on the table", "a painting of a red fox in the forest"]


def scores(cosine, paths: list[Path]) -> list[dict]:
    return [
        {"file": path.name, "prompt": prompt, "cosine": float(f"{cosine(path, prompt):.9g}")}
        for path in paths for prompt in PROMPTS
    ]


def normalized(tensor: torch.Tensor) -> torch.Tensor:
    return torch.nn.functional.normalize(tensor, dim=-1)


@torch.inference_mode()
def transformers_scores(files: dict, paths: list[Path], work: Path, processor_class=None) -> list[dict]:
    """From a folder as people have it, through `from_pretrained` alone."""
    from transformers import CLIPModel, CLIPTokenizer
    from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil

    shutil.copytree(FIXTURES / "checkpoints" / "hf", work)
    for name, content in files.items():
        (work / name).write_text(json.dumps(content))
    model = CLIPModel.from_pretrained(work).eval()
    processor = (processor_class or CLIPImageProcessorPil).from_pretrained(work)
    tokenizer = CLIPTokenizer.from_pretrained(work)

    def cosine(path: Path, prompt: str) -> float:
        image = processor(Image.open(path), return_tensors="pt")["pixel_values"]
        ids = tokenizer(prompt, truncation=True, return_tensors="pt")["input_ids"]
        image = model.get_image_features(pixel_values=image).pooler_output
        text = model.get_text_features(input_ids=ids).pooler_output
        return (normalized(image) @ normalized(text).T).item()

    return scores(cosine, paths)


@torch.inference_mode()
def open_clip_scores(files: dict, paths: list[Path], work: Path) -> list[dict]:
    """From a folder as people have it, through `local-dir:`; the tiny vocabulary's ids, as open_clip has no such one."""
    import open_clip

    work.mkdir()
    shutil.copy(FIXTURES / "checkpoints" / "open_clip-gelu-f16.safetensors", work / "open_clip_model.safetensors")
    for name, content in files.items():
        (work / name).write_text(json.dumps(content))
    model, transform = open_clip.create_model_from_pretrained(f"local-dir:{work}")
    model = model.float().eval()
    tokenizer = tiny_vocabulary.tokenizer(tiny_vocabulary.learnt_merges(), 16)

    def cosine(path: Path, prompt: str) -> float:
        image = model.encode_image(transform(Image.open(path))[None])
        ids = tokenizer(prompt, truncation=True)["input_ids"]
        text = model.encode_text(torch.tensor([ids + [0] * (16 - len(ids))]))
        return (normalized(image) @ normalized(text).T).item()

    return scores(cosine, paths)


def score_expectations(paths: list[Path]) -> list[dict]:
    half = [0.5, 0.5, 0.5]
    plain = {"image_processor_type": "CLIPImageProcessor"} | TRANSFORMERS[0]
    config = json.loads((FIXTURES / "checkpoints" / "hf" / "config.json").read_text())
    epsilons = json.loads(json.dumps(config))
    epsilons["vision_config"]["layer_norm_eps"] = 0.05
    epsilons["text_config"]["layer_norm_eps"] = 0.002
    gelu = json.loads(json.dumps(config))
    gelu["vision_config"]["hidden_act"] = gelu["text_config"]["hidden_act"] = "gelu"
    short = {"tokenizer_class": "CLIPTokenizer", "model_max_length": 5}
    of_transformers = [
        {"preprocessor_config.json": plain},
        {"preprocessor_config.json": plain | {"image_mean": half, "image_std": half}},
        {"preprocessor_config.json": plain | {"size": {"height": SIDE, "width": SIDE}, "resample": 2}},
        {"processor_config.json": {"processor_class": "CLIPProcessor", "image_processor": plain | {"image_mean": half}},
         "preprocessor_config.json": plain},
        {"preprocessor_config.json": plain, "config.json": epsilons},
        {"preprocessor_config.json": plain, "config.json": gelu},
        {"preprocessor_config.json": plain, "tokenizer_config.json": short},
    ]
    model = {
        "embed_dim": 24,
        "vision_cfg": {"image_size": SIDE, "layers": 2, "width": 32, "head_width": 32, "patch_size": 8},
        "text_cfg": {"context_length": 16, "vocab_size": 600, "width": 28, "heads": 1, "layers": 2},
    }
    norms = json.loads(json.dumps(model))
    norms["vision_cfg"]["norm_kwargs"] = {"eps": 0.05}
    norms["text_cfg"]["norm_kwargs"] = {"eps": 0.002}
    preprocess = {"mean": half, "std": half, "interpolation": "bicubic", "resize_mode": "shortest"}
    of_open_clip = [
        {"model_cfg": model, "preprocess_cfg": {}},
        {"model_cfg": model | {"quick_gelu": True}, "preprocess_cfg": {}},
        {"model_cfg": model, "preprocess_cfg": preprocess},
        {"model_cfg": model, "preprocess_cfg": preprocess | {"resize_mode": "squash"}},
        {"model_cfg": model, "preprocess_cfg": preprocess | {"resize_mode": "longest", "fill_color": 90}},
        {"model_cfg": norms, "preprocess_cfg": {}},
    ]
    expected = []
    with tempfile.TemporaryDirectory() as work:
        for number, files in enumerate(of_transformers):
            found = transformers_scores(files, paths, Path(work) / f"t{number}")
            expected.append({"base": "hf", "dialect": "transformers", "files": texts(files), "scores": found})
        for number, file in enumerate(of_open_clip):
            files = {"open_clip_config.json": file}
            found = open_clip_scores(files, paths, Path(work) / f"o{number}")
            expected.append(
                {"base": "open_clip-gelu-f16.safetensors", "dialect": "open_clip", "files": texts(files), "scores": found})
    return expected


def texts(files: dict) -> dict[str, str]:
    return {name: json.dumps(content) for name, content in files.items()}


def compare_with_torchvision(paths: list[Path]) -> None:
    from transformers import CLIPImageProcessor

    worst, count, total = 0.0, 0, 0
    for path in paths:
        by_torchvision = CLIPImageProcessor.from_dict({**TRANSFORMERS[0], "do_rescale": False, "do_normalize": False})
        values = by_torchvision(Image.open(path), return_tensors="np")["pixel_values"][0].astype(float)
        difference = np.abs(values - np.asarray(transformers_pixels(path, TRANSFORMERS[0]), float).transpose(2, 0, 1))
        worst, count, total = max(worst, difference.max()), count + (difference > 0).sum(), total + difference.size
    files = {"preprocessor_config.json": {"image_processor_type": "CLIPImageProcessor"} | TRANSFORMERS[0]}
    with tempfile.TemporaryDirectory() as work:
        pillow = transformers_scores(files, paths, Path(work) / "p")
        torchvision = transformers_scores(files, paths, Path(work) / "t", CLIPImageProcessor)
    scores = max(abs(a["cosine"] - b["cosine"]) for a, b in zip(pillow, torchvision))
    print(f"torchvision's: up to {worst:.0f} levels, {100 * count / total:.2f} % of samples, 100 · cosine {100 * scores:.5f}")


def main(folder: Path) -> None:
    warnings.simplefilter("ignore")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, data in own_images().items():
        (folder / name).write_bytes(data)
    kinds = {".jpg", ".webp", ".png", ".gif", ".tiff"}
    shared = [
        path for path in (FIXTURES / "preprocessing").iterdir()
        if path.suffix in kinds and "expected" not in path.name
    ]
    paths = sorted(shared + [folder / name for name in own_images()], key=lambda path: path.name)
    chosen = [
        path for path in paths
        if path.name in {
            "rgba.png", "la.png", "palette.png", "palette-transparent.png", "gray-1.png", "gray-16-low.png", "cmyk.jpg",
            "turned.jpg", "gray.png", "excess-3-2.png", "rgb-300x200.png", "palette.gif",
        }
    ]
    document = {
        "pixels": pixel_expectations(folder, paths),
        "floats": float_expectations(folder, FIXTURES / "preprocessing" / "rgba.png"),
        "scores": score_expectations(chosen),
    }
    lines = ",\n".join(
        f'"{part}": [\n' + ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries) + "\n]"
        for part, entries in document.items()
    )
    (folder / "expected.json").write_text("{\n" + lines + "\n}\n", encoding="utf-8")
    compare_with_torchvision(paths)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FIXTURES / "dialects")
