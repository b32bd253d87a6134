/// Judgements with the clusters that a bootstrap draws: each belongs to a prompt and an annotator, and falls for each
/// of some subjects (scorers, say) into a class, so that every figure of a subject is a function of how many
/// records are in which class. 8 bytes a record and 2 for each subject.
package struct ClusteredRecords: Sendable {
  /// Each record has a class for every one of them.
  package let subjects: Int
  /// Classes are 0 ..< classes.
  package let classes: Int

  private(set) var prompts = Cluster()
  private(set) var annotators = Cluster()
  /// Of the first record, one for each subject, then of the second, ….
  private(set) var classOf: [UInt16] = []

  /// The cluster of each record, numbered in the order in which they came.
  struct Cluster: Sendable {
    private(set) var count = 0
    var of: [Int32] = []
    private var numbers: [Int32] = []

    mutating func add(_ index: Int) {
      if index >= numbers.count {
        numbers.append(contentsOf: repeatElement(-1, count: index + 1 - numbers.count))
      }
      if numbers[index] < 0 {
        numbers[index] = Int32(count)
        count += 1
      }
      of.append(numbers[index])
    }
  }

  package init(subjects: Int, classes: Int) {
    precondition(subjects >= 0 && classes >= 0 && classes <= 1 << 16)
    self.subjects = subjects
    self.classes = classes
  }

  package var count: Int { prompts.of.count }

  package mutating func reserveCapacity(_ records: Int) {
    prompts.of.reserveCapacity(records)
    annotators.of.reserveCapacity(records)
    classOf.reserveCapacity(records * subjects)
  }

  /// - Parameters:
  ///   - prompt: an index into some list of prompts; those without a record are no clusters.
  ///   - annotator: likewise.
  ///   - classes: one for each subject.
  package mutating func add(prompt: Int, annotator: Int, classes record: [UInt16]) {
    precondition(record.count == subjects && record.allSatisfy { $0 < classes })
    prompts.add(prompt)
    annotators.add(annotator)
    classOf.append(contentsOf: record)
  }

  /// Every record counted once: how many are in each class, by subject.
  package func classCounts() -> [[Int]] {
    var counts = [[Int]](repeating: [Int](repeating: 0, count: classes), count: subjects)
    for record in 0..<count {
      for subject in 0..<subjects { counts[subject][Int(classOf[record * subjects + subject])] += 1 }
    }
    return counts
  }

  /// The same records, those of a prompt together, so that a pass over them reads the weights of prompts from one
  /// end of memory to the other. O(n).
  func byPrompt() -> ClusteredRecords {
    if zip(prompts.of, prompts.of.dropFirst()).allSatisfy({ $0 <= $1 }) { return self }
    var next = [Int](repeating: 0, count: prompts.count + 1)
    for prompt in prompts.of { next[Int(prompt) + 1] += 1 }
    for prompt in 0..<prompts.count { next[prompt + 1] += next[prompt] }
    var sorted = self
    for record in 0..<count {
      let prompt = prompts.of[record]
      let place = next[Int(prompt)]
      next[Int(prompt)] += 1
      sorted.prompts.of[place] = prompt
      sorted.annotators.of[place] = annotators.of[record]
      for subject in 0..<subjects {
        sorted.classOf[place * subjects + subject] = classOf[record * subjects + subject]
      }
    }
    return sorted
  }
}
