"""CLIP shapes, and seeded random weights for them. Shared by the other scripts; makes nothing by itself.

The models are open_clip's and transformers' own modules, in float32: nothing of CLIP is written anew here. Weights are drawn
so that activations stay near 1 through any depth, biases are not zero and layer norms are not the identity; otherwise a
forgotten bias or a transposed matrix would not show.
"""

import math
from dataclasses import dataclass

import torch


@dataclass(frozen=True)
class Tower:
    width: int
    layers: int
    heads: int


@dataclass(frozen=True)
class Shape:
    """The architecture of a CLIP, in the words of expected.json. `activation` is `quick_gelu` or `gelu`."""

    embed: int
    image: int
    patch: int
    vision: Tower
    text: Tower
    context: int
    vocab: int
    activation: str


VIT_L_14 = Shape(768, 224, 14, Tower(1024, 24, 16), Tower(768, 12, 12), 77, 49408, "quick_gelu")
VIT_H_14 = Shape(1024, 224, 14, Tower(1280, 32, 16), Tower(1024, 24, 16), 77, 49408, "gelu")


def open_clip_model(shape: Shape, custom_text: bool = False):
    """An open_clip model; with `custom_text` its text tower stands under `text.`, else at the top as in OpenAI's files."""
    from open_clip.model import CLIP, CustomTextCLIP

    vision = dict(
        image_size=shape.image, patch_size=shape.patch, width=shape.vision.width, layers=shape.vision.layers,
        head_width=shape.vision.width // shape.vision.heads,
    )
    text = dict(
        context_length=shape.context, vocab_size=shape.vocab, width=shape.text.width, layers=shape.text.layers,
        heads=shape.text.heads,
    )
    kind = CustomTextCLIP if custom_text else CLIP
    return kind(shape.embed, vision, text, quick_gelu=shape.activation == "quick_gelu").eval()


def hugging_face_config(shape: Shape, end_of_text: int):
    """transformers' config.json. With `end_of_text` 2, as in the first files published, the text is read at its highest id."""
    from transformers import CLIPConfig

    def tower(sizes: Tower) -> dict:
        return dict(
            hidden_size=sizes.width, intermediate_size=4 * sizes.width, num_hidden_layers=sizes.layers,
            num_attention_heads=sizes.heads, hidden_act=shape.activation, projection_dim=shape.embed,
        )

    text = tower(shape.text) | dict(
        vocab_size=shape.vocab, max_position_embeddings=shape.context,
        bos_token_id=shape.vocab - 2, eos_token_id=end_of_text, pad_token_id=shape.vocab - 1,
    )
    vision = tower(shape.vision) | dict(image_size=shape.image, patch_size=shape.patch)
    return CLIPConfig(text_config=text, vision_config=vision, projection_dim=shape.embed, architectures=["CLIPModel"])


def random_weights(state: dict, shape: Shape, seed: int, logit_scale: float) -> dict:
    """Weights for every tensor that `state` names, drawn one after the other from one generator.

    `state` is a state_dict, whose values may be on the `meta` device; `logit_scale` is the factor, its logarithm is stored.
    """
    generator = torch.Generator().manual_seed(seed)
    weights = {}
    for name, like in state.items():
        if name == "logit_scale":
            weights[name] = torch.tensor(math.log(logit_scale)).reshape(like.shape)
            continue
        drawn = torch.randn(like.shape, generator=generator)
        weights[name] = drawn.mul_(_deviation(name, like.shape, shape))
        if like.ndim == 1 and name.endswith(".weight"):
            weights[name] += 1
    return weights


def _deviation(name: str, sizes: torch.Size, shape: Shape) -> float:
    if "embedding" in name and "patch_embedding" not in name:
        return 0.5
    if len(sizes) == 1:
        return 0.2 if name.endswith(".weight") else 0.1
    # `proj` and `text_projection` of OpenAI's files multiply from the right, so their first size is what is summed over.
    summed = math.prod(sizes[1:]) if name.endswith("weight") else sizes[0]
    deviation = summed**-0.5
    if any(part in name for part in ("out_proj", "c_proj", "fc2")):
        layers = shape.vision.layers if name.startswith("vis") else shape.text.layers
        deviation *= (2 * layers) ** -0.5
    return deviation


@torch.inference_mode()
def embeddings(model, pixels: torch.Tensor, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """(image embeddings (n, embed), text embeddings (m, embed)) before normalisation, of either library's model."""
    if hasattr(model, "encode_image"):
        return model.encode_image(pixels), model.encode_text(ids)
    return (
        model.get_image_features(pixel_values=pixels).pooler_output,
        model.get_text_features(input_ids=ids).pooler_output,
    )


def cosines(images: torch.Tensor, texts: torch.Tensor) -> torch.Tensor:
    """(texts, images)."""
    normalize = torch.nn.functional.normalize
    return normalize(texts, dim=-1) @ normalize(images, dim=-1).T
