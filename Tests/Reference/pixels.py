"""From an image file to the pixels that a CLIP sees: the preprocessings of HPS, and of PickScore. Shared by the other scripts.

`pillow` is OpenAI CLIP's, and so HPS v1's: the shorter side to the model's size with Pillow's bicubic, centre crop, RGB, /255,
normalise.

`tensor` is that of HPS v2's package: RGB, /255, then the *longer* side to the model's size by resizing the tensor, each side
round(side * size / longer) (Python's round, half to even); the rest is black *before* normalisation, half of it (rounded
down) at the left and at the top. Values are not clamped after the resize: bicubic overshoots below 0 and above 1.

`transformers` is that of transformers' CLIPImageProcessor by Pillow as it is without a file: RGB first, over white where there
is alpha, bicubic, crop at (length - size) // 2. dialects.py has it with files.

- Known: hpsv2 1.2.0 as released calls its image_transform with resize_longest_max=True, which starts with convert and ToTensor
  and takes ResizeMaxSize. For square images that is the same as resizing the shorter side and cropping.
- Known: the package pins no torchvision. Its resize names no antialias; since torchvision 0.17, so in the 0.28 used here,
  that means antialiased (torch's kernel, a = -0.5, in float32); before, a tensor was resized without it (a = -0.75), and the
  published scores were made in that time. Scores by old and new torchvision differ; ours follow the pinned one.
- Differs, on purpose: an image whose longer side is already the model's size leaves the package unpadded, and the model
  fails on it unless it is square; here it is padded. An image with alpha goes in with four channels there, and fails; here
  it is converted to RGB.
"""

import torchvision_stub  # noqa: F401  (before torchvision)
import torch
from PIL import Image
from torchvision.transforms import CenterCrop, Compose, InterpolationMode, Normalize, Resize, ToTensor
from torchvision.transforms import functional

MEAN = (0.48145466, 0.4578275, 0.40821073)
DEVIATION = (0.26862954, 0.26130258, 0.27577711)
BICUBIC = InterpolationMode.BICUBIC


def as_rgb(image: Image.Image) -> Image.Image:
    return image.convert("RGB")


class LongerSide:
    """Resizes a tensor (3, h, w) so that its longer side is `size`, and pads it with 0 to a square."""

    def __init__(self, size: int):
        self.size = size

    def __call__(self, image: torch.Tensor) -> torch.Tensor:
        height, width = image.shape[-2:]
        scale = self.size / float(max(height, width))
        height, width = round(height * scale), round(width * scale)
        if scale != 1:
            image = functional.resize(image, [height, width], BICUBIC)
        down, across = self.size - height, self.size - width
        return functional.pad(image, [across // 2, down // 2, across - across // 2, down - down // 2])


def transform(kind: str, size: int) -> Compose:
    """`kind` is `pillow`, `tensor` or `transformers`; the result turns a Pillow image into a float32 tensor (3, size, size)."""
    if kind == "transformers":
        from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil

        processor = CLIPImageProcessorPil(size={"shortest_edge": size}, crop_size=size)
        return Compose([lambda image: processor(image, return_tensors="pt")["pixel_values"][0]])
    normalise = Normalize(MEAN, DEVIATION)
    if kind == "tensor":
        return Compose([as_rgb, ToTensor(), LongerSide(size), normalise])
    return Compose([Resize(size, BICUBIC), CenterCrop(size), as_rgb, ToTensor(), normalise])


def batch(paths: list[str], kind: str, size: int) -> torch.Tensor:
    """(n, 3, size, size)."""
    prepare = transform(kind, size)
    return torch.stack([prepare(Image.open(path)) for path in paths])
