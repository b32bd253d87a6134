/// Reads a pickle (protocols 2 to 5) as far as saved tensors need it.
///
/// A pickle is a program for a stack machine that may call any Python function. This machine has no way to call
/// one: what `REDUCE` builds is listed in `PickleReader+Tensors.swift`, and whatever else a pickle asks for stays a
/// stranger, a mark that says what it would be. Training programs keep such things beside weights: settings, paths,
/// NumPy's numbers. `StateDictionary` refuses by its name one that a weight depends on.
struct PickleReader {
  private(set) var cursor: ByteCursor
  /// Where the pickle begins in the file.
  let start: Int
  var values = PickleValues()
  private var stack: [PickleValue] = []
  /// The heights of the stack where marks were set.
  private var marks: [Int] = []
  private var memo: [Int: PickleValue] = [:]
  private var valueCount = 0

  /// No state dict comes near it: a tensor takes some twenty values.
  private static let valueLimit = 4_000_000
  static let nameLimit = 1024

  init(_ cursor: ByteCursor) {
    self.cursor = cursor
    start = cursor.position
  }

  /// Runs to the end.
  /// - Returns: what the pickle is of; `values` then holds what that contains.
  mutating func read() throws(CheckpointFault) -> PickleValue {
    try readProtocol()
    while true {
      let offset = cursor.position
      let code = try cursor.byte()
      guard let instruction = PickleInstruction(rawValue: code) else {
        throw cursor.damaged("no pickle instruction has the number \(code)", at: offset)
      }
      if instruction == .stop { break }
      try run(instruction, at: offset)
    }
    guard stack.count == 1, marks.isEmpty, let value = stack.first else {
      throw cursor.damaged("it ends with \(stack.count) values instead of one")
    }
    guard cursor.isAtEnd else { throw cursor.damaged("something follows its end") }
    return value
  }

  private mutating func readProtocol() throws(CheckpointFault) {
    let offset = cursor.position
    guard try cursor.byte() == PickleInstruction.proto.rawValue else {
      throw cursor.damaged("it does not begin like a pickle of protocol 2 or later", at: offset)
    }
    let version = try cursor.byte()
    guard 2...5 ~= version else { throw cursor.damaged("pickle protocol \(version) is unknown", at: offset) }
  }

  private mutating func run(_ instruction: PickleInstruction, at offset: Int) throws(CheckpointFault) {
    switch instruction {
    case .mark:
      try countValue()
      marks.append(stack.count)
    case .frame: _ = try cursor.take(8)

    case .none: try push(.none)
    case .newTrue, .newFalse: try push(.other)
    case .binaryInt: try push(.integer(Int(Int32(truncatingIfNeeded: try cursor.unsigned(4)))))
    case .binaryInt1: try push(.integer(try cursor.number(1)))
    case .binaryInt2: try push(.integer(try cursor.number(2)))
    case .long1: try push(try long())
    case .long4: try skipAndPush(try cursor.number(4))
    case .binaryFloat: try skipAndPush(8)
    case .bytes: try skipAndPush(try cursor.number(4))
    case .shortBytes: try skipAndPush(try cursor.number(1))
    case .bytes8, .byteArray8: try skipAndPush(try cursor.number(8))
    case .shortBinaryUnicode: try push(.text(try cursor.take(try cursor.number(1))))
    case .binaryUnicode: try push(.text(try cursor.take(try cursor.number(4))))
    case .binaryUnicode8: try push(.text(try cursor.take(try cursor.number(8))))

    case .emptyTuple: try pushTuple([])
    case .tuple1: try pushTuple(try pop(1))
    case .tuple2: try pushTuple(try pop(2))
    case .tuple3: try pushTuple(try pop(3))
    case .tuple: try pushTuple(try popToMark())
    case .emptyList, .emptySet: try push(.other)
    case .append:
      _ = try pop(1)
      try expectCollection(at: offset)
    case .appends, .addItems:
      _ = try popToMark()
      try expectCollection(at: offset)
    case .frozenSet:
      _ = try popToMark()
      try push(.other)
    case .emptyDict: try pushDictionary()
    case .setItem: try setItems(try pop(2), at: offset)
    case .setItems: try setItems(try popToMark(), at: offset)

    case .pop: try popValueOrMark()
    case .popMark: _ = try popToMark()

    case .binaryPut: try remember(at: try cursor.number(1))
    case .longBinaryPut: try remember(at: try cursor.number(4))
    case .memoize: try remember(at: memo.count)
    case .binaryGet: try recall(try cursor.number(1), at: offset)
    case .longBinaryGet: try recall(try cursor.number(4), at: offset)

    case .global:
      let module = try line()
      try push(try global(module, try line(), at: offset))
    case .stackGlobal:
      let names = try pop(2)
      guard case (.text(let module), .text(let name)) = (names[0], names[1]) else {
        throw cursor.damaged("a global is named by something else than text", at: offset)
      }
      try push(try global(module, name, at: offset))
    case .inst:
      // No writer of these protocols uses it.
      let module = try text(try line())
      throw .runsCode(file: cursor.file.path, global: "\(module).\(try text(try line()))", offset: offset)
    case .binaryPersistentID: try push(try storage(try pop(1)[0], at: offset))
    case .reduce, .newObject:
      let call = try pop(2)
      try push(try built(call[0], from: call[1], at: offset))
    case .newObjectEx:
      let call = try pop(3)
      try push(try built(call[0], from: call[1], at: offset))
    case .build:
      _ = try pop(1)
      switch try top() {
      case .dictionary, .stranger: break
      default:
        throw .refusedInstruction(file: cursor.file.path, instruction: instruction.name, offset: offset)
      }
    default:
      throw .refusedInstruction(file: cursor.file.path, instruction: instruction.name, offset: offset)
    }
  }

