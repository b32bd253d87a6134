/// Questions that the terminal has yet to answer. It deals with what it is sent in order, so an answer proves that all
/// before its question has been dealt with.
struct OpenQuestions: Hashable, Sendable {
  enum Question: Hashable, Sendable {
    /// DSR, behind this frame.
    case status(frame: Int)
    /// DA1.
    case attributes
  }

  private struct Asked: Hashable, Sendable {
    let question: Question
    let at: ContinuousClock.Instant
  }

  private var asked: [Asked] = []
  /// Whether the terminal has ever answered DSR.
  private(set) var areStatusAnswered = false

  var isEmpty: Bool { asked.isEmpty }

  var count: Int { asked.count }

  mutating func ask(_ question: Question, at now: ContinuousClock.Instant = .now) {
    asked.append(Asked(question: question, at: now))
  }

  /// - Returns: the newest frame that the answer proves to have been dealt with, if any.
  mutating func take(_ reply: TerminalReply) -> Int? {
    switch reply {
    case .status:
      // Behind another question it answers one from before the program was stopped.
      guard case .status(let frame)? = asked.first?.question else { return nil }
      asked.removeFirst()
      areStatusAnswered = true
      return frame
    case .attributes:
      guard let end = asked.firstIndex(where: { $0.question == .attributes }) else { return nil }
      // Answers to questions before it were lost.
      let before = asked[..<end]
      asked.removeFirst(end + 1)
      return before.compactMap { if case .status(let frame) = $0.question { frame } else { nil } }.last
    case .name, .keyboard: return nil
    }
  }

  /// Whether the first has been open for longer than `patience`, and no second chance is under way.
  func isLate(at now: ContinuousClock.Instant, patience: Duration) -> Bool {
    guard let first = asked.first, now - first.at > patience else { return false }
    return !asked.contains { $0.question == .attributes }
  }

  /// How many frames are on their way, as far as the terminal is known to tell; those sent longer than `patience` ago
  /// do not count: their answers may be lost.
  func framesUnderWay(at now: ContinuousClock.Instant, patience: Duration) -> Int {
    guard areStatusAnswered else { return 0 }
    return asked.count { now - $0.at <= patience && $0.question != .attributes }
  }

  mutating func forget() {
    asked.removeAll()
  }
}
