/// What stands of a pair's reviews. Whose they are matters for judgements only: what reviewers decide after they
/// have seen everything, the latest word of any of them decides.
package struct Review: Hashable, Sendable {
  /// One for each reviewer, in the order in which they were made.
  package private(set) var judgements: [Judgement] = []
  package private(set) var adjudication: Adjudication?
  package private(set) var tags: [String] = []
  package private(set) var flagged = false
  package private(set) var note: String?

  package struct Judgement: Hashable, Sendable {
    package let reviewer: Annotator
    package let outcome: Outcome
    package let responseMilliseconds: Int?
  }

  package struct Adjudication: Hashable, Sendable {
    package let reviewer: Annotator
    package let outcome: Outcome
    package let at: Timestamp
  }

  package init() {}

  /// - Parameter events: of one pair, in any order.
  package init(standingAfter events: some Sequence<ReviewEvent>) {
    for event in events.sorted(by: { $0.id < $1.id }) { take(event) }
  }

  /// Takes in an event that is later than those before.
  package mutating func take(_ event: ReviewEvent) {
    switch event.kind {
    case .judged(let outcome, let response):
      // A second judgement could not have been blind.
      guard judgement(of: event.reviewer.id) == nil else { return }
      judgements.append(
        Judgement(reviewer: event.reviewer, outcome: outcome, responseMilliseconds: response))
    case .adjudicated(let outcome):
      adjudication = Adjudication(reviewer: event.reviewer, outcome: outcome, at: event.at)
    case .withdrew: adjudication = nil
    case .tagged(let tags): self.tags = tags
    case .flagged(let isOn): flagged = isOn
    case .noted(let text): note = text.isEmpty ? nil : text
    }
  }

  package func judgement(of reviewer: AnnotatorID) -> Judgement? {
    judgements.first { $0.reviewer.id == reviewer }
  }
}
