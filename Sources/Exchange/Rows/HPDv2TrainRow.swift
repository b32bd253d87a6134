import Preferences

/// `{"human_preference":[1,0],"prompt":"…","file_path":["a.jpg","b.jpg"]}`, or the same said by `label_0` and `label_1`
/// as Pick-a-Pic says it.
struct HPDv2TrainRow: FormatRow {
  static let choiceKeys: Set = ["human_preference", "label_0", "label_1"]

  private let prompt: String
  private let images: HPDImages
  private let vector: [Double]
  private let name: String
  private let saysItTwice: Bool

  private enum Key: String, CodingKey {
    case prompt, human_preference, label_0, label_1
  }

  init(from decoder: any Decoder) throws {
    let row = try decoder.container(keyedBy: Key.self)
    prompt = try row.decode(String.self, forKey: .prompt)
    images = try HPDImages(from: decoder)
    saysItTwice = row.contains(.human_preference) && (row.contains(.label_0) || row.contains(.label_1))
    if row.contains(.label_0), !row.contains(.human_preference) {
      let first = try row.decode(Double.self, forKey: .label_0)
      vector = [first, try row.decodeIfPresent(Double.self, forKey: .label_1) ?? 1 - first]
      name = "label_0, label_1"
    } else {
      vector = try row.decode([Double].self, forKey: .human_preference)
      name = "human_preference"
    }
  }

  func contents() throws(RowFault) -> RowContents {
    if saysItTwice { throw RowFault("human_preference and label_0 both state the choice; leave one of them") }
    let names = try images.names()
    return RowContents(
      prompt: prompt, images: names.map { .init(name: $0) },
      choices: [RowChoice(by: nil, in: .hpdV2Train, outcome: try outcome(of: names.count))])
  }

  /// The published files hold no tie, but what reads them takes equal numbers for one, and labels of a half say it.
  private func outcome(of count: Int) throws(RowFault) -> RowOutcome {
    guard vector.count == count else {
      throw RowFault("\(name) has \(counted(vector.count, "number")) for \(counted(count, "image"))")
    }
    if let other = vector.first(where: { $0 < 0 || $0 > 1 }) {
      throw RowFault("\(name) holds \(other.inWords), but only 0, 1 and equal shares have a meaning")
    }
    let preferred = vector.indices.filter { vector[$0] == 1 }
    if Set(vector).count == 1 { return .tie }
    if let share = vector.first(where: { $0 != 0 && $0 != 1 }) {
      throw RowFault(
        """
        \(name) holds \(share.inWords), a share of several people's votes, and how many they were is not told; write a \
        row for each vote
        """)
    }
    guard preferred.count == 1 else {
      throw RowFault("\(name) marks \(preferred.count) of \(counted(vector.count, "image")) as preferred")
    }
    return .preferred(preferred[0])
  }
}

extension Double {
  /// `2` for 2.0.
  var inWords: String { Int(exactly: self).map(String.init) ?? "\(self)" }
}
