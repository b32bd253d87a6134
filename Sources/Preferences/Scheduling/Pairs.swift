/// The pairs of n candidates, numbered 0 ..< n·(n−1)/2 with the first member running slowest:
/// (0,1) (0,2) … (1,2) ….
enum Pairs {
  static func count(of candidates: Int) -> Int {
    candidates * (candidates - 1) / 2
  }

  static func pair(_ number: Int, of candidates: Int) -> (Int, Int) {
    var first = 0
    var rest = number
    while rest >= candidates - 1 - first {
      rest -= candidates - 1 - first
      first += 1
    }
    return (first, first + 1 + rest)
  }

  /// The candidates, by their place in the comparison, that a trial shows.
  static func members(_ part: Int, ofComparisonWith candidates: Int, mode: AnnotationMode) -> [Int] {
    guard mode == .pair else { return Array(0..<candidates) }
    let (first, second) = pair(part, of: candidates)
    return [first, second]
  }

  /// The same pairs for every annotator of the study, so that they can be compared with each other.
  static func sample(_ wanted: Int, of comparison: ComparisonSummary, hash: SipHash) -> [Int] {
    let keyed = (0..<count(of: comparison.candidateCount)).map { number in
      var fields = HashFields("sample of pairs")
      fields.append(comparison.id)
      fields.append(integer: UInt64(number))
      return (key: hash(fields.bytes).high, number: number)
    }
    return keyed.sorted { $0.key < $1.key }.prefix(max(0, wanted)).map(\.number)
  }
}
