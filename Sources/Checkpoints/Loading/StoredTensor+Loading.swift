import Tensors

extension StoredTensor {
  /// The elements as 32-bit floats, all of them finite.
  ///
  /// Row-major 32-bit floats at an address that suits them stay where they are, in the mapped file. All else is
  /// converted into memory of its own, and the pages it came from are given back.
  func load(_ name: String) throws(CheckpointFault) -> Tensor {
    switch entry.elementType {
    case .float32 where strides == nil && offset % MemoryLayout<Float>.alignment == 0:
      let floats = file.start.advanced(by: offset).assumingMemoryBound(to: Float.self)
      let tensor = Tensor(shape: entry.shape, borrowing: floats, of: file)
      let allFinite = tensor.withUnsafeFloats { FiniteCheck.allFinite($0) }
      return try checked(tensor, allFinite: allFinite, name)
    case .float32: return try converted(Float.self, name)
    case .float16: return try converted(HalfBits.self, name)
    case .bfloat16: return try converted(BrainBits.self, name)
    case .float64: return try converted(Double.self, name)
    default: throw .notFloats(file: file.path, name: name, found: entry.elementType)
    }
  }

  private func checked(_ tensor: Tensor, allFinite: Bool, _ name: String) throws(CheckpointFault) -> Tensor {
    guard !allFinite, let failures = tensor.withUnsafeFloats({ FiniteCheck.failures(in: $0) }) else {
      return tensor
    }
    throw .notFinite(file: file.path, name: name, count: failures.count, first: failures.first)
  }

  /// Elements that are looked through while they are still in the processor's cache.
  private static let blockCount = 4096

  private func converted<Source: FloatSource>(
    _ type: Source.Type, _ name: String
  ) throws(CheckpointFault) -> Tensor {
    let bytes = file.bytes(offset..<offset + byteCount)
    var allFinite = true
    let tensor = Tensor(uninitialized: entry.shape) { floats in
      if let strides { gather(type, from: bytes, strides: strides, into: floats) }
      for start in stride(from: 0, to: floats.count, by: Self.blockCount) {
        let block = UnsafeMutableBufferPointer(
          rebasing: floats[start..<min(start + Self.blockCount, floats.count)])
        if strides == nil { widen(type, from: bytes, at: start, into: block) }
        allFinite = FiniteCheck.allFinite(UnsafeBufferPointer(block)) && allFinite
      }
    }
    file.giveBack(offset..<offset + byteCount)
    return try checked(tensor, allFinite: allFinite, name)
  }

  /// Converts elements that follow each other, beginning with the one of index `first`.
  private func widen<Source: FloatSource>(
    _ type: Source.Type, from bytes: UnsafeRawBufferPointer, at first: Int,
    into block: UnsafeMutableBufferPointer<Float>
  ) {
    let width = MemoryLayout<Source>.stride
    let source = UnsafeRawBufferPointer(rebasing: bytes[first * width..<(first + block.count) * width])
    guard let from = source.baseAddress, let to = block.baseAddress else { return }
    // Pointers and wrapping sums: a check in each turn would keep the compiler from vector instructions.
    for index in 0..<block.count {
      to[index] = from.loadUnaligned(fromByteOffset: index &* width, as: type).widened
    }
  }

  /// Walks the elements in row-major order, the last dimension in the inner loop.
  private func gather<Source: FloatSource>(
    _ type: Source.Type, from bytes: UnsafeRawBufferPointer, strides: [Int],
    into floats: UnsafeMutableBufferPointer<Float>
  ) {
    let shape = entry.shape
    guard let last = shape.indices.last, count > 0 else { return }
    let width = MemoryLayout<Source>.stride
    let step = strides[last] * width
    var index = [Int](repeating: 0, count: shape.count)
    var row = 0
    for start in stride(from: 0, to: floats.count, by: shape[last]) {
      for column in 0..<shape[last] {
        floats[start + column] = bytes.loadUnaligned(fromByteOffset: row + column * step, as: type).widened
      }
      for dimension in (0..<last).reversed() {
        index[dimension] += 1
        row += strides[dimension] * width
        if index[dimension] < shape[dimension] { break }
        row -= strides[dimension] * width * shape[dimension]
        index[dimension] = 0
      }
    }
  }
}
