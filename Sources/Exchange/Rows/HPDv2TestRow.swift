import Preferences

/// `{"prompt":"…","image_path":[…],"rank":[…],"raw_annotations":[{"rank":[…],"user_hash":"…"}]}`
///
/// `rank` beside `raw_annotations` is computed from them and is nobody's choice; it counts only where it
/// stands alone.
struct HPDv2TestRow: FormatRow {
  static let choiceKeys: Set = ["rank", "raw_annotations"]

  private let prompt: String
  private let images: HPDImages
  private let rank: [Double]?
  private let raw_annotations: [Annotation]?

  private enum Key: String, CodingKey {
    case prompt, rank, raw_annotations
  }

  private struct Annotation: Decodable {
    let rank: [Double]
    let user_hash: String
  }

  init(from decoder: any Decoder) throws {
    let row = try decoder.container(keyedBy: Key.self)
    prompt = try row.decode(String.self, forKey: .prompt)
    images = try HPDImages(from: decoder)
    rank = try row.decodeIfPresent([Double].self, forKey: .rank)
    raw_annotations = try row.decodeIfPresent([Annotation].self, forKey: .raw_annotations)
  }

  func contents() throws(RowFault) -> RowContents {
    let names = try images.names()
    var choices: [RowChoice] = []
    for (index, annotation) in (raw_annotations ?? []).enumerated() {
      let place = "raw_annotations[\(index)]"
      let groups = try Self.groups(annotation.rank, of: names.count, at: place + ".rank")
      choices.append(
        RowChoice(by: annotation.user_hash, in: .hpdV2Test, outcome: .ranking(groups), place: place))
    }
    if choices.isEmpty, let rank {
      let groups = try Self.groups(rank, of: names.count, at: "rank")
      choices.append(RowChoice(by: nil, in: .hpdV2Test, outcome: .ranking(groups)))
    }
    return RowContents(prompt: prompt, images: names.map { .init(name: $0) }, choices: choices)
  }

  /// The images by their ranks, best first. Equal ranks are tied, and gaps between ranks mean nothing.
  /// - Throws: `RowFault` for ranks that are no one person's: averages of several.
  private static func groups(
    _ ranks: [Double], of count: Int, at name: String
  ) throws(RowFault) -> [[Int]] {
    guard ranks.count == count else {
      throw RowFault("\(name) has \(counted(ranks.count, "rank")) for \(counted(count, "image"))")
    }
    if let negative = ranks.first(where: { $0 < 0 }) {
      throw RowFault("\(name) holds \(negative.inWords), but the best rank is 1")
    }
    let groups = Dictionary(grouping: ranks.indices) { ranks[$0] }.sorted { $0.key < $1.key }
    if let average = ranks.first(where: { $0 != $0.rounded() }), !areSharedPlaces(groups) {
      throw RowFault(
        """
        \(name) holds \(average.inWords), an average of several people's ranks; write each person's into \
        raw_annotations
        """)
    }
    return groups.map(\.value)
  }

  /// Whether each group has the middle of the places that it takes, as statistics rank ties.
  private static func areSharedPlaces(_ groups: [(key: Double, value: [Int])]) -> Bool {
    var taken = 0
    for (rank, members) in groups {
      if rank != Double(taken) + Double(members.count + 1) / 2 { return false }
      taken += members.count
    }
    return true
  }
}
