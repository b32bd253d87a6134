import FoundationEssentials

/// A row with the keys that stand in it, whatever its format makes of them.
struct KeyedRow<Row: FormatRow>: Decodable {
  let row: Row
  private let strangers: [String]

  init(from decoder: any Decoder) throws {
    row = try Row(from: decoder)
    strangers = try ChoiceKeys.strangers(in: decoder, besides: Row.choiceKeys)
  }

  /// - Throws: `RowFault` where the row states a choice that its format does not read.
  func contents() throws(RowFault) -> RowContents {
    try ChoiceKeys.check(strangers)
    return try row.contents()
  }
}

/// The keys under which one format or another states a choice. Where a format does not read such a key, the row is
/// refused by its name: a choice must not be lost in silence.
enum ChoiceKeys {
  private static let whole: Set<String> = [
    // HPD and ImageReward
    "human_preference", "human_preferences", "rank", "ranks", "ranking", "rankings", "raw_annotations",
    "img_better", "img_worse",
    // konomi's manifest and export
    "outcome", "preferred", "choice", "choices",
    // Pick-a-Pic, Diffusion-DPO, TRL, HPDv3, Rapidata, GenAI-Arena
    "label_0", "label_1", "best_image_uid", "chosen", "rejected", "choice_dist", "votes", "vote", "vote_type",
    "votes_image1", "votes_image2", "detailed_results", "preference", "preferences", "pref", "winner",
    "winner_index",
    "loser", "best", "worst",
    // annotation tools
    "annotations", "accept", "responses", "selection", "selected", "scale_value", "rank_order",
  ]

  /// What these hold is often a class or a caption; as a number or a list it is a choice.
  private static let unlessText: Set<String> = [
    "label", "labels", "answer", "is_preferred", "is_best", "is_chosen",
  ]

  private static let beginnings = ["weighted_results_"]
  private static let endings = [".responses"]

  struct Key: CodingKey {
    let stringValue: String
    let intValue: Int? = nil

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// The keys of an object that carry a choice and are not among those that are read, in order. A null and an empty list
  /// carry none.
  static func strangers(in decoder: any Decoder, besides read: Set<String>) throws -> [String] {
    let object = try decoder.container(keyedBy: Key.self)
    return object.allKeys.filter { key in
      !read.contains(key.stringValue) && carriesChoice(key, in: object)
    }.map(\.stringValue).sorted()
  }

  private static func carriesChoice(_ key: Key, in object: KeyedDecodingContainer<Key>) -> Bool {
    let name = key.stringValue
    let isText = { (try? object.decode(String.self, forKey: key)) != nil }
    guard
      whole.contains(name) || unlessText.contains(name) && !isText()
        || beginnings.contains(where: name.hasPrefix) || endings.contains(where: name.hasSuffix)
    else { return false }
    if (try? object.decodeNil(forKey: key)) == true { return false }
    if let list = try? object.nestedUnkeyedContainer(forKey: key), list.count == 0 { return false }
    return true
  }

  /// - Parameter place: what stands before the keys: `candidates[0].`, or nothing.
  static func check(_ strangers: [String], at place: String = "") throws(RowFault) {
    guard let first = strangers.first else { return }
    throw RowFault(
      """
      \(place)\(first) states a choice that is not read beside the other keys here; write it as one of the format's \
      own, or rename the key if it is none
      """)
  }
}
