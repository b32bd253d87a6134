/// Merges as text: two symbols a line with a space between them, the first line the first to merge. A first line that
/// begins with `#version` is not one.
struct MergeLines {
  /// What makes a merge of two symbols and their place in the text.
  typealias Making = (_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) throws(MergeError) -> Void

  struct MergeError: Error {
    let reason: String
  }

  /// O(length).
  static func read(_ text: [UInt8], file: String, _ making: Making) throws(TokenizerFault) {
    var line = 0
    var start = 0
    while start < text.count {
      line += 1
      var end = start
      var space: Int?
      var spaces = 0
      while end < text.count, text[end] != UInt8(ascii: "\n") {
        if text[end] == UInt8(ascii: " ") {
          spaces += 1
          space = end
        }
        end += 1
      }
      let next = end + 1
      if end > start, text[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      let content = text[start..<end]
      start = next
      if line == 1, content.starts(with: "#version".utf8) { continue }
      guard spaces == 1, let space, space > content.startIndex, space + 1 < end else {
        throw .damaged(file: file, place: "line \(line)", reason: "not two symbols with a space between them")
      }
      do {
        try making(content[..<space], content[(space + 1)...])
      } catch {
        throw .damaged(file: file, place: "line \(line)", reason: error.reason)
      }
    }
  }
}
