/// Why there is no tokenizer. Nothing of it is then half loaded.
package enum TokenizerFault: Error, Hashable, Sendable {
  case missing(file: String)
  case unreadable(file: String, reason: String)
  /// The file is not what its name says. `place` is a line, or a key of the JSON.
  case damaged(file: String, place: String, reason: String)
}

extension TokenizerFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missing(let file):
      "\(file): no such file, and the tokenizer is not whole without it; put it back"
    case .unreadable(let file, let reason):
      "\(file): cannot be read: \(reason); check the file and its permissions"
    case .damaged(let file, let place, let reason):
      "\(file): \(place.printable): \(reason.printable); get the file again"
    }
  }
}

extension String {
  /// Text out of a file, made safe to print: only what is visible, and not without end.
  fileprivate var printable: String {
    let visible = unicodeScalars.prefix(200).map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
        Unicode.Scalar("�")
      default: scalar
      }
    }
    return String(String.UnicodeScalarView(visible)) + (unicodeScalars.count > 200 ? "…" : "")
  }
}
