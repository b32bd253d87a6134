import Preferences

/// One line that is rewritten while long work goes on: how much is done, how fast, how long it will take.
///
/// Shown on standard error, and only where that is a terminal.
struct ProgressLine {
  private let unit: String
  private let start = ContinuousClock.now
  private var nextUpdate = ContinuousClock.now

  /// - Parameter unit: what is counted, in the plural, which ends in s: `choices`, `choices looked at`.
  init(unit: String) {
    self.unit = unit
  }

  /// Shows `done`, at most ten times a second.
  /// - Parameter fraction: how much of all work that is, where it is known.
  mutating func show(_ done: Int, fraction: Double?) {
    let now = ContinuousClock.now
    guard StandardError.isTerminal, now >= nextUpdate else { return }
    nextUpdate = now + .milliseconds(100)
    StandardError.replaceLine(
      Self.text(done, unit: unit, fraction: fraction, seconds: (now - start) / .seconds(1)))
  }

  func clear() {
    StandardError.replaceLine("")
  }

  static func text(_ done: Int, unit: String, fraction: Double?, seconds: Double) -> String {
    let words = unit.split(separator: " ", maxSplits: 1).map { String($0) }
    let amount = counted(done, String(words[0].dropLast()), words[0])
    var parts = [([amount] + words.dropFirst()).joined(separator: " ")]
    if let fraction { parts.insert("\(Int(min(1, fraction) * 100)) %", at: 0) }
    guard seconds > 0 else { return parts.joined(separator: " · ") }
    parts.append("\(rate(Double(done) / seconds)) a second")
    if let fraction, fraction > 0 {
      let left = seconds / fraction * max(0, 1 - fraction)
      parts.append("\(Int(left / 60)):\(String(100 + Int(left) % 60).dropFirst()) left")
    }
    return parts.joined(separator: " · ")
  }

  /// Slow work needs a digit after the point.
  private static func rate(_ perSecond: Double) -> String {
    let tenths = Int((perSecond * 10).rounded())
    return tenths >= 100 || tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