  // MARK: The stack

  private mutating func countValue() throws(CheckpointFault) {
    valueCount += 1
    guard valueCount <= Self.valueLimit else {
      throw cursor.damaged("it has more than \(Self.valueLimit) values")
    }
  }

  private mutating func push(_ value: PickleValue) throws(CheckpointFault) {
    try countValue()
    stack.append(value)
  }

  private func top() throws(CheckpointFault) -> PickleValue {
    guard stack.count > marks.last ?? 0, let value = stack.last else {
      throw cursor.damaged("an instruction lacks its operand")
    }
    return value
  }

  private mutating func pop(_ count: Int) throws(CheckpointFault) -> [PickleValue] {
    guard stack.count - count >= marks.last ?? 0 else {
      throw cursor.damaged("an instruction lacks its operand")
    }
    // A slice would share the stack's memory, and the next change would copy all of it.
    let values = Array(stack.suffix(count))
    stack.removeLast(count)
    return values
  }

  private mutating func popValueOrMark() throws(CheckpointFault) {
    if marks.last == stack.count { marks.removeLast() } else { _ = try pop(1) }
  }

  private mutating func popToMark() throws(CheckpointFault) -> [PickleValue] {
    guard let mark = marks.popLast() else { throw cursor.damaged("an instruction lacks its mark") }
    return try pop(stack.count - mark)
  }

  private mutating func skipAndPush(_ count: Int) throws(CheckpointFault) {
    _ = try cursor.take(count)
    try push(.other)
  }

  // MARK: The memo

  private mutating func remember(at index: Int) throws(CheckpointFault) {
    try countValue()
    memo[index] = try top()
  }

  private mutating func recall(_ index: Int, at offset: Int) throws(CheckpointFault) {
    guard let value = memo[index] else { throw cursor.damaged("the memo has no place \(index)", at: offset) }
    try push(value)
  }

  // MARK: Containers

  private mutating func pushTuple(_ elements: [PickleValue]) throws(CheckpointFault) {
    let start = values.elements.count
    values.elements.append(contentsOf: elements)
    try push(.tuple(start..<values.elements.count))
  }

  private mutating func pushDictionary() throws(CheckpointFault) {
    values.dictionaries.append([])
    try push(.dictionary(values.dictionaries.count - 1))
  }

  private func expectCollection(at offset: Int) throws(CheckpointFault) {
    switch try top() {
    case .other, .stranger: break
    default: throw cursor.damaged("it appends to something else than a list", at: offset)
    }
  }

  private mutating func setItems(_ items: [PickleValue], at offset: Int) throws(CheckpointFault) {
    let target = try top()
    if case .stranger = target, items.count % 2 == 0 { return }
    guard case .dictionary(let index) = target, items.count % 2 == 0 else {
      throw cursor.damaged("it sets items of something else than a dictionary", at: offset)
    }
    for key in stride(from: 0, to: items.count, by: 2) {
      guard case .text(let name) = items[key] else { continue }
      switch items[key + 1] {
      case .tensor, .dictionary, .stranger:
        values.dictionaries[index].append(.init(key: name, value: items[key + 1]))
      default: break
      }
    }
  }

  // MARK: Scalars and names

  /// A whole number of up to 255 bytes; what is wider than 64 bits counts nothing here.
  private mutating func long() throws(CheckpointFault) -> PickleValue {
    let count = try cursor.number(1)
    guard 1...8 ~= count else {
      _ = try cursor.take(count)
      return count == 0 ? .integer(0) : .other
    }
    let unused = 64 - 8 * count
    return .integer(Int(Int64(bitPattern: try cursor.unsigned(count) << unused) >> unused))
  }

  /// Where a line stands in the file, without its end.
  private mutating func line() throws(CheckpointFault) -> Range<Int> {
    let start = cursor.position
    while try cursor.byte() != UInt8(ascii: "\n") {
      guard cursor.position - start <= Self.nameLimit else {
        throw cursor.damaged("a name has no end", at: start)
      }
    }
    return start..<cursor.position - 1
  }
}
