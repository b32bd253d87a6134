import Preferences

/// The parts by which a scorer's agreement is broken down, those with most pairs where there are many.
struct Breakdown: Sendable {
  let annotators: Part
  let generators: Part
  let generatorPairs: Part
  let tags: Part

  /// Some of the things of one kind, in their order, each with a number of its own.
  struct Part: Sendable {
    let names: [String]
    /// By index in the study; −1 for those left out.
    let numbers: [Int32]
    let leftOut: Int

    var count: Int { names.count }

    init(_ names: [String], counts: [Int], most: Int) {
      let chosen = names.indices.filter { counts[$0] > 0 }.sorted { (-counts[$0], $0) < (-counts[$1], $1) }
        .prefix(most).sorted()
      var numbers = [Int32](repeating: -1, count: names.count)
      for (number, index) in chosen.enumerated() { numbers[index] = Int32(number) }
      self.names = chosen.map { names[$0] }
      self.numbers = numbers
      leftOut = counts.count { $0 > 0 } - chosen.count
    }
  }

  /// By section: how many are left out.
  var leftOut: [Measure.Section: Int] {
    [
      .byAnnotator: annotators.leftOut, .byGenerator: generators.leftOut,
      .byGeneratorPair: generatorPairs.leftOut, .byTag: tags.leftOut,
    ]
  }

  static let mostAnnotators = 20
  static let mostGenerators = 24
  static let mostPairs = 60
  static let mostTags = 24

  /// O(verdicts).
  init(_ study: Study) {
    var annotatorCounts = [Int](repeating: 0, count: study.annotators.count)
    var generatorCounts = [Int](repeating: 0, count: study.generators.count)
    var tagCounts = [Int](repeating: 0, count: study.tags.count)
    // Above, the table of pairs alone would be large.
    let pairedGenerators = study.generators.count <= 256 ? study.generators.count : 0
    var pairCounts = [Int](repeating: 0, count: pairedGenerators * pairedGenerators)
    for choice in study.choices where !choice.isRepeat {
      let comparison = Int(choice.comparison)
      let start = study.comparisons.candidates(of: comparison).lowerBound
      var pairs = 0
      study.forEachVerdict(of: choice) { pair in
        pairs += 1
        let first = Int(study.comparisons.generators[start + Int(pair.first)])
        let second = Int(study.comparisons.generators[start + Int(pair.second)])
        if first >= 0 { generatorCounts[first] += 1 }
        if second >= 0, second != first { generatorCounts[second] += 1 }
        if first >= 0, second >= 0, pairedGenerators > 0 {
          pairCounts[min(first, second) * pairedGenerators + max(first, second)] += 1
        }
      }
      annotatorCounts[Int(choice.annotator)] += pairs
      for tag in study.comparisons.tags(of: comparison) { tagCounts[Int(tag)] += pairs }
    }
    annotators = Part(study.annotators.map(\.name), counts: annotatorCounts, most: Self.mostAnnotators)
    generators = Part(study.generators, counts: generatorCounts, most: Self.mostGenerators)
    tags = Part(study.tags, counts: tagCounts, most: Self.mostTags)
    let names = (0..<pairedGenerators).flatMap { first in
      study.generators.map { second in
        study.generators[first] == second ? "\(second) · itself" : "\(study.generators[first]) · \(second)"
      }
    }
    generatorPairs = Part(names, counts: pairCounts, most: Self.mostPairs)
  }
}
