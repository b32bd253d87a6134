import FoundationEssentials
import Preferences

/// A line from the program. Read as far as that goes without knowing what was asked; the rest is looked at by who
/// asked.
package struct ScorerReply: Equatable {
  package let id: Int
  private let error: Field<String>
  private let scores: Field<[Number]>
  private let name: Field<String>
  private let logitScale: Field<Double>
  private let preprocessing: Field<String>
  private let checkpoint: Field<String>

  /// - Parameter line: without its line end.
  /// - Throws: `notJSON`, `notAnObject` or `noID`.
  package init(line: [UInt8]) throws(ReplyFault) {
    if let reply = try Self.decoded(line) {
      self = reply
    } else if let reply = try Self.decoded(NonFiniteNumbers.replacedByNull(in: line)) {
      // Python writes NaN and Infinity into its JSON, and that is better told as a wrong score.
      self = reply
    } else {
      throw .notJSON(PlainText(line.prefix(4096)).excerpt)
    }
  }

  /// The scores, if there is a finite one for each of `count` images.
  package func scores(of count: Int) throws(ReplyFault) -> [Double] {
    try checkForError()
    guard let numbers = try scores.value(else: .noScores, where: { _ in true }) else { throw .noScores }
    guard numbers.count == count else { throw .wrongCount(found: numbers.count, expected: count) }
    var values: [Double] = []
    for (index, number) in numbers.enumerated() {
      guard let value = number.value, value.isFinite else { throw .notANumber(index: index) }
      values.append(value)
    }
    return values
  }

  /// What the program says it is, in its answer to the hello.
  package func identity(command: String) throws(ReplyFault) -> ScorerIdentity {
    try checkForError()
    let digits = try checkpoint.value(else: .wrongCheckpoint) { CheckpointID(hexadecimal: $0) != nil }
    return ScorerIdentity(
      name: try name.words(else: .wrongText("name")) ?? command,
      checkpoint: digits.flatMap(CheckpointID.init(hexadecimal:)),
      logitScale: try logitScale.value(else: .wrongLogitScale) { $0.isFinite && $0 > 0 },
      preprocessing: try preprocessing.words(else: .wrongText("preprocessing")) ?? "external")
  }

  private func checkForError() throws(ReplyFault) {
    if let words = try error.value(else: .refused("no reason given"), where: { _ in true }) {
      throw .refused(PlainText(words).excerpt)
    }
  }
}

extension ScorerReply: Decodable {
  private enum Key: String, CodingKey {
    case id
    case error
    case scores
    case name
    case logitScale = "logit_scale"
    case preprocessing
    case checkpoint = "checkpoint_sha256"
  }

  package init(from decoder: any Decoder) throws {
    guard let reply = try? decoder.container(keyedBy: Key.self) else { throw ReplyFault.notAnObject }
    guard let id = try? reply.decode(Int.self, forKey: .id) else { throw ReplyFault.noID }
    self.id = id
    error = Field(in: reply, at: .error)
    scores = Field(in: reply, at: .scores)
    name = Field(in: reply, at: .name)
    logitScale = Field(in: reply, at: .logitScale)
    preprocessing = Field(in: reply, at: .preprocessing)
    checkpoint = Field(in: reply, at: .checkpoint)
  }

  /// - Returns: `nil` where the bytes are not JSON.
  private static func decoded(_ bytes: [UInt8]) throws(ReplyFault) -> ScorerReply? {
    do {
      return try JSONDecoder().decode(ScorerReply.self, from: Data(bytes))
    } catch {
      if let fault = error as? ReplyFault { throw fault }
      return nil
    }
  }
}

/// A value that has to be right only where it is asked for. `null` is as good as nothing.
private enum Field<Value: Decodable & Equatable>: Equatable {
  case absent
  case present(Value)
  /// Of another type.
  case other

  init<Key: CodingKey>(in object: KeyedDecodingContainer<Key>, at key: Key) {
    do {
      self = try object.decodeIfPresent(Value.self, forKey: key).map(Self.present) ?? .absent
    } catch {
      self = .other
    }
  }

  /// - Returns: `nil` where nothing is there.
  func value(else fault: ReplyFault, where isRight: (Value) -> Bool) throws(ReplyFault) -> Value? {
    switch self {
    case .absent: return nil
    case .present(let value) where isRight(value): return value
    case .present, .other: throw fault
    }
  }
}

extension Field<String> {
  func words(else fault: ReplyFault) throws(ReplyFault) -> String? {
    let text = try value(else: fault) { $0.utf8.count <= 1000 && !PlainText($0).text.isEmpty }
    return text.map { PlainText($0).text }
  }
}

/// An element of `scores`: a number, or something that is none, which spoils one score and not the reading of a line.
private struct Number: Decodable, Equatable {
  let value: Double?

  init(from decoder: any Decoder) throws {
    value = try? decoder.singleValueContainer().decode(Double.self)
  }
}
