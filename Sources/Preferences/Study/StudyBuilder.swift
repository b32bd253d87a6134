/// Puts a study together, comparison by comparison, and applies its filter.
package struct StudyBuilder {
  package let filter: StudyFilter
  private let annotators: [Annotator]
  private let sessions: [StudySession]
  private let takesAnnotator: [Bool]
  private let takesSession: [Bool]
  private var generators: [String] = []
  private var generatorIndices: [String: Int32] = [:]
  private var tags: [String] = []
  private var tagIndices: [String: Int32] = [:]
  private var promptIndices: [Int: Int32] = [:]
  private var comparisons = Study.Comparisons()
  private var choices: [StudyChoice] = []
  private var members: [StudyChoice.Member] = []
  private var leftOut = StudyLeftOut()

  /// - Parameters:
  ///   - annotators: those that choices may name, in any order.
  ///   - sessions: the same.
  package init(filter: StudyFilter, annotators: [Annotator] = [], sessions: [StudySession] = []) {
    self.filter = filter
    self.annotators = annotators
    self.sessions = sessions
    takesAnnotator = annotators.map { filter.annotators?.contains($0.id) ?? true }
    takesSession = sessions.map { filter.sessions?.contains($0.id) ?? true }
  }

  /// The number by which candidates name a generator.
  package mutating func index(ofGenerator name: String) -> Int32 {
    Self.index(of: name, in: &generators, &generatorIndices)
  }

  /// The number by which comparisons name a tag.
  package mutating func index(ofTag name: String) -> Int32 {
    Self.index(of: name, in: &tags, &tagIndices)
  }

  private static func index(
    of name: String, in names: inout [String], _ indices: inout [String: Int32]
  ) -> Int32 {
    if let index = indices[name] { return index }
    let index = Int32(names.count)
    indices[name] = index
    names.append(name)
    return index
  }

  /// Whether a choice is in the scope of the filter, and not left out of it; counts those left out.
  package mutating func takes(_ choice: StudyChoice, at time: Timestamp) -> Bool {
    guard takesAnnotator[Int(choice.annotator)], takesSession[Int(choice.session)] else { return false }
    if let since = filter.since, time < since { return false }
    if choice.scoresVisible, !filter.includesRevealed {
      leftOut.revealed += 1
      return false
    }
    if !choice.isRepeat, !filter.strata.contains(choice.policy) {
      leftOut.strata[choice.policy, default: 0] += 1
      return false
    }
    return true
  }

  /// Adds a comparison with its choices; without a choice, nothing.
  /// - Parameters:
  ///   - prompt: its `fingerprint`.
  ///   - generators: of its candidates by place; −1 where not known.
  ///   - sights: of its candidates.
  ///   - choices: those that `takes` took, in the order of their events, each with the number of its candidates.
  ///   - members: the candidates of the first choice by place, then those of the second, ….
  package mutating func add(
    _ id: ComparisonID, key: Int64, prompt fingerprint: Int, generators: some Collection<Int32>,
    sights: [ImageSight?] = [], tags: [Int32],
    choices added: [(choice: StudyChoice, memberCount: Int)], members shown: [StudyChoice.Member]
  ) {
    guard !added.isEmpty else { return }
    let comparison = Int32(comparisons.count)
    comparisons.ids.append(id)
    comparisons.keys.append(key)
    let prompt = promptIndices[fingerprint, default: Int32(promptIndices.count)]
    promptIndices[fingerprint] = prompt
    comparisons.prompts.append(prompt)
    comparisons.generators.append(contentsOf: generators)
    for sight in sights { comparisons.sights.add(sight) }
    comparisons.firstCandidates.append(Int32(comparisons.generators.count))
    comparisons.tags.append(contentsOf: Set(tags))
    comparisons.firstTags.append(Int32(comparisons.tags.count))
    var first = members.count
    for (choice, memberCount) in added {
      var choice = choice
      choice.comparison = comparison
      choice.setMembers(first..<first + memberCount)
      first += memberCount
      choices.append(choice)
    }
    members.append(contentsOf: shown)
    comparisons.firstChoices.append(Int32(choices.count))
  }

  /// What tells prompts apart, in this process: 64 bits of a hash.
  package static func fingerprint(ofPrompt bytes: UnsafeRawBufferPointer) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: bytes)
    return hasher.finalize()
  }

  /// Cost: O(choices + candidates).
  package consuming func study() -> Study {
    let annotatorOrder = Order(
      annotators, used: choices.lazy.map(\.annotator)
    ) { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    let sessionOrder = Order(sessions, used: choices.lazy.map(\.session)) {
      ($0.startedAt, $0.id) < ($1.startedAt, $1.id)
    }
    let generatorOrder = Order(generators, used: comparisons.generators) {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    let tagOrder = Order(tags, used: comparisons.tags) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for index in choices.indices {
      choices[index].annotator = annotatorOrder.places[Int(choices[index].annotator)]
      choices[index].session = sessionOrder.places[Int(choices[index].session)]
    }
    for index in comparisons.generators.indices where comparisons.generators[index] >= 0 {
      comparisons.generators[index] = generatorOrder.places[Int(comparisons.generators[index])]
    }
    for index in comparisons.tags.indices {
      comparisons.tags[index] = tagOrder.places[Int(comparisons.tags[index])]
    }
    for comparison in 0..<comparisons.count {
      comparisons.tags[Int(comparisons.firstTags[comparison])..<Int(comparisons.firstTags[comparison + 1])]
        .sort()
    }
    comparisons.promptCount = promptIndices.count
    let isWanted = filter.generators.map { wanted in generatorOrder.values.map(wanted.contains) } ?? []
    return Study(
      filter: filter, annotators: annotatorOrder.values, sessions: sessionOrder.values,
      generators: generatorOrder.values, tags: tagOrder.values, comparisons: comparisons, choices: choices,
      members: members, leftOut: leftOut, isWanted: isWanted)
  }
}

/// Values in their order, without those that nothing refers to.
private struct Order<Value> {
  let values: [Value]
  /// Where each of the values given has gone; −1 where nothing refers to it.
  let places: [Int32]

  init(_ all: [Value], used: some Sequence<Int32>, by precedes: (Value, Value) -> Bool) {
    var isUsed = [Bool](repeating: false, count: all.count)
    for index in used where index >= 0 { isUsed[Int(index)] = true }
    let order = all.indices.filter { isUsed[$0] }.sorted { precedes(all[$0], all[$1]) }
    var places = [Int32](repeating: -1, count: all.count)
    for (place, index) in order.enumerated() { places[index] = Int32(place) }
    values = order.map { all[$0] }
    self.places = places
  }
}
