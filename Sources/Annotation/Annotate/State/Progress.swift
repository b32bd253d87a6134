/// How far the annotator is, and how fast in this session.
package struct Progress: Equatable, Sendable {
  package internal(set) var done: Int
  package let total: Int
  /// The sum of the response times of this session's choices.
  private(set) var responseMilliseconds = 0
  private(set) var timedChoices = 0
  /// Choices of this session, less those that were taken back.
  private(set) var choicesNow = 0

  package init(done: Int, total: Int) {
    self.done = done
    self.total = total
  }

  /// The mean over this session's choices; `nil` before the first.
  package var secondsPerTrial: Double? {
    timedChoices == 0 ? nil : Double(responseMilliseconds) / 1000 / Double(timedChoices)
  }

  /// At the pace so far.
  package var secondsLeft: Double? {
    secondsPerTrial.map { $0 * Double(max(0, total - done)) }
  }

  package var fraction: Double {
    total == 0 ? 1 : min(1, Double(done) / Double(total))
  }

  mutating func advance(afterMilliseconds response: Int?) {
    done = min(total, done + 1)
    choicesNow += 1
    guard let response else { return }
    responseMilliseconds += response
    timedChoices += 1
  }

  /// A trial was done elsewhere.
  mutating func passOver() {
    done = min(total, done + 1)
  }

  mutating func stepBack() {
    done = max(0, done - 1)
    choicesNow -= 1
  }
}
