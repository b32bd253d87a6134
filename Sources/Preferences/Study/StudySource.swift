/// Gives out all standing choices at once, and what scorers say of the same candidates.
package protocol StudySource: Sendable {
  /// Cost: one pass over the events and the candidates; some 100 bytes a choice while it lasts.
  /// - Parameter isCancelled: looked at now and then.
  /// - Returns: `nil` once `isCancelled` said so.
  func study(_ filter: StudyFilter, isCancelled: () -> Bool) throws(StoreFault) -> Study?

  /// One number a candidate, in the order of `study.comparisons`; NaN where the scorer gave none.
  /// - Parameter study: of the same source.
  func scores(by scorer: ScorerID, in study: Study) throws(StoreFault) -> [Double]
}

extension StudySource {
  package func study(_ filter: StudyFilter = StudyFilter()) throws(StoreFault) -> Study {
    try study(filter, isCancelled: { false }) ?? StudyBuilder(filter: filter).study()
  }
}
