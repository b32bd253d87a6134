"""Makes two tiny random CLIPs, the gradients of a loss by every one of their weights, and the losses of a short training.

    python gradients.py [FOLDER]                 default: ../CLIPTests/Fixtures/gradients

in a virtual environment with requirements.txt. Seed 20230607 + the number of the model; running it again writes the same
bytes. FOLDER gets, for `quick-gelu` and `gelu`:

    NAME.safetensors                weights, OpenAI's names, fp16
    NAME-gradients.safetensors      the gradient of the loss by each weight, the same names, f32
    pixels.safetensors              `pixels` (9, 3, 16, 16): the images
    expected.json                   sizes, comparisons, loss, and the losses of 50 steps of AdamW

The loss is HPS's: for each comparison, a prompt and 2 to 4 images, the cross entropy of softmax(exp(logit_scale) * cosine)
against the preferred image; the mean over the comparisons. Models are open_clip's, computed in float64. Tolerance: 1e-4 of
the largest component of a gradient; 1e-3 on losses.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path

import torchvision_stub  # noqa: F401
import torch
from safetensors.torch import save_file

from random_clip import Shape, Tower, embeddings, open_clip_model, random_weights

SEED = 20230607
# Heads 12 and 5 wide, 5 tokens an image: nothing is a multiple of what vector instructions take.
QUICK = Shape(18, 16, 8, Tower(24, 3, 2), Tower(20, 2, 4), 12, 50, "quick_gelu")
MODELS = {"quick-gelu": QUICK, "gelu": replace(QUICK, activation="gelu")}
LOGIT_SCALE = 12.0
# (token ids between start and end, images, which of them is preferred)
COMPARISONS = [(5, [0, 1], 1), (0, [2, 3, 4, 5], 2), (9, [6, 7, 8], 0)]
TRAINING = dict(lr=1e-4, betas=(0.9, 0.98), eps=1e-6, weight_decay=0.2)
LARGEST_NORM = 1.0
STEPS = 50


def token_rows(shape: Shape) -> torch.Tensor:
    generator = torch.Generator().manual_seed(SEED)
    rows = torch.zeros(len(COMPARISONS), shape.context, dtype=torch.long)
    for row, (length, _, _) in zip(rows, COMPARISONS):
        row[0] = shape.vocab - 2
        row[1 : 1 + length] = torch.randint(0, shape.vocab - 2, (length,), generator=generator)
        row[1 + length] = shape.vocab - 1
    return rows


def loss(model, pixels: torch.Tensor, ids: torch.Tensor) -> torch.Tensor:
    images, texts = (torch.nn.functional.normalize(side, dim=-1) for side in embeddings.__wrapped__(model, pixels, ids))
    terms = []
    for text, (_, members, preferred) in zip(texts, COMPARISONS):
        logits = model.logit_scale.exp() * images[members] @ text
        terms.append(torch.nn.functional.cross_entropy(logits, torch.tensor(preferred)))
    return torch.stack(terms).mean()


def training(model, pixels: torch.Tensor, ids: torch.Tensor) -> list[float]:
    """The losses before each step; no decay on what has fewer than two axes."""
    decayed = [weight for weight in model.parameters() if weight.ndim >= 2]
    others = [weight for weight in model.parameters() if weight.ndim < 2]
    optimizer = torch.optim.AdamW([dict(params=decayed), dict(params=others, weight_decay=0.0)], **TRAINING)
    losses = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        value = loss(model, pixels, ids)
        value.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), LARGEST_NORM)
        optimizer.step()
        losses.append(value.item())
    return losses


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    generator = torch.Generator().manual_seed(SEED)
    count = sum(len(members) for _, members, _ in COMPARISONS)
    pixels = torch.randn(count, 3, QUICK.image, QUICK.image, generator=generator)
    save_file({"pixels": pixels}, folder / "pixels.safetensors")
    expected = {}
    for number, (name, shape) in enumerate(MODELS.items()):
        model = open_clip_model(shape)
        drawn = random_weights(model.state_dict(), shape, SEED + number, LOGIT_SCALE)
        weights = {key: tensor.half() for key, tensor in drawn.items()}
        save_file(weights, folder / f"{name}.safetensors")
        model.load_state_dict(weights)
        model.double()
        ids = token_rows(shape)
        value = loss(model, pixels.double(), ids)
        value.backward()
        gradients = {key: weight.grad.float().contiguous() for key, weight in model.named_parameters()}
        save_file(gradients, folder / f"{name}-gradients.safetensors")
        expected[name] = {
            "vision_heads": shape.vision.heads, "text_heads": shape.text.heads,
            "loss": round(value.item(), 12),
            "losses": [round(step, 9) for step in training(model, pixels.double(), ids)],
        }
    ends = [row.argmax().item() + 1 for row in token_rows(QUICK)]
    comparisons = [
        {"ids": row[:end].tolist(), "images": members, "preferred": preferred}
        for row, end, (_, members, preferred) in zip(token_rows(QUICK), ends, COMPARISONS)
    ]
    document = {"comparisons": comparisons, "models": expected}
    (folder / "expected.json").write_text(json.dumps(document) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "CLIPTests" / "Fixtures" / "gradients")
