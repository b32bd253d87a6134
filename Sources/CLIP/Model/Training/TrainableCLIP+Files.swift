import Tensors

/// Files that other programs want beside weights, besides transformers' `config.json`.
extension TrainableCLIP {
  /// The `tokenizer_config.json` of transformers, for a tokenizer with OpenAI's marks. Without it transformers does not
  /// know how long a prompt may be, and fails on those that are longer.
  package var tokenizerConfiguration: [UInt8] {
    Array(
      """
      {
        "tokenizer_class": "CLIPTokenizer",
        "model_max_length": \(architecture.context),
        "bos_token": "<|startoftext|>",
        "eos_token": "<|endoftext|>",
        "unk_token": "<|endoftext|>",
        "pad_token": "<|endoftext|>",
        "do_lower_case": true,
        "errors": "replace"
      }

      """.utf8)
  }

  /// The `open_clip_config.json` that open_clip reads a folder by: `local-dir:` before its path.
  /// - Parameters:
  ///   - preprocessing: said as near as open_clip comes.
  ///   - hasOwnTokenizer: whether transformers' tokenizer lies beside it; else open_clip's is taken.
  package func openCLIPConfiguration(preprocessing: ImagePreprocessing, hasOwnTokenizer: Bool) -> [UInt8] {
    let (vision, text) = (architecture.vision, architecture.text)
    func ratio(_ hidden: Int, _ width: Int) -> String {
      // open_clip rounds the product down.
      hidden % width == 0 ? "\(hidden / width).0" : "\((Double(hidden) + 0.5) / Double(width))"
    }
    func norms(_ tower: Architecture.Tower) -> String {
      tower.epsilon == LayerNorm.usualEpsilon ? "" : "\"norm_kwargs\": {\"eps\": \(tower.epsilon)},\n      "
    }
    let tokenizer = hasOwnTokenizer ? "\"hf_tokenizer_name\": \".\",\n      " : ""
    return Array(
      """
      {
        "model_cfg": {
          "embed_dim": \(architecture.embedding),
          "quick_gelu": \(architecture.activation == .quickGELU),
          "vision_cfg": {
            "image_size": \(architecture.imageSize),
            "layers": \(vision.layers),
            "width": \(vision.width),
            "head_width": \(vision.width / vision.heads),
            "mlp_ratio": \(ratio(image.hiddenWidth, vision.width)),
            \(norms(vision))"patch_size": \(architecture.patchSize)
          },
          "text_cfg": {
            \(tokenizer)\(norms(text))"context_length": \(architecture.context),
            "vocab_size": \(architecture.vocabulary),
            "width": \(text.width),
            "heads": \(text.heads),
            "layers": \(text.layers),
            "mlp_ratio": \(ratio(self.text.hiddenWidth, text.width))
          }
        },
        "preprocess_cfg": {
      \(preprocessing.openCLIPDescription)
        }
      }

      """.utf8)
  }
}
