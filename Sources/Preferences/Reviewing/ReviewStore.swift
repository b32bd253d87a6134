/// Keeps the log of reviews. Calls are synchronous like those of `ChoiceStore`.
package protocol ReviewStore: Sendable {
  /// Appends an event. On return it is durable. An event that is there already is left alone.
  /// - Throws: `StoreFault.inconsistent` where it does not fit its pair, or the pair is not in the store.
  func record(_ event: ReviewEvent) throws(StoreFault)

  /// The events on a pair, in the order of their ids.
  func reviewEvents(on pair: CandidatePair) throws(StoreFault) -> [ReviewEvent]

  /// Calls `body` with every event, in the order of their ids, without holding them all in memory.
  func forEachReviewEvent(_ body: (ReviewEvent) throws -> Void) throws
}

extension ReviewStore {
  /// What stands of every pair that has been reviewed. Cost: that of all events; memory grows with the pairs.
  package func reviews() throws -> [CandidatePair: Review] {
    var reviews: [CandidatePair: Review] = [:]
    try forEachReviewEvent { reviews[$0.pair, default: Review()].take($0) }
    return reviews
  }
}
