/// Keeps a log readable and bounded whatever writes to it: a line that comes again is counted and not written again, and
/// what comes too fast from one source is counted too.
struct LogThrottle {
  /// The line that was written last, and how often it came again since.
  private var last: (text: String, count: Int, since: Double)?
  private var sources: [String: Source] = [:]

  private struct Source {
    var allowance = LogThrottle.burst
    var at: Double
    var leftOut = 0
  }

  /// Lines that one source may write at once, and a second from then on.
  static let burst = 200.0
  static let rate = 10.0
  /// Repetitions are told after this many seconds, even where nothing else comes.
  static let patience = 60.0

  /// - Parameters:
  ///   - text: the line without its time.
  ///   - source: what wrote it.
  ///   - now: in seconds, never less than before.
  /// - Returns: the lines to write.
  mutating func lines(for text: String, from source: String, at now: Double) -> [String] {
    if let last, last.text == text {
      self.last?.count += 1
      guard now - last.since >= Self.patience else { return [] }
      return repetitions(at: now)
    }
    var state = sources[source] ?? Source(at: now)
    state.allowance = min(Self.burst, state.allowance + (now - state.at) * Self.rate)
    state.at = now
    guard state.allowance >= 1 else {
      state.leftOut += 1
      sources[source] = state
      return []
    }
    state.allowance -= 1
    var lines = repetitions(at: now)
    if state.leftOut > 0 {
      lines.append("… \(Self.grouped(state.leftOut)) lines of \(source) left out, which came too fast")
      state.leftOut = 0
    }
    sources[source] = state
    last = (text, 0, now)
    return lines + [text]
  }

  /// What is still to be told when nothing more comes.
  mutating func finish() -> [String] {
    var lines = repetitions(at: last?.since ?? 0)
    for (name, source) in sources.sorted(by: { $0.key < $1.key }) where source.leftOut > 0 {
      lines.append("… \(Self.grouped(source.leftOut)) lines of \(name) left out, which came too fast")
      sources[name]?.leftOut = 0
    }
    return lines
  }

  private mutating func repetitions(at now: Double) -> [String] {
    guard let last, last.count > 0 else { return [] }
    self.last?.count = 0
    self.last?.since = now
    return ["… \(last.count == 1 ? "once" : "\(Self.grouped(last.count)) times") more"]
  }

  private static func grouped(_ number: Int) -> String {
    var digits = String(number)
    for place in stride(from: digits.count - 3, to: 0, by: -3) {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
    }
    return digits
  }
}
