import Preferences
import Statistics

@testable import Reports

/// Studies of many small comparisons, made from what people said, whatever the images are called.
struct StudyMaker {
  let store = InMemoryChoiceStore()
  private var comparisons: [Comparison] = []
  /// By prompt, the image of each generator.
  private var images: [[String: ImageID]] = []

  /// - Parameters:
  ///   - generators: one a candidate.
  ///   - order: by prompt, the places of the candidates in the order of their hashes; as they are where there is none.
  init(prompts: Int, generators: [String], order: ((Int) -> [Int])? = nil) throws {
    for prompt in 0..<prompts {
      let numbers = order?(prompt) ?? Array(generators.indices)
      var candidates: [Candidate] = []
      for (place, generator) in generators.enumerated() {
        var bytes = [UInt8](repeating: UInt8(numbers[place]), count: 32)
        bytes[31] = UInt8(prompt % 256)
        guard let image = ImageID(bytes: bytes) else { throw Malformed.emptyPrompt }
        candidates.append(
          Candidate(
            image: image, path: "/\(prompt)/\(place)", generator: generator,
            size: PixelSize(width: 8, height: 8)))
      }
      images.append(Dictionary(uniqueKeysWithValues: candidates.map { ($0.generator ?? "", $0.image) }))
      let comparison = try Comparison(prompt: Prompt("prompt \(prompt)"), candidates: candidates)
      comparisons.append(comparison)
      _ = try store.add([ImportedComparison(comparison: comparison)])
    }
  }

  /// - Parameter over: the generator whose image is passed over; a tie where it is wanted.
  func choose(_ name: String, prompt: Int, _ generator: String, over other: String, isTie: Bool = false)
    throws
  {
    let comparison = comparisons[prompt]
    guard let image = images[prompt][generator], let passed = images[prompt][other] else { return }
    let places = comparison.candidates.indices.filter {
      [image, passed].contains(comparison.candidates[$0].image)
    }
    try HandReport.choose(store, name, comparison, shown: places, isTie ? .tie : .preferred(image))
  }

  /// - Parameter score: of a prompt and a generator.
  func score(
    _ name: String = "s", logitScale: Double? = 10, _ score: (Int, String) -> Double
  ) throws {
    let scorer = ScorerIdentity(name: name, checkpoint: nil, logitScale: logitScale, preprocessing: "none")
    try store.add(scorer)
    for (prompt, comparison) in comparisons.enumerated() {
      try store.record(
        comparison.candidates.map {
          CandidateScore(comparison: comparison.id, image: $0.image, score: score(prompt, $0.generator ?? ""))
        }, by: scorer.id)
    }
  }

  func report() throws -> Report { try HandReport.report(store) }
}
