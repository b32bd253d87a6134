import Preferences

/// A choice as JSON Lines state it. A manifest needs annotator and outcome; an export has every key.
struct ManifestChoice: Decodable {
  private let annotator: String
  private let outcome: String
  private let preferred: WholeNumber?
  private let ranking: [[WholeNumber]]?
  private let flagged: Bool?
  private let note: String?
  private let at: String?

  private let trial: String?
  private let session: String?
  private let choice: String?
  private let shown: [WholeNumber]?
  private let task: String?
  private let repetition: WholeNumber?
  private let response_ms: WholeNumber?
  private let scores_visible: Bool?
  private let policy: String?
  private let probability: Double?
  private let strangers: [String]

  private enum Key: String, CodingKey {
    case annotator, outcome, preferred, ranking, flagged, note, at
    case trial, session, choice, shown, task, repetition, response_ms, scores_visible, policy, probability
  }

  init(from decoder: any Decoder) throws {
    let row = try decoder.container(keyedBy: Key.self)
    annotator = try row.decode(String.self, forKey: .annotator)
    outcome = try row.decode(String.self, forKey: .outcome)
    preferred = try row.decodeIfPresent(WholeNumber.self, forKey: .preferred)
    ranking = try row.decodeIfPresent([[WholeNumber]].self, forKey: .ranking)
    flagged = try row.decodeIfPresent(Bool.self, forKey: .flagged)
    note = try row.decodeIfPresent(String.self, forKey: .note)
    at = try row.decodeIfPresent(String.self, forKey: .at)
    trial = try row.decodeIfPresent(String.self, forKey: .trial)
    session = try row.decodeIfPresent(String.self, forKey: .session)
    choice = try row.decodeIfPresent(String.self, forKey: .choice)
    shown = try row.decodeIfPresent([WholeNumber].self, forKey: .shown)
    task = try row.decodeIfPresent(String.self, forKey: .task)
    repetition = try row.decodeIfPresent(WholeNumber.self, forKey: .repetition)
    response_ms = try row.decodeIfPresent(WholeNumber.self, forKey: .response_ms)
    scores_visible = try row.decodeIfPresent(Bool.self, forKey: .scores_visible)
    policy = try row.decodeIfPresent(String.self, forKey: .policy)
    probability = try row.decodeIfPresent(Double.self, forKey: .probability)
    strangers = try ChoiceKeys.strangers(
      in: decoder, besides: ["outcome", "preferred", "ranking", "choice", "choices"])
  }

  /// - Parameter name: where the row holds it: `choices[0]`, or empty for the row itself.
  func choice(of count: Int, named name: String) throws(RowFault) -> RowChoice {
    let place = name.isEmpty ? "" : name + "."
    try ChoiceKeys.check(strangers, at: place)
    if let note, note.utf8.contains(0) { throw RowFault("\(place)note holds a NUL character") }
    return RowChoice(
      annotator: annotator, outcome: try rowOutcome(of: count, at: place), kind: .answer, place: name,
      remarks: Remarks(flagged: flagged ?? false, note: note.flatMap { $0.isEmpty ? nil : $0 }),
      at: try timestamp(at: place), shown: try showing(of: count, at: place))
  }

  private func rowOutcome(of count: Int, at place: String) throws(RowFault) -> RowOutcome {
    if outcome != "preferred", outcome != "ranking", preferred != nil {
      throw RowFault("\(place)preferred is given, but outcome is \"\(outcome)\"")
    }
    if outcome != "ranking", ranking != nil {
      throw RowFault("\(place)ranking is given, but outcome is \"\(outcome)\"")
    }
    switch outcome {
    case "preferred":
      guard let preferred else { throw RowFault("\(place)preferred is missing") }
      return .preferred(try Self.index(preferred, of: count, at: "\(place)preferred"))
    case "ranking":
      guard let ranking else { throw RowFault("\(place)ranking is missing") }
      let groups = try Self.groups(ranking, of: count, at: "\(place)ranking")
      if let preferred, groups.first != [preferred.value] {
        throw RowFault("\(place)preferred is \(preferred.value), which ranking does not put first")
      }
      return .ranking(groups)
    case "tie": return .tie
    case "both_bad": return .bothBad
    case "skip": return .skip
    default:
      throw RowFault(
        "\(place)outcome is \"\(outcome)\", which is none of preferred, ranking, tie, both_bad and skip")
    }
  }

  private func showing(of count: Int, at place: String) throws(RowFault) -> RowShowing {
    var showing = RowShowing()
    showing.trial = try Self.identifier(trial, named: "\(place)trial")
    showing.session = try Self.identifier(session, named: "\(place)session")
    showing.choice = try Self.identifier(choice, named: "\(place)choice")
    showing.order = try shown.map { (shown) throws(RowFault) in
      try Self.groups([shown], of: count, at: "\(place)shown")[0]
    }
    showing.task = try Self.word(task, named: "\(place)task")
    showing.repetition = repetition?.value ?? 0
    showing.responseMilliseconds = response_ms?.value
    showing.scoresVisible = scores_visible ?? false
    let policy: Selection.Policy = try Self.word(policy, named: "\(place)policy") ?? .imported
    let probability = probability ?? 1
    guard probability > 0, probability <= 1 else {
      throw RowFault("\(place)probability is \(probability), not more than 0 and at most 1")
    }
    guard showing.repetition >= 0 else { throw RowFault("\(place)repetition is less than 0") }
    showing.selection = Selection(policy: policy, probability: probability)
    return showing
  }

  private func timestamp(at place: String) throws(RowFault) -> Timestamp? {
    guard let at else { return nil }
    guard let time = Timestamp(iso8601: at) else {
      if let reason = Timestamp.impossibility(in: at) { throw RowFault("\(place)at is \"\(at)\", \(reason)") }
      throw RowFault(
        "\(place)at is \"\(at)\", not a date and time with a zone such as 2026-01-31T08:15:00.250Z")
    }
    return time
  }
}

extension ManifestChoice {
  static func identifier<Tag>(_ text: String?, named name: String) throws(RowFault) -> Identifier<Tag>? {
    guard let text else { return nil }
    guard let id = Identifier<Tag>(text) else { throw RowFault("\(name) is not a UUID") }
    return id
  }

  private static func word<Word: RawRepresentable<String>>(
    _ text: String?, named name: String
  ) throws(RowFault) -> Word? {
    guard let text else { return nil }
    guard let word = Word(rawValue: text) else { throw RowFault("\(name) is \"\(text)\", which is unknown") }
    return word
  }

  private static func index(
    _ number: WholeNumber, of count: Int, at name: String
  ) throws(RowFault) -> Int {
    guard (0..<count).contains(number.value) else {
      throw RowFault(
        "\(name) holds \(number.value), but \(count == 1 ? "there is" : "there are") \(counted(count, "candidate"))"
      )
    }
    return number.value
  }

  private static func groups(
    _ groups: [[WholeNumber]], of count: Int, at name: String
  ) throws(RowFault) -> [[Int]] {
    var seen: Set<Int> = []
    var result: [[Int]] = []
    for group in groups {
      if group.isEmpty { throw RowFault("\(name) holds an empty list") }
      var indices: [Int] = []
      for number in group {
        let index = try index(number, of: count, at: name)
        guard seen.insert(index).inserted else { throw RowFault("\(name) holds \(index) twice") }
        indices.append(index)
      }
      result.append(indices)
    }
    return result
  }
}
