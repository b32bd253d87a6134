import Preferences

/// The clusters that a bootstrap draws: prompts and annotators, each its own where there are few, else in random groups,
/// so that a replicate costs the same however much data there is. Groups make intervals no narrower; with n of them
/// their width is off by a relative 1/√2n or so.
struct ClusterGroups: Sendable {
  /// By comparison.
  let promptGroup: [Int32]
  let promptGroups: Int
  /// By annotator.
  let annotatorGroup: [Int32]
  let annotatorGroups: Int

  static let mostPromptGroups = 512
  static let mostAnnotatorGroups = 32

  init(_ study: Study) {
    let prompts = Self.groups(of: study.comparisons.promptCount, most: Self.mostPromptGroups)
    promptGroup = study.comparisons.prompts.map { prompts[Int($0)] }
    promptGroups = min(study.comparisons.promptCount, Self.mostPromptGroups)
    annotatorGroup = Self.groups(of: study.annotators.count, most: Self.mostAnnotatorGroups)
    annotatorGroups = min(study.annotators.count, Self.mostAnnotatorGroups)
  }

  /// Equal sizes, give or take one, by a shuffle that is always the same.
  private static func groups(of count: Int, most: Int) -> [Int32] {
    guard count > most else { return (0..<count).map(Int32.init) }
    let hash = SipHash.ordering(seed: 0)
    let order = (0..<count).map { index in
      (key: withUnsafeBytes(of: UInt64(index).littleEndian) { hash(Array($0)).high }, index: index)
    }.sorted { $0.key < $1.key }
    var groups = [Int32](repeating: 0, count: count)
    for (place, entry) in order.enumerated() { groups[entry.index] = Int32(place % most) }
    return groups
  }
}
