import Preferences

/// What a sitting says of itself in its file: a line for each, a word and what it says. No name of a person is in it.
package struct SittingNote: Hashable, Sendable {
  package let process: Int32
  /// The device, such as /dev/pts/3; missing where input is no terminal.
  package let terminal: String?
  package let since: Timestamp
  var front: Front?

  /// A question, and when it came to the front, in nanoseconds of the clock that all processes have in common.
  struct Front: Hashable, Sendable {
    let question: QuestionID
    let since: UInt64
  }

  package init(process: Int32, terminal: String?, since: Timestamp) {
    self.process = process
    self.terminal = terminal
    self.since = since
  }

  /// - Returns: `nil` for what no sitting wrote.
  init?(_ text: String) {
    var words: [Substring: Substring] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      if parts.count == 2 { words[parts[0]] = parts[1] }
    }
    guard let process = words["process"].flatMap({ Int32($0) }),
      let since = words["since"].flatMap({ Int64($0) })
    else { return nil }
    self.init(
      process: process, terminal: words["terminal"].map(String.init), since: Timestamp(milliseconds: since))
    if let question = words["front"].flatMap({ QuestionID(String($0)) }),
      let time = words["front_since"].flatMap({ UInt64($0) })
    {
      front = Front(question: question, since: time)
    }
  }

  var text: String {
    var lines = ["process \(process)", "since \(since.milliseconds)"]
    if let terminal { lines.append("terminal \(terminal)") }
    if let front { lines += ["front \(front.question)", "front_since \(front.since)"] }
    return lines.joined(separator: "\n") + "\n"
  }
}
