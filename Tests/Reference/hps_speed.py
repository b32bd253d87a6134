"""PyTorch's side of `konomi-bench hps`: the same work by open_clip in float32, for one run on the same machine and threads.

    python hps_speed.py serve vit-l-14.pt --threads 2
        loads the model, prints `ready`, then answers each line of standard input with the seconds of one call:
            image B     the image tower on B preprocessed images (seeded noise)
            text B      the text tower on B prompts of usual length (10 to 40 tokens, in 77 places as open_clip computes them)
        and ends with standard input. The first call of a size is slower; call once before taking times.
    python hps_speed.py cold vit-l-14.pt --threads 2 --prompt P A B
        what somebody with the Python HPS does, from a new process: import, build the model, load the checkpoint, prepare two
        images, score, print JSON. The caller takes time and peak memory of the process.

in a virtual environment with requirements.txt; the checkpoint is of full_shape.py, OpenAI's names and the size of ViT-L/14
(or open_clip's ViT-H-14). Seed 20230614. All calls are in eval and inference mode. Inputs of `serve` are made before the
clock starts, as are token ids. No tolerance: only times are compared here.
"""

import argparse
import json
import sys
import time
from pathlib import Path

SEED = 20230614
PROMPTS = [
    "A cat with two horns on its head.",
    "a painting of an ocean with clouds and birds, day time, low depth field effect",
    "portrait of a young woman with flowers in her hair, oil on canvas, soft light from the left, muted colors, highly detailed",
    "Two giraffes walking around the exhibit of a zoo while visitors take photos.",
]


def serve(checkpoint: Path) -> None:
    import scoring
    import torch

    model, tokenize, size = scoring.load(checkpoint)
    generator = torch.Generator().manual_seed(SEED)
    inputs = {}

    @torch.inference_mode()
    def seconds(tower: str, count: int) -> float:
        if (tower, count) not in inputs:
            prompts = [PROMPTS[place % len(PROMPTS)] for place in range(count)]
            inputs[tower, count] = (
                torch.randn(count, 3, size, size, generator=generator) if tower == "image" else tokenize(prompts)
            )
        encode = model.encode_image if tower == "image" else model.encode_text
        start = time.perf_counter()
        encode(inputs[tower, count])
        return time.perf_counter() - start

    print("ready", flush=True)
    for line in sys.stdin:
        tower, count = line.split()
        if tower not in ("image", "text"):
            raise SystemExit(f"neither image nor text: {line.strip()}")
        print(f"{seconds(tower, int(count)):.6f}", flush=True)


def cold(checkpoint: Path, prompt: str, paths: list[str]) -> None:
    import open_clip
    import torch
    from PIL import Image

    from scoring import OPEN_CLIP_NAMES

    state = torch.load(checkpoint, map_location="cpu")["state_dict"]
    name = OPEN_CLIP_NAMES[state["visual.class_embedding"].shape[0]]
    model, _, prepare = open_clip.create_model_and_transforms(name)
    model.load_state_dict(state)
    model.eval()
    with torch.no_grad():
        images = torch.stack([prepare(Image.open(path)) for path in paths])
        image = model.encode_image(images, normalize=True)
        text = model.encode_text(open_clip.get_tokenizer(name)([prompt]), normalize=True)
        cosines = (image @ text.T)[:, 0].tolist()
    images = [{"path": path, "cosine": cosine, "hps": 100 * cosine} for path, cosine in zip(paths, cosines)]
    print(json.dumps({"prompt": prompt, "images": images}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    serving, starting = commands.add_parser("serve"), commands.add_parser("cold")
    for command in (serving, starting):
        command.add_argument("checkpoint", type=Path)
        command.add_argument("--threads", type=int, required=True)
    starting.add_argument("--prompt", required=True)
    starting.add_argument("images", nargs=2, metavar="IMAGE")
    given = parser.parse_args()

    import torchvision_stub  # noqa: F401
    import torch

    torch.set_num_threads(given.threads)
    if given.command == "serve":
        serve(given.checkpoint)
    else:
        cold(given.checkpoint, given.prompt, given.images)


if __name__ == "__main__":
    main()
