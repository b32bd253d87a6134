import Checkpoints
import FoundationEssentials

/// An object in a JSON file that describes a model, with its place, so that what is wrong in it is said by file and key.
/// A key that is null counts as missing, as it does for the programs that these files come from.
struct ConfigurationObject {
  let file: String
  /// The way to it with points; empty for the whole file.
  private let path: String
  private let members: [String: JSONNode]

  /// - Returns: `nil` where there is no such file.
  init?(fileAt path: String) throws(ConfigurationFault) {
    let node: JSONNode
    do {
      node = try JSONNode(MappedFile(path))
    } catch {
      if case .missing = error { return nil }
      throw .file(error)
    }
    try self.init(node, file: path)
  }

  /// - Parameter text: stands for a file.
  init(text: String, of file: String) throws(ConfigurationFault) {
    let node: JSONNode
    do {
      node = try JSONNode(MappedFile(copying: Array(text.utf8), as: file))
    } catch {
      throw .file(error)
    }
    try self.init(node, file: file)
  }

  private init(_ node: JSONNode, file: String) throws(ConfigurationFault) {
    guard case .object(let members) = node.value else {
      throw .refused(
        file: file, key: "the JSON", value: node.description,
        reason: "an object belongs there; get the file again")
    }
    self.init(file: file, path: "", members: members)
  }

  private init(file: String, path: String, members: [String: JSONNode]) {
    self.file = file
    self.path = path
    self.members = members
  }

  var keys: [String] { members.keys.filter { has($0) }.sorted() }

  func has(_ key: String) -> Bool { node(key) != nil }

  func object(_ key: String) throws(ConfigurationFault) -> ConfigurationObject? {
    guard let node = node(key) else { return nil }
    guard case .object(let members) = node.value else { throw wrongKind(key, "an object") }
    return ConfigurationObject(file: file, path: way(to: key), members: members)
  }

  func flag(_ key: String) throws(ConfigurationFault) -> Bool? {
    guard let node = node(key) else { return nil }
    guard case .flag(let flag) = node.value else { throw wrongKind(key, "true or false") }
    return flag
  }

  func text(_ key: String) throws(ConfigurationFault) -> String? {
    guard let node = node(key) else { return nil }
    guard case .text(let text) = node.value else { throw wrongKind(key, "a text") }
    return text
  }

  /// A whole number from 0 up.
  func count(_ key: String) throws(ConfigurationFault) -> Int? {
    guard let node = node(key) else { return nil }
    guard let count = node.number.flatMap({ Int(exactly: $0) }), count >= 0 else {
      throw wrongKind(key, "a count")
    }
    return count
  }

  func number(_ key: String) throws(ConfigurationFault) -> Double? {
    guard let node = node(key) else { return nil }
    guard let number = node.number else { throw wrongKind(key, "a number") }
    return number
  }

  /// The numbers of an array, or a single one.
  func numbers(_ key: String) throws(ConfigurationFault) -> [Double]? {
    guard let node = node(key) else { return nil }
    guard let numbers = node.numbers else { throw wrongKind(key, "numbers") }
    return numbers
  }

  /// Whether a value is a number, a text and so on is for the caller to ask.
  func isObject(_ key: String) -> Bool {
    guard case .object? = node(key)?.value else { return false }
    return true
  }

  /// The value as JSON writes it.
  func shown(_ key: String) -> String? { node(key)?.description }

  /// - Parameter reason: why not, and what to do.
  func refusal(of key: String, because reason: String) -> ConfigurationFault {
    .refused(file: file, key: way(to: key), value: node(key)?.description ?? "missing", reason: reason)
  }

  /// Refuses each key that is there with another value than those that change nothing.
  /// - Parameter allowed: the values as JSON writes them.
  func requireUsual(_ allowed: [String: [String]], because reason: String) throws(ConfigurationFault) {
    for key in keys {
      guard let usual = allowed[key], let node = node(key), !usual.contains(node.description) else {
        continue
      }
      throw refusal(of: key, because: reason)
    }
  }

  /// Refuses a count that is not what the weights have.
  func require(_ key: String, toBe expected: Int) throws(ConfigurationFault) {
    guard let found = try count(key), found != expected else { return }
    throw refusal(
      of: key, because: "the weights have \(expected); the two belong to different models, get both again")
  }

  private func node(_ key: String) -> JSONNode? {
    guard let node = members[key], node.value != .null else { return nil }
    return node
  }

  private func way(to key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  private func wrongKind(_ key: String, _ kind: String) -> ConfigurationFault {
    refusal(of: key, because: "\(kind) belongs there; get the file again")
  }
}

extension JSONNode {
  fileprivate var number: Double? {
    guard case .number(let text) = value, let number = Double(text), number.isFinite else { return nil }
    return number
  }

  fileprivate var numbers: [Double]? {
    guard case .array(let elements) = value else { return number.map { [$0] } }
    let numbers = elements.compactMap(\.number)
    return numbers.count == elements.count ? numbers : nil
  }
}
