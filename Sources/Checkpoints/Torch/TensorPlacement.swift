/// From a tensor as a pickle describes it to bytes of the file.
enum TensorPlacement {
  struct Misfit: Error {
    let reason: String
  }

  /// - Parameter bytes: where the storage lies in the file.
  static func place(
    _ tensor: PickleValues.Tensor, of storage: PickleValues.Storage, in values: PickleValues,
    file: MappedFile,
    bytes: Range<Int>
  ) throws(Misfit) -> StoredTensor {
    guard tensor.shape.count == tensor.strides.count, tensor.shape.count <= TensorShape.dimensionLimit else {
      throw Misfit(
        reason: "\(tensor.shape.count) dimensions with \(tensor.strides.count) strides are impossible")
    }
    guard let shape = values.integers(tensor.shape), let strides = values.integers(tensor.strides) else {
      throw Misfit(reason: "its shape or strides are no integers")
    }
    guard let count = TensorShape.count(shape) else {
      throw Misfit(reason: "no file can hold the shape \(shape)")
    }
    guard tensor.offset >= 0, strides.allSatisfy({ $0 >= 0 }) else {
      throw Misfit(reason: "its offset \(tensor.offset) or strides \(strides) are negative")
    }

    let width = tensor.type.bitCount / 8
    let claimed = (storage.type?.bitCount ?? 8) / 8
    let (claimedBytes, overflows) = storage.count.multipliedReportingOverflow(by: claimed)
    guard !overflows, claimedBytes <= bytes.count else {
      throw Misfit(reason: "its storage claims \(storage.count) elements and holds \(bytes.count) bytes")
    }
    let available = claimedBytes / width
    guard let reach = reach(shape: shape, strides: strides, count: count),
      reach <= available, tensor.offset <= available - reach
    else {
      throw Misfit(
        reason:
          "the shape \(shape) with strides \(strides) from element \(tensor.offset) on leaves its storage of \(available)"
      )
    }
    // Strides of zero repeat elements; without this a small file could ask for any amount of memory.
    guard count <= available else {
      throw Misfit(reason: "the shape \(shape) has more elements than its storage of \(available)")
    }
    return StoredTensor(
      entry: TensorEntry(elementType: tensor.type, shape: shape), file: file,
      offset: bytes.lowerBound + tensor.offset * width, byteCount: reach * width, count: count,
      strides: isRowMajor(shape: shape, strides: strides) ? nil : strides)
  }

  /// How many elements lie from the first to the last one, both included; `nil` where no number can hold it.
  private static func reach(shape: [Int], strides: [Int], count: Int) -> Int? {
    guard count > 0 else { return 0 }
    var reach = 1
    for (size, stride) in zip(shape, strides) {
      let (step, isTooFar) = (size - 1).multipliedReportingOverflow(by: stride)
      let (sum, overflows) = reach.addingReportingOverflow(step)
      guard !isTooFar, !overflows else { return nil }
      reach = sum
    }
    return reach
  }

  private static func isRowMajor(shape: [Int], strides: [Int]) -> Bool {
    guard !shape.contains(0) else { return true }
    var expected = 1
    for (size, stride) in zip(shape, strides).reversed() where size > 1 {
      guard stride == expected else { return false }
      expected *= size
    }
    return true
  }
}
