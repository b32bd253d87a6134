@testable import Checkpoints

/// Composes pickles, instruction by instruction.
struct PickleWriter {
  private(set) var bytes: [UInt8]

  init(version: UInt8 = 2) {
    bytes = [0x80, version]
  }

  mutating func emit(_ instructions: PickleInstruction...) {
    for instruction in instructions { bytes.append(instruction.rawValue) }
  }

  mutating func emit(_ instruction: PickleInstruction, _ number: Int, width: Int) {
    bytes.append(instruction.rawValue)
    bytes.append(number, width: width)
  }

  mutating func text(_ text: String) {
    emit(.binaryUnicode, text.utf8.count, width: 4)
    bytes += Array(text.utf8)
  }

  mutating func global(_ module: String, _ name: String, by instruction: PickleInstruction = .global) {
    if instruction == .stackGlobal {
      text(module)
      text(name)
      emit(.stackGlobal)
    } else {
      emit(instruction)
      bytes += Array("\(module)\n\(name)\n".utf8)
    }
  }

  /// The shortest form that holds it.
  mutating func integer(_ integer: Int) {
    switch integer {
    case 0..<256: emit(.binaryInt1, integer, width: 1)
    case Int(Int32.min)...Int(Int32.max): emit(.binaryInt, integer, width: 4)
    default:
      emit(.long1, 8, width: 1)
      bytes.append(integer, width: 8)
    }
  }

  mutating func integers(_ integers: [Int]) {
    emit(.mark)
    for integer in integers { self.integer(integer) }
    emit(.tuple)
  }

  mutating func storage(_ storage: TorchFile.Tensor, key: String) {
    emit(.mark)
    text("storage")
    global("torch", storage.storageClass)
    text(key)
    text("cpu")
    integer(storage.claimedCount)
    emit(.tuple, .binaryPersistentID)
  }

  /// What `torch.save` writes for a tensor.
  mutating func tensor(_ tensor: TorchFile.Tensor, key: String) {
    global("torch._utils", "_rebuild_tensor_v2")
    emit(.mark)
    storage(tensor, key: key)
    integer(tensor.offset)
    integers(tensor.shape)
    integers(tensor.strides)
    emit(.newFalse)
    global("collections", "OrderedDict")
    emit(.emptyTuple, .reduce, .tuple, .reduce)
  }
}
