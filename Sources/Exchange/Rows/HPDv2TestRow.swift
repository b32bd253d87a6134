/// `{"prompt":"…","image_path":[…],"rank":[…],"raw_annotations":[{"rank":[…],"user_hash":"…"}]}`
///
/// `rank` beside `raw_annotations` is computed from them and is nobody's choice; it counts only where it
/// stands alone.
struct HPDv2TestRow: FormatRow {
  private let prompt: String
  private let image_path: [String]
  private let rank: [WholeNumber]?
  private let raw_annotations: [Annotation]?

  private struct Annotation: Decodable {
    let rank: [WholeNumber]
    let user_hash: String
  }

  func contents() throws(RowFault) -> RowContents {
    var choices: [RowChoice] = []
    for (index, annotation) in (raw_annotations ?? []).enumerated() {
      let groups = try Self.groups(
        annotation.rank, of: image_path.count, at: "raw_annotations[\(index)].rank")
      choices.append(RowChoice(annotator: annotation.user_hash, outcome: .ranking(groups)))
    }
    if choices.isEmpty, let rank {
      let groups = try Self.groups(rank, of: image_path.count, at: "rank")
      choices.append(RowChoice(annotator: ImportFormat.hpdV2Test.rawValue, outcome: .ranking(groups)))
    }
    return RowContents(prompt: prompt, images: image_path.map { .init(name: $0) }, choices: choices)
  }

  /// The images by their ranks, best first. Equal ranks are tied, and gaps between ranks mean nothing.
  private static func groups(
    _ ranks: [WholeNumber], of count: Int, at name: String
  ) throws(RowFault) -> [[Int]] {
    guard ranks.count == count else { throw RowFault("\(name) has \(ranks.count) ranks for \(count) images") }
    if let negative = ranks.first(where: { $0.value < 0 }) {
      throw RowFault("\(name) holds \(negative.value), but the best rank is 1")
    }
    let byRank = Dictionary(grouping: ranks.indices) { ranks[$0].value }
    return byRank.sorted { $0.key < $1.key }.map(\.value)
  }
}
