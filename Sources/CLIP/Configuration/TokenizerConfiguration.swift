/// The `tokenizer_config.json` of transformers' CLIPTokenizer. What would change tokens and is not computed here is
/// refused; what decides only how tokens become text again is passed over.
struct TokenizerConfiguration {
  /// The most tokens of a prompt.
  let limit: Int?

  /// - Parameter hasWholeFile: whether `tokenizer.json` is there, which says all added tokens itself.
  init(_ file: ConfigurationObject, hasWholeFile: Bool) throws(ConfigurationFault) {
    let reason = "konomi computes CLIPTokenizer; name a model with that one"
    try file.requireUsual(
      [
        "tokenizer_class": ["“CLIPTokenizer”", "“CLIPTokenizerFast”"], "truncation_side": ["“right”"],
        "padding_side": ["“right”"], "split_special_tokens": ["false"],
      ], because: reason)
    let marks = [
      "bos_token": TokenizerFiles.startOfText, "eos_token": TokenizerFiles.endOfText,
      "unk_token": TokenizerFiles.endOfText,
    ]
    for (key, mark) in marks.sorted(by: { $0.key < $1.key }) where file.has(key) {
      let found = file.isObject(key) ? try file.object(key)?.text("content") : try file.text(key)
      guard found == mark else {
        throw file.refusal(of: key, because: "CLIP's tokenizers have \(mark) there; \(reason)")
      }
    }
    if !hasWholeFile, let added = try file.object("added_tokens_decoder") {
      for id in added.keys {
        let content = try added.object(id)?.text("content")
        guard let content, marks.values.contains(content) else {
          throw added.refusal(
            of: id, because: "konomi reads added tokens from tokenizer.json; save the tokenizer with it")
        }
      }
    }
    // A number without end stands for none.
    limit = try file.number("model_max_length").flatMap { $0 < 1e9 ? Int($0) : nil }
    if let limit, limit < 2 {
      throw file.refusal(of: "model_max_length", because: "start and end need two; get the file again")
    }
  }
}
