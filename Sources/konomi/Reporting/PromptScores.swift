import Foundation
import Preferences
import Reports
import Screen

/// The scores of some images for one prompt.
struct PromptScores {
  let scorer: ScorerIdentity
  let prompt: Prompt
  let images: [ImageFile]
  let scores: [Double]

  /// A line an image in the order given, the best one marked.
  func table(describing scorer: String) -> String {
    let prediction = self.scorer.prediction(from: scores)
    let isCosine = self.scorer.isCosine
    let best = scores.max()
    let width = max(7, self.scorer.scoreName.count - 2)
    let heading = Self.right(self.scorer.scoreName, width + 2)
    var lines = [
      VisibleText(scorer).text, VisibleText(prompt.text).text, "",
      heading + (isCosine ? "    cosine" : "") + (prediction == nil ? "" : "  prediction"),
    ]
    for (place, (image, score)) in zip(images, scores).enumerated() {
      let mark = score == best && images.count > 1 ? "*" : " "
      let number =
        isCosine
        ? Self.right(String(format: "%.3f", humanPreferenceScore(cosine: score)), width)
          + String(format: "  %8.5f", score)
        : Self.right(String(format: "%.4f", score), width)
      let share = prediction.map {
        "  " + Self.bar($0[place]) + Self.right(Self.percent($0[place]), 6) + " %"
      }
      let name = VisibleText(image.path).text
      lines.append("\(mark) \(number)\(share ?? "")  \(name)")
    }
    return lines.joined(separator: "\n")
  }

  func json() throws -> String {
    try ScoreJSON.text(
      of: ScoreJSON.OnePrompt(
        scorer: ScoreJSON.Scorer(scorer), prompt: prompt.text,
        images: ScoreJSON.images(images, scores: scores, by: scorer)))
  }

  /// Never 0 or 100: no softmax is, though it may round to it.
  private static func percent(_ probability: Double) -> String {
    FigureUnit.percent.text(min(max(probability, .leastNonzeroMagnitude), 1.0.nextDown))
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  /// Ten cells, in eighths.
  private static func bar(_ share: Double) -> String {
    let eighths = Int((max(0, min(1, share)) * 80).rounded())
    let partial = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    let drawn = String(repeating: "█", count: eighths / 8) + partial
    return drawn + String(repeating: " ", count: 10 - drawn.count)
  }
}

/// The documented JSON of scores.
enum ScoreJSON {
  struct OnePrompt: Encodable {
    let scorer: Scorer
    let prompt: String
    let images: [Image]
  }

  struct Scorer: Encodable {
    let name: String
    let checkpointSHA256: String?
    let logitScale: Double?
    let preprocessing: String

    private enum CodingKeys: String, CodingKey {
      case name, preprocessing
      case checkpointSHA256 = "checkpoint_sha256"
      case logitScale = "logit_scale"
    }

    init(_ scorer: ScorerIdentity) {
      name = scorer.name
      checkpointSHA256 = scorer.checkpoint?.hexadecimal
      logitScale = scorer.logitScale
      preprocessing = scorer.preprocessing
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(name, forKey: .name)
      try container.encode(checkpointSHA256, forKey: .checkpointSHA256)
      try container.encode(logitScale, forKey: .logitScale)
      try container.encode(preprocessing, forKey: .preprocessing)
    }
  }

  struct Image: Encodable {
    let path: String
    let sha256: String
    let score: Double
    let cosine: Double?
    let hps: Double?
    let probability: Double?

    private enum CodingKeys: String, CodingKey {
      case path, sha256, score, cosine, hps, probability
    }

    /// A figure that there is none of stands as null.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(path, forKey: .path)
      try container.encode(sha256, forKey: .sha256)
      try container.encode(score, forKey: .score)
      try container.encode(cosine, forKey: .cosine)
      try container.encode(hps, forKey: .hps)
      try container.encode(probability, forKey: .probability)
    }
  }

  static func images(_ images: [ImageFile], scores: [Double], by scorer: ScorerIdentity) -> [Image] {
    let prediction = scorer.prediction(from: scores)
    return zip(images, scores).enumerated().map { place, pair in
      Image(
        path: pair.0.path, sha256: pair.0.image.hexadecimal, score: pair.1,
        cosine: scorer.isCosine ? pair.1 : nil,
        hps: scorer.isCosine ? humanPreferenceScore(cosine: pair.1) : nil, probability: prediction?[place])
    }
  }

  static func text(of value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
