/// Names in a pickle.
extension PickleReader {
  func text(_ range: Range<Int>) throws(CheckpointFault) -> String {
    guard range.count <= Self.nameLimit else {
      throw cursor.damaged("a name is longer than \(Self.nameLimit) bytes", at: range.lowerBound)
    }
    guard let text = cursor.file.text(range) else {
      throw cursor.damaged("a name is not UTF-8", at: range.lowerBound)
    }
    return text
  }

  /// A mark for what is named: nothing is looked up.
  mutating func global(
    _ module: Range<Int>, _ name: Range<Int>, at offset: Int
  ) throws(CheckpointFault) -> PickleValue {
    if let global = PickleGlobal(module: try text(module), name: try text(name)) { return .global(global) }
    values.strangers.append(.init(module: module, name: name, offset: offset))
    return .stranger(values.strangers.count - 1)
  }
}
