import Testing

@testable import Checkpoints

@Suite("A second set of weights beside the first")
struct TwinsTests {
  private static let tensor = TorchFile.Tensor("w", [1], shape: [1])

  private indirect enum Part {
    case tensor
    case dictionary([(String, Part)])

    static func weights(_ names: String...) -> Part { .dictionary(names.map { ($0, .tensor) }) }
  }

  private func names(_ parts: [(String, Part)]) throws -> [String] {
    var pickle = PickleWriter()
    write(.dictionary(parts), to: &pickle)
    pickle.emit(.stop)
    return try StateDictionary.names(in: MappedFile(copying: pickle.bytes, as: "x"))
  }

  private func write(_ part: Part, to pickle: inout PickleWriter) {
    switch part {
    case .tensor: pickle.tensor(Self.tensor, key: "0")
    case .dictionary(let members):
      pickle.emit(.emptyDict)
      for (key, member) in members {
        pickle.text(key)
        write(member, to: &pickle)
        pickle.emit(.setItem)
      }
    }
  }

  @Test("It comes along behind its key; state_dict stays bare")
  func stateDictionary() throws {
    #expect(
      try names([("state_dict_ema", .weights("a", "b")), ("state_dict", .weights("a", "b"))])
        == ["a", "b", "state_dict_ema.a", "state_dict_ema.b"])
    #expect(
      try names([("a", .tensor), ("b", .tensor), ("ema", .dictionary([("module", .weights("a", "b"))]))])
        == ["a", "b", "ema.module.a", "ema.module.b"])
  }

  @Test("Where it is not clear which is the first, both stand behind their keys")
  func unclear() throws {
    #expect(
      try names([("model", .weights("a", "b")), ("ema", .weights("a", "b"))])
        == ["model.a", "model.b", "ema.a", "ema.b"])
    #expect(
      try names([("model", .dictionary([("state_dict", .weights("module.a"))])), ("ema", .weights("a"))])
        == ["model.state_dict.module.a", "ema.a"])
  }

  @Test("What holds other names, such as an optimizer, is left out, and one set alone is bare")
  func others() throws {
    #expect(
      try names([("model", .weights("a", "b")), ("optimizer", .weights("momentum", "a"))]) == ["a", "b"])
    #expect(try names([("module", .weights("a"))]) == ["a"])
  }

  @Test("Dictionaries that refer to each other without end are looked through once")
  func cycle() throws {
    var pickle = PickleWriter()
    pickle.emit(.emptyDict)
    pickle.emit(.binaryPut, 0, width: 1)
    pickle.text("w")
    pickle.tensor(Self.tensor, key: "0")
    pickle.emit(.setItem)
    for _ in 0..<50 {
      pickle.text("other")
      pickle.emit(.binaryGet, 0, width: 1)
      pickle.emit(.setItem)
    }
    pickle.emit(.stop)
    #expect(try StateDictionary.names(in: MappedFile(copying: pickle.bytes, as: "x")) == ["w"])
  }
}
