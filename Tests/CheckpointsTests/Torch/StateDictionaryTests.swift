import Testing

@testable import Checkpoints

@Suite("Where the weights are in a pickle")
struct StateDictionaryTests {
  private static let tensor = TorchFile.Tensor("w", [1], shape: [1])

  private func names(_ build: (inout PickleWriter) -> Void) throws -> [String] {
    var pickle = PickleWriter()
    build(&pickle)
    pickle.emit(.stop)
    return try StateDictionary.names(in: MappedFile(copying: pickle.bytes, as: "x"))
  }

  /// A dictionary with one tensor of that name.
  private func dictionary(_ name: String, in pickle: inout PickleWriter) {
    pickle.emit(.emptyDict)
    pickle.text(name)
    pickle.tensor(Self.tensor, key: "0")
    pickle.emit(.setItem)
  }

  private func wrapped(_ keys: [String], with other: (key: String, tensor: String)? = nil) throws -> [String]
  {
    try names { pickle in
      pickle.emit(.emptyDict)
      if let other {
        pickle.text(other.key)
        dictionary(other.tensor, in: &pickle)
        pickle.emit(.setItem)
      }
      for key in keys {
        pickle.text(key)
        dictionary("in \(key)", in: &pickle)
        pickle.emit(.setItem)
      }
    }
  }

  @Test(
    "Wrappers are opened, other dictionaries with tensors are left out",
    arguments: [
      "state_dict", "model_state_dict", "model", "module",
    ])
  func wrappers(key: String) throws {
    #expect(try wrapped([key]) == ["in \(key)"])
    #expect(try wrapped([key], with: ("optimizer", "momentum")) == ["in \(key)"])
  }

  @Test("state_dict comes before module, whatever their order")
  func preference() throws {
    #expect(try wrapped(["module", "state_dict"]) == ["in state_dict"])
  }

  @Test("An optimizer alone is no model")
  func optimizer() {
    #expect(throws: CheckpointFault.self) { try wrapped([], with: ("optimizer", "momentum")) }
  }

  @Test("A bare dictionary may have wrappers' names among its tensors, and values of all kinds")
  func bare() throws {
    let names = try names { pickle in
      pickle.emit(.emptyDict, .mark)
      for name in ["model", "w"] {
        pickle.text(name)
        pickle.tensor(Self.tensor, key: "0")
      }
      pickle.text("epoch")
      pickle.integer(1 << 40)
      pickle.integer(3)
      pickle.emit(.none)
      pickle.text("list")
      pickle.emit(.emptyList, .newTrue, .append, .setItems)
    }
    #expect(names == ["model", "w"])
  }

  @Test("A dictionary that holds itself ends")
  func cycle() {
    #expect(throws: CheckpointFault.self) {
      try names { pickle in
        pickle.emit(.emptyDict)
        pickle.emit(.binaryPut, 0, width: 1)
        pickle.text("state_dict")
        pickle.emit(.emptyDict)
        pickle.emit(.binaryPut, 1, width: 1)
        pickle.text("model")
        pickle.emit(.binaryGet, 0, width: 1)
        pickle.emit(.setItem, .setItem)
      }
    }
  }

  @Test("Two tensors of one name are refused")
  func duplicate() throws {
    let line = CheckpointFault.line {
      _ = try names { pickle in
        pickle.emit(.emptyDict, .mark)
        for _ in 0..<2 {
          pickle.text("w")
          pickle.tensor(Self.tensor, key: "0")
        }
        pickle.emit(.setItems)
      }
    }
    #expect(try #require(line).contains("tensor w stands there twice"))
  }

  @Test("Anything but a dictionary of tensors is refused")
  func noTensors() {
    for instruction in [PickleInstruction.none, .emptyList, .emptyDict, .emptyTuple] {
      #expect(throws: CheckpointFault.self) { try names { $0.emit(instruction) } }
    }
  }
}
