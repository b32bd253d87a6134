import Checkpoints

/// How a model's images are prepared, and by what that was decided.
package struct PreprocessingChoice: Hashable, Sendable {
  package let preprocessing: ImagePreprocessing
  /// For people.
  package let reason: String
}

extension ModelFile {
  /// What the user prefers, or else what the model was made for: what konomi has trained says it, or else the files of the
  /// weights' own dialect do, transformers' `preprocessor_config.json` or open_clip's `open_clip_config.json`. HPS v2 and
  /// v2.1 were released without any: `HPSv2Signs` tells them.
  /// - Throws: where a file that says it cannot be followed, and where nothing says which of two it is.
  package func preprocessing(
    for clip: CLIPCheckpoint, preferring kind: ImagePreprocessing.Kind? = nil
  ) throws(ModelFault) -> PreprocessingChoice {
    do throws(ConfigurationFault) {
      let side = clip.architecture.imageSize
      if let kind {
        let own = kind == clip.dialect.preprocessing ? try described(for: clip) : nil
        return PreprocessingChoice(
          preprocessing: own?.preprocessing ?? ImagePreprocessing(kind, side: side),
          reason: "as --preprocessing says\(own.map { ", with \($0.reason)" } ?? "")")
      }
      let described = try described(for: clip)
      if let said = try ImagePreprocessing(saidBy: checkpoint, side: side) {
        guard described?.preprocessing.normalizesOtherwise(than: said) != true else {
          throw undecided(
            "it was trained with \(said.name), and \(described?.reason ?? "") says \(described?.preprocessing.name ?? "")",
            said.kind, described?.preprocessing.kind)
        }
        return PreprocessingChoice(preprocessing: said, reason: "as it was trained")
      }
      return try released(clip, described)
    } catch {
      throw ModelFault(error)
    }
  }

  private func released(
    _ clip: CLIPCheckpoint, _ described: PreprocessingChoice?
  ) throws(ConfigurationFault) -> PreprocessingChoice {
    let side = clip.architecture.imageSize
    if clip.dialect == .huggingFace {
      return described
        ?? PreprocessingChoice(
          preprocessing: .transformers(side: side),
          reason: "CLIPImageProcessor's own, as there is no preprocessor_config.json")
    }
    let signs = HPSv2Signs(name: name, clip.architecture, clip.elementType)
    switch (signs.verdict, described) {
    case (.named, nil):
      return PreprocessingChoice(
        preprocessing: .tensor(side: side), reason: "HPS v2's, by the name \(name)")
    case (.named, let described?):
      throw undecided(
        "its name is that of HPS v2, and \(described.reason) describes a model of open_clip", .tensor, .pillow
      )
    case (.possible, nil):
      throw undecided(
        "the weights have the sizes and the type of HPS v2's, but open_clip's ViT-H/14 has them too and sees images otherwise; neither the name nor a file beside them tells which it is",
        .tensor, .pillow)
    case (.possible, let described?), (.not, let described?): return described
    case (.not, nil): return PreprocessingChoice(preprocessing: .pillow(side: side), reason: "OpenAI's")
    }
  }

  /// What the files beside the weights say.
  private func described(for clip: CLIPCheckpoint) throws(ConfigurationFault) -> PreprocessingChoice? {
    let side = clip.architecture.imageSize
    switch clip.dialect {
    case .huggingFace:
      guard let file = try ImageProcessorConfiguration(in: folder) else { return nil }
      return PreprocessingChoice(preprocessing: try file.preprocessing(side: side), reason: file.name)
    case .openAI:
      guard let file = try folder.configuration("open_clip_config.json") else { return nil }
      return PreprocessingChoice(
        preprocessing: try OpenCLIPConfiguration(file).preprocessing(side: side),
        reason: "open_clip_config.json")
    }
  }

  private func undecided(
    _ reason: String, _ first: ImagePreprocessing.Kind, _ second: ImagePreprocessing.Kind?
  ) -> ConfigurationFault {
    let kinds = [first] + (second.map { $0 == first ? [] : [$0] } ?? [])
    return .undecided(
      file: path, reason: reason, choices: kinds.map { "--preprocessing \($0.rawValue) (\($0.owner))" })
  }
}

extension ImagePreprocessing {
  /// Whether two differ in size, mean or deviation. transformers' description of what konomi trained by another transform is
  /// as near as that library comes, and differs in the rest.
  fileprivate func normalizesOtherwise(than other: ImagePreprocessing) -> Bool {
    side != other.side || mean != other.mean || deviation != other.deviation
  }
}

extension WeightDialect {
  /// Whose transform the files of the dialect describe.
  fileprivate var preprocessing: ImagePreprocessing.Kind {
    switch self {
    case .openAI: .pillow
    case .huggingFace: .transformers
    }
  }
}

extension ImagePreprocessing.Kind {
  fileprivate var owner: String {
    switch self {
    case .pillow: "OpenAI's and open_clip's"
    case .tensor: "HPS v2's"
    case .transformers: "transformers'"
    }
  }
}
