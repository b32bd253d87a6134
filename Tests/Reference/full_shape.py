"""Checkpoints of the true sizes with seeded random weights, and the reference's scores with them.

    python full_shape.py make vit-l-14 vit-l-14.pt              OpenAI's names, fp32: 446 tensors, 427,616,513 parameters
    python full_shape.py make vit-h-14 vit-h-14.pt              open_clip's names, fp16: 686 tensors, 986,109,441 parameters
        [--format safetensors]                                  instead of a torch zip with ['state_dict']
        [--dialect hf]                                          a folder: config.json, model.safetensors, vocab.json, merges.txt
    python full_shape.py score vit-l-14.pt --prompt P IMAGE… [--transform pillow|tensor] > expected.json
    konomi score --json --model vit-l-14.pt --prompt P IMAGE… > ours.json
    python full_shape.py compare expected.json ours.json        prints the largest |Δ HPS|; exit status 1 above 1e-3

in a virtual environment with requirements.txt. Seed 20230614; the same weights in every format and dialect, so the files of
one shape must score the same. The scores are open_clip's (transformers' for a folder) in float32. `pillow` is how HPS v1 and
CLIP prepare an image, `tensor` how HPS v2 does: pixels.py says what is known of that. Tolerance: 1e-3 in HPS.
Needs 4 GB of memory for ViT-L/14 and 6.5 GB for ViT-H/14.
"""

import argparse
import json
import sys
from pathlib import Path

import torchvision_stub  # noqa: F401
import torch
from safetensors.torch import save_file

import hugging_face_names
import scoring
import tiny_vocabulary
from random_clip import VIT_H_14, VIT_L_14, hugging_face_config, open_clip_model, random_weights

SEED = 20230614
LOGIT_SCALE = 100.0
SHAPES = {"vit-l-14": (VIT_L_14, torch.float32, 446, 427_616_513), "vit-h-14": (VIT_H_14, torch.float16, 686, 986_109_441)}
ALLOWED = 1e-3


def make(name: str, out: Path, kind: str, dialect: str) -> None:
    shape, dtype, tensors, parameters = SHAPES[name]
    with torch.device("meta"):
        named = open_clip_model(shape).state_dict()
    weights = random_weights(named, shape, SEED, LOGIT_SCALE)
    for key in weights:
        weights[key] = weights[key].to(dtype)
    counted = (len(weights), sum(tensor.numel() for tensor in weights.values()))
    if counted != (tensors, parameters):
        raise SystemExit(f"{name} has {counted}, not {(tensors, parameters)} tensors and parameters")
    if dialect == "hf":
        out.mkdir(parents=True, exist_ok=True)
        config = hugging_face_config(shape, end_of_text=shape.vocab - 1)
        config.dtype = dtype
        config.save_pretrained(out)
        tiny_vocabulary.write(out, published_merges())
        save_file(hugging_face_names.renamed(weights), out / "model.safetensors", metadata={"format": "pt"})
    elif kind == "safetensors":
        save_file(weights, out)
    else:
        torch.save({"state_dict": weights}, out)


def published_merges() -> list[tuple[str, str]]:
    """CLIP's own 48,894 merges, out of open_clip."""
    from open_clip.tokenizer import SimpleTokenizer

    ranks = SimpleTokenizer().bpe_ranks
    return sorted(ranks, key=ranks.get)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make")
    making.add_argument("shape", choices=SHAPES)
    making.add_argument("out", type=Path)
    making.add_argument("--format", choices=["pt", "safetensors"], default="pt")
    making.add_argument("--dialect", choices=["openai", "hf"], default="openai")
    score = commands.add_parser("score")
    score.add_argument("checkpoint", type=Path)
    score.add_argument("--prompt", required=True)
    score.add_argument("images", nargs="+")
    score.add_argument("--transform", choices=["pillow", "tensor"], default="pillow")
    compare = commands.add_parser("compare")
    compare.add_argument("files", nargs=2, type=Path)
    return parser.parse_args()


def main() -> None:
    given = arguments()
    if given.command == "make":
        make(given.shape, given.out, given.format, given.dialect)
    elif given.command == "score":
        print(json.dumps(scoring.scores(given.checkpoint, given.prompt, given.images, given.transform), indent=1))
    else:
        difference = scoring.largest_difference(*given.files)
        print(f"largest |Δ HPS| {difference:.6f}")
        sys.exit(difference > ALLOWED)


if __name__ == "__main__":
    main()
