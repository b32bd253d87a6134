import Glibc

/// What gives an image a score for a prompt. Scores compare within one prompt and one scorer only.
package struct ScorerIdentity: Hashable, Sendable {
  /// Follows from all that changes a score, so that scores of two checkpoints are never taken for each other's.
  package let id: ScorerID
  /// What people call it: the name of the checkpoint's file, or the command of an external scorer.
  package let name: String
  /// `nil` for an external scorer, whose weights konomi does not see.
  package let checkpoint: CheckpointID?
  /// What cosines are multiplied by before the softmax of a prediction; already exponentiated. `nil` where the
  /// scorer says none: then its scores make no prediction.
  package let logitScale: Double?
  /// How pixels and text reach the model, in words; `external` where that is the scorer's own affair.
  package let preprocessing: String

  package init(name: String, checkpoint: CheckpointID?, logitScale: Double?, preprocessing: String) {
    var fields = HashFields("scorer")
    // The same weights under another file name are the same scorer; without weights the name is all there is.
    if let checkpoint {
      fields.append("checkpoint")
      fields.append(checkpoint.hexadecimal)
    } else {
      fields.append("name")
      fields.append(name)
    }
    fields.append(preprocessing)
    // Last, so that its absence is told from every value. In single precision, since the last digit of an
    // exponential differs between machines.
    if let logitScale { fields.append(integer: UInt64(Float(logitScale).bitPattern)) }
    id = ScorerID(naming: fields)
    self.name = name
    self.checkpoint = checkpoint
    self.logitScale = logitScale
    self.preprocessing = preprocessing
  }
}

package typealias ScorerID = Identifier<ScorerIdentity>

extension ScorerIdentity {
  /// The probabilities with which each of some candidates of one prompt is the preferred one: softmax of
  /// logit scale · score. They sum to 1; where a score is not a number, none of them is.
  /// - Returns: `nil` where the scorer says no logit scale, and for fewer than two candidates, of which none is preferred
  ///   to another.
  package func prediction(from scores: [Double]) -> [Double]? {
    guard let logitScale, scores.count > 1, let highest = scores.max() else { return nil }
    // Relative to the highest, so that no exponential overflows.
    let weights = scores.map { exp(logitScale * ($0 - highest)) }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }
}

extension ScorerIdentity {
  /// Whether scores are cosines. What an outside program calls a score is its own affair, unless it names the
  /// weights of its model.
  package var isCosine: Bool { checkpoint != nil }

  /// What its score is called. Nothing in a checkpoint says that it is a Human Preference Score's, so that the names of
  /// the released ones do; any other cosine of a CLIP is a CLIP score.
  package var scoreName: String {
    let name = name.lowercased()
    if !isCosine { return "score" }
    if name.hasPrefix("toy") { return "toy score" }
    return name.hasPrefix("hpc") || name.hasPrefix("hps") ? "HPS" : "CLIP score"
  }

  /// What it is called beside a person: by its score, where that has a name.
  package var nameBesidePeople: String { isCosine ? scoreName : "scorer" }
}

/// The Human Preference Score: 100 times the cosine of prompt and image (Wu et al. 2023, arXiv 2303.14420).
package func humanPreferenceScore(cosine: Double) -> Double { 100 * cosine }

/// The identity of a checkpoint: the SHA-256 of its file, or for one in several files the SHA-256 over theirs
/// in the order of their names.
package struct CheckpointID: Hashable, Sendable {
  /// Of the same kind as an image's.
  private let digest: ImageID

  /// - Returns: `nil` unless there are 32 bytes.
  package init?(bytes: some Collection<UInt8>) {
    guard let digest = ImageID(bytes: bytes) else { return nil }
    self.digest = digest
  }

  /// - Returns: `nil` unless there are 64 hexadecimal digits.
  package init?(hexadecimal: String) {
    guard let digest = ImageID(hexadecimal: hexadecimal) else { return nil }
    self.digest = digest
  }

  package var bytes: [UInt8] { digest.bytes }

  /// 64 lower-case digits.
  package var hexadecimal: String { digest.hexadecimal }
}
