extension InMemoryChoiceStore: ReviewStore {
  package func record(_ event: ReviewEvent) throws(StoreFault) {
    try contents.withLock { contents throws(StoreFault) in
      let comparison = contents.comparisons[event.pair.comparison]
      try StoreFault.check(event, against: comparison?.candidates.map(\.image))
      if contents.reviewEvents[event.id] == nil { contents.reviewEvents[event.id] = event }
    }
  }

  package func reviewEvents(on pair: CandidatePair) -> [ReviewEvent] {
    reviewEvents.filter { $0.pair == pair }
  }

  package func forEachReviewEvent(_ body: (ReviewEvent) throws -> Void) throws {
    for event in reviewEvents { try body(event) }
  }

  private var reviewEvents: [ReviewEvent] {
    contents.withLock { $0.reviewEvents.values.sorted { $0.id < $1.id } }
  }
}
