"""PyTorch's side of `konomi-bench training-step`: steps of the same fine-tuning by open_clip in float32, on the same threads.

    python training_speed.py vit-l-14.pt --threads 2 --frozen cached
        prints `ready`, then answers each line of standard input with one step: its seconds and the loss before it.

in a virtual environment with requirements.txt; the checkpoint is of full_shape.py, OpenAI's names and the size of ViT-L/14.

A step is forward, loss, backward, clipping to norm 1 and AdamW (fused) over the last 10 image and the last 6 text blocks, the
norms after them, both projections and the logit scale: 169,869,313 weights. A batch is 4 prompts with two images each, of
which the first is preferred; the loss is the cross entropy of softmax(exp(logit_scale) * cosine) within a pair. With
`--frozen cached` what comes out of the frozen part is computed before the first step, and the frozen part is then deleted;
with `inside` each step runs it, without gradients. Pixels and token ids come from a hash, the same for both sides. No seed;
tolerance of the losses: 1e-3 of a loss.
"""

import argparse
import sys
import time
from pathlib import Path

import numpy as np
import torchvision_stub  # noqa: F401
import torch

import scoring

IMAGE_BLOCKS, TEXT_BLOCKS = 10, 6
PROMPT_LENGTHS = [12, 19, 26, 33]
START, END = 49406, 49407
LARGEST_NORM = 1.0


def hashed(count: int, seed: int) -> np.ndarray:
    bits = np.arange(count, dtype=np.uint32) + np.uint32(seed)
    for shift, factor in [(16, 0x7FEB352D), (15, 0x846CA68B)]:
        bits = (bits ^ (bits >> np.uint32(shift))) * np.uint32(factor)
    return bits ^ (bits >> np.uint32(16))


def pixels(size: int) -> torch.Tensor:
    count = 2 * len(PROMPT_LENGTHS) * 3 * size * size
    values = hashed(count, 0).astype(np.float32) / np.float32(2**30) - np.float32(2)
    return torch.from_numpy(values).reshape(-1, 3, size, size)


def token_ids() -> torch.Tensor:
    rows = torch.zeros(len(PROMPT_LENGTHS), 77, dtype=torch.long)
    for index, (row, length) in enumerate(zip(rows, PROMPT_LENGTHS)):
        row[0], row[length - 1] = START, END
        row[1 : length - 1] = torch.from_numpy((hashed(length - 2, 1000 * index) % np.uint32(49_000)).astype(np.int64))
    return rows


class Training:
    def __init__(self, checkpoint: Path, frozen: str):
        self.model, _, size = scoring.load(checkpoint)
        self.model.train().requires_grad_(False)
        self.pixels, self.ids = pixels(size), token_ids()
        visual, blocks = self.model.visual, self.model.transformer.resblocks
        self.trained_blocks = visual.transformer.resblocks[-IMAGE_BLOCKS:], blocks[-TEXT_BLOCKS:]
        for module in [*self.trained_blocks, visual.ln_post, self.model.ln_final]:
            module.requires_grad_(True)
        for weight in (visual.proj, self.model.text_projection, self.model.logit_scale):
            weight.requires_grad_(True)
        self.cached = None
        if frozen == "cached":
            self.cached = self.frozen_part()
            visual.transformer.resblocks, self.model.transformer.resblocks = self.trained_blocks
            del visual.conv1, self.model.token_embedding
        trained = [weight for weight in self.model.parameters() if weight.requires_grad]
        groups = [
            dict(params=[weight for weight in trained if weight.ndim >= 2], weight_decay=0.35),
            dict(params=[weight for weight in trained if weight.ndim < 2], weight_decay=0.0),
        ]
        self.trained = trained
        self.optimizer = torch.optim.AdamW(groups, lr=3.3e-6, betas=(0.9, 0.98), eps=1e-6, fused=True)

    @torch.no_grad()
    def frozen_part(self) -> tuple[torch.Tensor, torch.Tensor]:
        images = self.model.visual._embeds(self.pixels)
        for block in self.model.visual.transformer.resblocks[:-IMAGE_BLOCKS]:
            images = block(images)
        texts = self.model.token_embedding(self.ids) + self.model.positional_embedding
        for block in self.model.transformer.resblocks[:-TEXT_BLOCKS]:
            texts = block(texts, attn_mask=self.model.attn_mask)
        return images, texts

    def embeddings(self) -> tuple[torch.Tensor, torch.Tensor]:
        images, texts = self.cached or self.frozen_part()
        for block in self.trained_blocks[0]:
            images = block(images)
        for block in self.trained_blocks[1]:
            texts = block(texts, attn_mask=self.model.attn_mask)
        ends = self.model.ln_final(texts)[torch.arange(len(texts)), self.ids.argmax(dim=-1)]
        return self.model.visual._pool(images)[0] @ self.model.visual.proj, ends @ self.model.text_projection

    def step(self) -> tuple[float, float]:
        start = time.perf_counter()
        self.optimizer.zero_grad()
        images, texts = (torch.nn.functional.normalize(side, dim=-1) for side in self.embeddings())
        cosines = (images.reshape(len(texts), 2, -1) * texts[:, None]).sum(dim=-1)
        preferred = torch.zeros(len(texts), dtype=torch.long)
        loss = torch.nn.functional.cross_entropy(self.model.logit_scale.exp() * cosines, preferred)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.trained, LARGEST_NORM)
        self.optimizer.step()
        return time.perf_counter() - start, loss.item()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--frozen", choices=["cached", "inside"], required=True)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    training = Training(given.checkpoint, given.frozen)
    print("ready", flush=True)
    for _ in sys.stdin:
        seconds, loss = training.step()
        print(f"{seconds:.6f} {loss:.9f}", flush=True)


if __name__ == "__main__":
    main()
