/// What adding to a store came to.
package struct ImportCounts: Hashable, Sendable {
  package var comparisons = 0
  package var candidates = 0
  package var choices = 0
  /// Answers that now stand in the place of earlier ones.
  package var replaced = 0
  /// Choices that went into the log behind a later one, which stands.
  package var outdated = 0
  /// Flags and notes that were new on choices that were there.
  package var remarks = 0
  /// Images that are now known under another path.
  package var moved = 0
  /// Images whose generator was not known before.
  package var generators = 0
  /// Images that are now known under another generator.
  package var renamedGenerators = 0
  package var refused: [RefusedChoice] = []
  /// Of candidates that are new, and of those of which it was not known.
  package var sights = SightCounts()

  package init(
    comparisons: Int = 0, candidates: Int = 0, choices: Int = 0, replaced: Int = 0, outdated: Int = 0,
    remarks: Int = 0, moved: Int = 0, generators: Int = 0, renamedGenerators: Int = 0,
    refused: [RefusedChoice] = []
  ) {
    self.comparisons = comparisons
    self.candidates = candidates
    self.choices = choices
    self.replaced = replaced
    self.outdated = outdated
    self.remarks = remarks
    self.moved = moved
    self.generators = generators
    self.renamedGenerators = renamedGenerators
    self.refused = refused
  }

  package static func += (left: inout ImportCounts, right: ImportCounts) {
    left.comparisons += right.comparisons
    left.candidates += right.candidates
    left.choices += right.choices
    left.replaced += right.replaced
    left.outdated += right.outdated
    left.remarks += right.remarks
    left.moved += right.moved
    left.generators += right.generators
    left.renamedGenerators += right.renamedGenerators
    left.refused += right.refused
    left.sights += right.sights
  }

  package mutating func take(_ arrival: Arrival, of choice: ImportedChoice) {
    switch arrival {
    case .new(let events):
      choices += events.count { if case .choice = $0.kind { true } else { false } }
    case .known(let news): remarks += news.count
    case .replacing: replaced += 1
    case .outdated: outdated += 1
    case .refused(let reason):
      refused.append(
        RefusedChoice(place: choice.place, annotator: choice.session.annotator.name, reason: reason))
    }
  }

  /// Counts a comparison that is new.
  package mutating func take(_ comparison: Comparison) {
    comparisons += 1
    candidates += comparison.candidates.count
    for candidate in comparison.candidates where candidate.sight != nil { sights.add(candidate.sight) }
  }

  /// Counts what a candidate that was there has learnt.
  package mutating func take(_ change: CandidateChange) {
    if change.path != nil { moved += 1 }
    if let sight = change.sight { sights.add(sight) }
    guard let generator = change.generator else { return }
    if generator.wasKnown { renamedGenerators += 1 } else { generators += 1 }
  }
}
