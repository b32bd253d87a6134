/// How often the prediction was there when the choice fell.
struct Promptness: Equatable, Sendable {
  private(set) var choices = 0
  private(set) var inTime = 0

  mutating func add(isThere: Bool) {
    choices += 1
    if isThere { inTime += 1 }
  }

  /// `nil` before the first choice.
  var share: Double? {
    choices == 0 ? nil : Double(inTime) / Double(choices)
  }
}
