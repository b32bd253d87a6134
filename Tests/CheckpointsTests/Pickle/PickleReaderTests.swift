import Testing

@testable import Checkpoints

@Suite("Pickles")
struct PickleReaderTests {
  private func read(_ pickle: [UInt8]) throws {
    var reader = PickleReader(
      ByteCursor(MappedFile(copying: pickle, as: "x.pt"), 0..<pickle.count, part: "pickle"))
    _ = try reader.read()
  }

  /// Reads it and looks for weights in it.
  private func open(_ pickle: [UInt8]) throws {
    _ = try StateDictionary.names(in: MappedFile(copying: pickle, as: "x.pt"))
  }

  private func line(_ pickle: PickleWriter) -> String? { CheckpointFault.line { try read(pickle.bytes) } }

  @Test(
    "A pickle with a call of os.system in place of its weights is refused by that name, however it asks",
    arguments: [
      PickleInstruction.global, .stackGlobal, .inst,
    ])
  func code(instruction: PickleInstruction) {
    var pickle = PickleWriter(version: 4)
    pickle.emit(.emptyDict, .mark)
    pickle.text("w")
    if instruction == .inst { pickle.emit(.mark) }
    pickle.global("os", "system", by: instruction)
    pickle.text("echo hacked")
    pickle.emit(.tuple1, .reduce, .setItems, .stop)
    let offset = pickle.bytes.firstIndex(of: instruction.rawValue) ?? -1
    #expect(throws: CheckpointFault.runsCode(file: "x.pt", global: "os.system", offset: offset)) {
      try open(pickle.bytes)
    }
    #expect(
      CheckpointFault.line { try open(pickle.bytes) }?.contains("this file would run code: os.system") == true
    )
  }

  @Test(
    "Names of modules, near misses and renamed attributes are no weights, like any other",
    arguments: [
      ("posix", "system"), ("builtins", "eval"), ("torch", "load"),
      ("torch._utils", "_rebuild_sparse_tensor"),
      ("torch", "FloatStorage.from_file"), ("torch", "Storage"), ("torch", "QUInt8Storage"),
      ("collections", "Counter"),
      ("torch.storage", "_load_from_bytes"), ("torch", "float32"), ("", ""),
      ("torch._utils", "_rebuild_tensor_v2 "),
      ("numpy.core.multiarray", "scalar"),
    ])
  func globals(module: String, name: String) {
    var pickle = PickleWriter()
    pickle.global(module, name)
    pickle.emit(.stop)
    #expect(throws: CheckpointFault.runsCode(file: "x.pt", global: "\(module).\(name)", offset: 2)) {
      try open(pickle.bytes)
    }
  }

  @Test(
    "What a stranger makes is a stranger, and whatever is done to it is nothing",
    arguments: [
      [.emptyTuple, .newObject], [.emptyTuple, .emptyDict, .newObjectEx], [.emptyTuple, .reduce],
      [.emptyDict, .build], [.mark, .none, .none, .setItems], [.none, .none, .setItem], [.none, .append],
      [.mark, .none, .appends], [.mark, .none, .addItems], [.none, .pop], [.mark, .pop],
      [.mark, .none, .popMark],
    ] as [[PickleInstruction]])
  func strangers(instructions: [PickleInstruction]) {
    var pickle = PickleWriter(version: 5)
    pickle.global("numpy", "dtype")
    for instruction in instructions { pickle.emit(instruction) }
    pickle.emit(.stop)
    #expect(throws: CheckpointFault.runsCode(file: "x.pt", global: "numpy.dtype", offset: 2)) {
      try open(pickle.bytes)
    }
  }

  @Test(
    "A tensor of a stranger's is a stranger",
    arguments: [
      ("torch._utils", "_rebuild_tensor_v2", 6), ("torch._utils", "_rebuild_tensor_v3", 7),
      ("torch._utils", "_rebuild_parameter", 3), ("torch._tensor", "_rebuild_from_type_v2", 4),
    ])
  func derived(module: String, name: String, count: Int) {
    var pickle = PickleWriter()
    pickle.global(module, name)
    let offset = pickle.bytes.count + 1
    pickle.emit(.mark)
    pickle.global("evil", "storage")
    for _ in 1..<count { pickle.emit(.none) }
    pickle.emit(.tuple, .reduce, .stop)
    #expect(throws: CheckpointFault.runsCode(file: "x.pt", global: "evil.storage", offset: offset)) {
      try open(pickle.bytes)
    }
  }

  @Test(
    "Instructions that tensors do not need are refused by name",
    arguments: [
      (PickleInstruction.dup, "DUP"), (.float, "FLOAT"), (.int, "INT"),
      (.long, "LONG"),
      (.persistentID, "PERSID"), (.string, "STRING"), (.binaryString, "BINSTRING"),
      (.shortBinaryString, "SHORT_BINSTRING"), (.unicode, "UNICODE"), (.dict, "DICT"), (.get, "GET"),
      (.list, "LIST"),
      (.obj, "OBJ"), (.put, "PUT"), (.extension1, "EXT1"),
      (.extension2, "EXT2"), (.extension4, "EXT4"), (.nextBuffer, "NEXT_BUFFER"),
      (.readOnlyBuffer, "READONLY_BUFFER"),
    ])
  func instructions(instruction: PickleInstruction, name: String) {
    var pickle = PickleWriter()
    pickle.emit(instruction, .stop)
    #expect(throws: CheckpointFault.refusedInstruction(file: "x.pt", instruction: name, offset: 2)) {
      try read(pickle.bytes)
    }
  }

  @Test("What a function may be called with is as narrow as the functions")
  func calls() throws {
    func reduce(_ build: (inout PickleWriter) -> Void) throws -> String {
      var pickle = PickleWriter()
      build(&pickle)
      pickle.emit(.reduce, .stop)
      return try #require(line(pickle))
    }
    #expect(
      try reduce {
        $0.text("os.system"); $0.emit(.emptyTuple)
      }.contains("calls something else than a function"))
    #expect(
      try reduce {
        $0.global("torch", "FloatStorage"); $0.emit(.emptyTuple)
      }.contains("it calls a type"))
    #expect(
      try reduce {
        $0.global("collections", "OrderedDict"); $0.text("a"); $0.emit(.tuple1)
      }
      .contains("an OrderedDict is built of something"))
    #expect(
      try reduce {
        $0.global("torch._utils", "_rebuild_parameter"); $0.text("a"); $0.emit(.tuple1)
      }
      .contains("a parameter is built of something else than a tensor"))
    #expect(
      try reduce {
        $0.global("torch._utils", "_rebuild_tensor_v2"); $0.emit(.emptyTuple)
      }
      .contains("a tensor is built of something else than storage, offset, shape and strides"))
  }

  @Test("BUILD sets nothing on anything but a dictionary")
  func build() throws {
    var pickle = PickleWriter()
    pickle.global("torch", "FloatStorage")
    pickle.emit(.emptyDict, .build, .stop)
    #expect(try #require(line(pickle)).contains("the pickle instruction BUILD"))
    var metadata = PickleWriter()
    metadata.emit(.emptyDict, .emptyDict, .build, .stop)
    #expect(line(metadata) == nil)
  }

  @Test(
    "Instructions without their operands are damage, at their place",
    arguments: [
      [.append], [.addItems], [.newObject], [.newObjectEx], [.pop], [.popMark], [.frozenSet], [.setItem],
      [.tuple], [.tuple3], [.reduce], [.binaryPersistentID], [.memoize], [.build],
      [.stop],
      [.mark, .stop], [.none, .none, .stop], [.none, .mark, .tuple1], [.none, .mark, .memoize],
      [.emptyDict, .mark, .none, .setItems], [.none, .none, .append], [.none, .emptyDict, .append],
      [.none, .none, .none, .setItem],
    ] as [[PickleInstruction]])
  func operands(instructions: [PickleInstruction]) {
    var pickle = PickleWriter()
    for instruction in instructions { pickle.emit(instruction) }
    pickle.emit(.stop)
    #expect(line(pickle)?.contains("pickle, byte ") == true)
  }

  @Test("Protocols 0, 1, 6 and bytes behind the end are refused")
  func frame() {
    #expect(line(PickleWriter(version: 6))?.contains("pickle protocol 6 is unknown") == true)
    #expect(
      CheckpointFault.line { try read(Array("(dp0\n.".utf8)) }?.contains("does not begin like a pickle")
        == true)
    var trailing = PickleWriter()
    trailing.emit(.none, .stop, .none)
    #expect(line(trailing)?.contains("something follows its end") == true)
    #expect(
      CheckpointFault.line { try read([0x80, 2, 0xff]) }?.contains("no pickle instruction has the number 255")
        == true)
  }

  @Test("A text that claims 2⁶³ bytes is refused", arguments: [1 << 63, .max, 1 << 40] as [UInt64])
  func hugeText(count: UInt64) {
    for instruction in [PickleInstruction.binaryUnicode8, .bytes8] {
      var bytes: [UInt8] = [0x80, 4, instruction.rawValue]
      bytes.append(count, width: 8)
      #expect(throws: CheckpointFault.self) { try read(bytes + [0x2e]) }
    }
  }

  @Test("The farthest place of the memo costs no more than the nearest")
  func memo() {
    var pickle = PickleWriter()
    pickle.emit(.none)
    pickle.emit(.longBinaryPut, 0xffff_ffff, width: 4)
    pickle.emit(.longBinaryGet, 0xffff_ffff, width: 4)
    pickle.emit(.tuple2, .stop)
    #expect(line(pickle) == nil)
    var missing = PickleWriter()
    missing.emit(.longBinaryGet, 7, width: 4)
    #expect(line(missing)?.contains("the memo has no place 7") == true)
  }

  @Test("A tuple in a tuple in a tuple, a hundred thousand times, neither recurses nor grows")
  func nesting() {
    var pickle = PickleWriter()
    pickle.emit(.emptyTuple)
    for _ in 0..<100_000 { pickle.emit(.tuple1) }
    pickle.emit(.stop)
    #expect(line(pickle) == nil)
  }

  @Test("Doubling by the memo stays as small as its bytes")
  func doubling() {
    var pickle = PickleWriter()
    pickle.emit(.none)
    for _ in 0..<1000 {
      pickle.emit(.binaryPut, 0, width: 1)
      for _ in 0..<2 { pickle.emit(.binaryGet, 0, width: 1) }
      pickle.emit(.tuple3)
    }
    pickle.emit(.stop)
    #expect(line(pickle) == nil)
  }
}
