/// A person who chooses. Known by name: the same name in two files is the same annotator.
package struct Annotator: Hashable, Sendable {
  package let id: AnnotatorID
  package let name: String

  /// White space around the name is no part of it.
  /// - Throws: `Malformed.emptyAnnotatorName`.
  package init(name: String) throws(Malformed) {
    try self.init(asStored: name.trimmingWhiteSpace())
  }

  /// The name as it is: files of earlier versions hold names with white space around them.
  /// - Throws: `Malformed.emptyAnnotatorName`.
  package init(asStored name: String) throws(Malformed) {
    guard name.contains(where: { !$0.isWhitespace }) else { throw .emptyAnnotatorName }
    var fields = HashFields("annotator")
    fields.append(name)
    id = AnnotatorID(naming: fields)
    self.name = name
  }

  /// Whether the two names look like two spellings of one: they differ by capital letters, by white space, or by how
  /// Unicode composes them.
  package func isNearly(_ other: Annotator) -> Bool {
    id != other.id && spelling == other.spelling
  }

  /// Equal for names that are nearly the same. Swift compares texts as Unicode does, so that é in one character and in two
  /// is the same.
  package var spelling: String {
    name.lowercased().split { $0.isWhitespace }.joined(separator: " ")
  }
}

extension String {
  package func trimmingWhiteSpace() -> String {
    let start = drop { $0.isWhitespace }
    guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...end])
  }
}
