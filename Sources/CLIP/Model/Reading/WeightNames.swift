/// What checkpoints call the weights of a CLIP. Every name is a prefix, `weight` and `bias` follow, unless it says
/// otherwise.
struct WeightNames: Hashable, Sendable {
  struct Block: Hashable, Sendable {
    /// What the number of a block follows and precedes.
    let prefix: String
    let attentionNorm: String
    let attentionInput: AttentionInput
    let attentionOutput: String
    let perceptronNorm: String
    let perceptronInput: String
    let perceptronOutput: String
  }

  enum AttentionInput: Hashable, Sendable {
    /// Queries, keys and values in one matrix; whole names of weight and bias.
    case joined(weight: String, bias: String)
    /// Queries, keys, values.
    case separate([String])
  }

  /// Whole name, (width).
  let classEmbedding: String
  /// Whole name, (width, 3, patch, patch).
  let patchEmbedding: String
  /// Whole name, (1 + patches, width).
  let imagePositions: String
  let imageInputNorm: String
  let imageBlock: Block
  let imageOutputNorm: String
  /// Whole name.
  let imageProjection: String

  /// Whole name, (vocabulary, width).
  let tokenEmbedding: String
  /// Whole name, (context, width).
  let textPositions: String
  let textBlock: Block
  let textOutputNorm: String
  /// Whole name.
  let textProjection: String

  /// Projections stand as (width, embedding) and not as (embedding, width).
  let projectionsAreTransposed: Bool
  /// Whole name, one number: the logarithm of the scale.
  let logitScale: String
}

extension WeightNames {
  /// OpenAI's names with nothing before them.
  static let canonical = openAI(prefix: "", textPrefix: "")

  /// OpenAI's names, which open_clip keeps. Text has a prefix of its own in open_clip's CustomTextCLIP.
  static func openAI(prefix: String, textPrefix: String) -> WeightNames {
    func block(_ prefix: String) -> Block {
      Block(
        prefix: prefix + "transformer.resblocks.", attentionNorm: "ln_1.",
        attentionInput: .joined(weight: "attn.in_proj_weight", bias: "attn.in_proj_bias"),
        attentionOutput: "attn.out_proj.", perceptronNorm: "ln_2.", perceptronInput: "mlp.c_fc.",
        perceptronOutput: "mlp.c_proj.")
    }
    let visual = prefix + "visual."
    let text = prefix + textPrefix
    return WeightNames(
      classEmbedding: visual + "class_embedding", patchEmbedding: visual + "conv1.weight",
      imagePositions: visual + "positional_embedding", imageInputNorm: visual + "ln_pre.",
      imageBlock: block(visual), imageOutputNorm: visual + "ln_post.", imageProjection: visual + "proj",
      tokenEmbedding: text + "token_embedding.weight", textPositions: text + "positional_embedding",
      textBlock: block(text), textOutputNorm: text + "ln_final.", textProjection: text + "text_projection",
      projectionsAreTransposed: true, logitScale: prefix + "logit_scale")
  }

  /// The names of transformers' CLIPModel, with the spelling of its layer norm before the first block.
  static func huggingFace(prefix: String) -> WeightNames {
    func block(_ tower: String) -> Block {
      Block(
        prefix: prefix + tower + "encoder.layers.", attentionNorm: "layer_norm1.",
        attentionInput: .separate(["self_attn.q_proj.", "self_attn.k_proj.", "self_attn.v_proj."]),
        attentionOutput: "self_attn.out_proj.", perceptronNorm: "layer_norm2.", perceptronInput: "mlp.fc1.",
        perceptronOutput: "mlp.fc2.")
    }
    let vision = prefix + "vision_model."
    let text = prefix + "text_model."
    return WeightNames(
      classEmbedding: vision + "embeddings.class_embedding",
      patchEmbedding: vision + "embeddings.patch_embedding.weight",
      imagePositions: vision + "embeddings.position_embedding.weight",
      imageInputNorm: vision + "pre_layrnorm.",
      imageBlock: block("vision_model."), imageOutputNorm: vision + "post_layernorm.",
      imageProjection: prefix + "visual_projection.weight",
      tokenEmbedding: text + "embeddings.token_embedding.weight",
      textPositions: text + "embeddings.position_embedding.weight", textBlock: block("text_model."),
      textOutputNorm: text + "final_layer_norm.", textProjection: prefix + "text_projection.weight",
      projectionsAreTransposed: false, logitScale: prefix + "logit_scale")
  }
}
