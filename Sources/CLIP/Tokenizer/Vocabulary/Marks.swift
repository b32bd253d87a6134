/// Texts that stand for one token wherever they are, such as `<|endoftext|>`.
struct Marks: Sendable {
  enum Part: Hashable, Sendable {
    case text(Range<Int>)
    case token(Int32)
  }

  /// By first byte, the longest first.
  private let marks: [UInt8: [(text: [UInt8], id: Int32)]]

  /// Empty texts are left out.
  init(_ marks: [(text: [UInt8], id: Int32)]) {
    self.marks = Dictionary(grouping: marks.filter { !$0.text.isEmpty }) { $0.text[0] }
      .mapValues { $0.sorted { $0.text.count > $1.text.count } }
  }

  /// The marks in a text and what is between them.
  func parts(of text: UnsafeBufferPointer<UInt8>) -> [Part] {
    guard !marks.isEmpty else { return [.text(0..<text.count)] }
    var parts: [Part] = []
    var start = 0
    var place = 0
    while place < text.count {
      if let candidates = marks[text[place]],
        let mark = candidates.first(where: { text[place...].starts(with: $0.text) })
      {
        if place > start { parts.append(.text(start..<place)) }
        parts.append(.token(mark.id))
        place += mark.text.count
        start = place
      } else {
        place += 1
      }
    }
    if start < text.count { parts.append(.text(start..<text.count)) }
    return parts
  }
}
