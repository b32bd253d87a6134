"""From OpenAI's (and open_clip's) names of a CLIP's tensors to those of transformers' CLIPModel. Shared by full_shape.py."""

TOWERS = [("visual.transformer.resblocks.", "vision_model"), ("transformer.resblocks.", "text_model")]

IN_A_BLOCK = {
    "ln_1": "layer_norm1", "ln_2": "layer_norm2", "attn.out_proj": "self_attn.out_proj",
    "mlp.c_fc": "mlp.fc1", "mlp.c_proj": "mlp.fc2",
}

ELSEWHERE = {
    "logit_scale": "logit_scale",
    "visual.class_embedding": "vision_model.embeddings.class_embedding",
    "visual.positional_embedding": "vision_model.embeddings.position_embedding.weight",
    "visual.conv1.weight": "vision_model.embeddings.patch_embedding.weight",
    # transformers keeps the misspelling: every published file has it.
    "visual.ln_pre.weight": "vision_model.pre_layrnorm.weight",
    "visual.ln_pre.bias": "vision_model.pre_layrnorm.bias",
    "visual.ln_post.weight": "vision_model.post_layernorm.weight",
    "visual.ln_post.bias": "vision_model.post_layernorm.bias",
    "visual.proj": "visual_projection.weight",
    "token_embedding.weight": "text_model.embeddings.token_embedding.weight",
    "positional_embedding": "text_model.embeddings.position_embedding.weight",
    "ln_final.weight": "text_model.final_layer_norm.weight",
    "ln_final.bias": "text_model.final_layer_norm.bias",
    "text_projection": "text_projection.weight",
}


def renamed(state: dict) -> dict:
    """The projections transposed, query, key and value apart."""
    out = {}
    for name, tensor in state.items():
        if name in ELSEWHERE:
            transposed = name in ("visual.proj", "text_projection")
            out[ELSEWHERE[name]] = tensor.T.contiguous() if transposed else tensor
            continue
        prefix, tower = next(pair for pair in TOWERS if name.startswith(pair[0]))
        place, within = name.removeprefix(prefix).split(".", 1)
        block = f"{tower}.encoder.layers.{place}"
        if within.startswith("attn.in_proj_"):
            kind = within.removeprefix("attn.in_proj_")
            for letter, part in zip("qkv", tensor.chunk(3)):
                out[f"{block}.self_attn.{letter}_proj.{kind}"] = part.contiguous()
        else:
            module, kind = within.rsplit(".", 1)
            out[f"{block}.{IN_A_BLOCK[module]}.{kind}"] = tensor
    return out
