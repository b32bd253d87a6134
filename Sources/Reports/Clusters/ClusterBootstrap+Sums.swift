import Statistics

extension ClusterBootstrap {
  /// Estimates of figures that follow from sums by cluster.
  ///
  /// A cluster stands as one record in a class of its own, so that its class count is how often it was drawn.
  /// - Parameters:
  ///   - prompts: groups of them; the first clusters are those of the first prompts, one for each annotator.
  ///   - annotators: groups of them; 1 where only prompts are told apart.
  ///   - figures: of how often each cluster was drawn. Called on several threads.
  func estimates(
    prompts: Int, annotators: Int, figures: @Sendable ([Int]) -> [Statistic]
  ) -> [Estimate] {
    var records = ClusteredRecords(subjects: 1, classes: prompts * annotators)
    for prompt in 0..<prompts {
      for annotator in 0..<annotators {
        records.add(prompt: prompt, annotator: annotator, classes: [UInt16(prompt * annotators + annotator)])
      }
    }
    return estimates(of: records, figures: figures)[0]
  }
}

extension Statistic {
  /// Undefined by `noData` where nothing counts.
  static func share(_ part: Double, of whole: Double) -> Statistic {
    whole == 0 ? .undefined(.noData) : .value(part / whole)
  }
}
