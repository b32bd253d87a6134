/// A person who chooses. Known by name: the same name in two files is the same annotator.
package struct Annotator: Hashable, Sendable {
  package let id: AnnotatorID
  package let name: String

  /// - Throws: `Malformed.emptyAnnotatorName`.
  package init(name: String) throws(Malformed) {
    guard name.contains(where: { !$0.isWhitespace }) else { throw .emptyAnnotatorName }
    var fields = HashFields("annotator")
    fields.append(name)
    id = AnnotatorID(naming: fields)
    self.name = name
  }
}
