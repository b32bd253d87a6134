import Preferences

extension Verdict {
  /// The verdict of two scores, of which the higher is preferred; those no further apart than `tolerance` tie.
  /// - Returns: `nil` where a score or the tolerance is not a number.
  package init?(scores first: Double, _ second: Double, tieWithin tolerance: Double = 0) {
    guard let difference = scoreDifference(first, second), !tolerance.isNaN else { return nil }
    self = Verdict(difference: difference, tieWithin: tolerance)
  }

  /// The verdict of two ranks, of which the lower is preferred.
  package init(ranks first: Int, _ second: Int) {
    self = first == second ? .tie : first < second ? .first : .second
  }

  init(difference: Double, tieWithin tolerance: Double) {
    self = difference == 0 || difference.magnitude <= tolerance ? .tie : difference > 0 ? .first : .second
  }
}

/// `nil` where a score is not a number; two equal infinities differ by nothing.
func scoreDifference(_ first: Double, _ second: Double) -> Double? {
  if first == second { return 0 }
  let difference = first - second
  return difference.isNaN ? nil : difference
}
