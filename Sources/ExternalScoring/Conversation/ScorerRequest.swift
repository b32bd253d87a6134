import FoundationEssentials

/// A line to the program.
struct ScorerRequest: Encodable, Equatable {
  let id: Int
  /// Only the first request has it: who speaks, and which version of the protocol.
  var hello: String?
  let prompt: String
  /// Absolute paths.
  let images: [String]

  static let hello = ScorerRequest(id: 0, hello: "konomi 1", prompt: "", images: [])

  /// One JSON object, in UTF-8, with its line end.
  func line() throws(ProgramFault) -> [UInt8] {
    let encoder = JSONEncoder()
    // Sorted so that the same request is the same line.
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return try [UInt8](encoder.encode(self)) + [UInt8(ascii: "\n")]
    } catch {
      throw .unsayable("\(error)")
    }
  }
}
