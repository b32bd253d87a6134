import Checkpoints

/// Why a file that describes a model cannot be followed.
package enum ConfigurationFault: Error, Hashable, Sendable {
  /// Cannot be read, or is no JSON.
  case file(CheckpointFault)
  /// The weights themselves cannot be used as they are described.
  case weights(CheckpointFault)
  /// Says something that konomi does not compute, or that contradicts the weights. `key` is the way to it, with points.
  case refused(file: String, key: String, value: String, reason: String)
  /// What decides figures stands nowhere, or twice; `choices` are options that decide it.
  case undecided(file: String, reason: String, choices: [String])
}

extension ConfigurationFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .file(.missing(let file)): "\(file): no such file; get the whole folder again"
    case .file(.unknownFormat(let file, let reason)): "\(file): \(reason); get the file again, or mend it"
    case .file(.damaged(let file, _, let offset, let reason)):
      "\(file): no JSON: byte \(offset): \(reason.printable); get the file again, or mend it"
    case .file(let fault), .weights(let fault): "\(fault)"
    case .refused(let file, let key, let value, let reason):
      "\(file): \(key.printable) is \(value.printable): \(reason)"
    case .undecided(let file, let reason, let choices):
      "\(file): \(reason); say which: \(choices.joined(separator: " or "))"
    }
  }
}

extension String {
  /// Text out of a file, made safe to print.
  fileprivate var printable: String {
    var text = ""
    for scalar in unicodeScalars.prefix(200) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
        text += "\\u{\(String(scalar.value, radix: 16))}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return unicodeScalars.count > 200 ? text + "…" : text
  }
}
