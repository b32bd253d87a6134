import Preferences

/// `{"human_preference":2,"prompt":"…","file_path":["0.jpg",…],"user_hash":"…"}`
struct HPDv1Row: FormatRow {
  static let choiceKeys: Set = ["human_preference"]

  private let prompt: String
  private let images: HPDImages
  private let human_preference: Double
  private let user_hash: String?

  private enum Key: String, CodingKey {
    case prompt, human_preference, user_hash
  }

  init(from decoder: any Decoder) throws {
    let row = try decoder.container(keyedBy: Key.self)
    prompt = try row.decode(String.self, forKey: .prompt)
    images = try HPDImages(from: decoder)
    human_preference = try row.decode(Double.self, forKey: .human_preference)
    user_hash = try row.decodeIfPresent(String.self, forKey: .user_hash)
  }

  func contents() throws(RowFault) -> RowContents {
    let names = try images.names()
    return RowContents(
      prompt: prompt, images: names.map { .init(name: $0) },
      choices: [RowChoice(by: user_hash, in: .hpdV1, outcome: try outcome(of: names.count))])
  }

  /// Half-way between the first and the second of two is a tie, which is how labels of 0, 0.5 and 1 say it.
  private func outcome(of count: Int) throws(RowFault) -> RowOutcome {
    if count == 2, human_preference == 0.5 { return .tie }
    guard let index = Int(exactly: human_preference) else {
      throw RowFault("human_preference is not a whole number")
    }
    guard (0..<count).contains(index) else {
      throw RowFault(
        "human_preference is \(index), but \(count == 1 ? "there is" : "there are") \(counted(count, "image"))"
      )
    }
    return .preferred(index)
  }
}
