/// A trial before its comparison has been looked up.
package struct PlannedTrial: Hashable, Sendable {
  /// Follows from annotator, candidates, task and repetition, so that the same question is never put to
  /// the same annotator twice by two sessions.
  package let id: TrialID
  package let comparison: ComparisonID
  /// The candidates shown, by their place in the comparison, ascending.
  package let members: [Int]
  package let task: AnnotationMode.Task
  package let repetition: Int
  package let selection: Selection
  private let displayOrder: [Int]

  init(
    annotator: AnnotatorID, comparison: ComparisonID, members: [Int], task: AnnotationMode.Task,
    repetition: Int, seed: UInt64, selection: Selection
  ) {
    self.comparison = comparison
    self.members = members
    self.task = task
    self.repetition = repetition
    self.selection = selection

    func name(_ repetition: Int) -> TrialID {
      var fields = HashFields("trial")
      fields.append(annotator)
      fields.append(comparison)
      for member in members { fields.append(integer: UInt64(member)) }
      fields.append(task.rawValue)
      fields.append(integer: UInt64(repetition))
      return TrialID(naming: fields)
    }
    id = name(repetition)
    let first = DisplayOrder.shuffled(members, for: name(0), seed: seed)
    displayOrder = repetition.isMultiple(of: 2) ? first : first.reversed()
  }

  /// - Throws: `Malformed.tooFewCandidates` when the comparison is not the one planned with.
  package func trial(of comparison: Comparison) throws(Malformed) -> Trial {
    let shown = displayOrder.filter(comparison.candidates.indices.contains).map { comparison.candidates[$0] }
    return try Trial(
      id: id, comparison: comparison.id, prompt: comparison.prompt, candidates: shown, task: task,
      repetition: repetition, selection: selection)
  }
}

/// The order on screen: a keyed hash of annotator and trial, so that nobody's habit of preferring the left
/// side favours a generator. The annotator is part of the trial's id.
enum DisplayOrder {
  static func shuffled(_ members: [Int], for trial: TrialID, seed: UInt64) -> [Int] {
    let hash = SipHash.ordering(seed: seed)
    let keyed = members.map { member in
      var fields = HashFields("order on screen")
      fields.append(trial)
      fields.append(integer: UInt64(member))
      return (key: hash(fields.bytes).high, member: member)
    }
    return keyed.sorted { $0.key < $1.key }.map(\.member)
  }
}
