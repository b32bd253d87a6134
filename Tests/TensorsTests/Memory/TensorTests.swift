import Tensors
import Testing

@Suite struct TensorTests {
  @Test func aCopyIsNotWrittenTo() {
    let original = Tensor([1, 2, 3, 4], shape: [2, 2])
    var copy = original
    copy.withUnsafeMutableFloats { $0[0] = 9 }
    #expect(original.elements == [1, 2, 3, 4])
    #expect(copy.elements == [9, 2, 3, 4])
  }

  @Test func borrowedMemoryIsNotWrittenTo() {
    let owner = Floats([1, 2, 3])
    var tensor = Tensor(shape: [3], borrowing: owner.start, of: owner)
    tensor.withUnsafeMutableFloats { $0[1] = 7 }
    #expect(tensor.elements == [1, 7, 3])
    #expect(owner.start[1] == 2)
  }

  @Test func borrowedMemoryLivesAsLongAsSlicesOfIt() {
    weak var owner: Floats?
    var slice: Tensor?
    do {
      let floats = Floats([1, 2, 3, 4, 5, 6])
      owner = floats
      slice = Tensor(shape: [3, 2], borrowing: floats.start, of: floats).slices(1..<3)
    }
    #expect(slice?.elements == [3, 4, 5, 6])
    #expect(slice?.shape == [2, 2])
    #expect(owner != nil)
    slice = nil
    #expect(owner == nil)
  }

  @Test func slicesAreNotWrittenThrough() {
    let whole = Tensor([1, 2, 3, 4], shape: [4])
    var slice = whole.slices(1..<3)
    slice.withUnsafeMutableFloats { $0[0] = 0 }
    #expect(whole.elements == [1, 2, 3, 4])
  }

  @Test func transposedExchangesAxes() {
    let tensor = Tensor([1, 2, 3, 4, 5, 6], shape: [2, 3]).transposed
    #expect(tensor.shape == [3, 2])
    #expect(tensor.elements == [1, 4, 2, 5, 3, 6])
  }

  @Test func concatenatingGoesAlongTheFirstAxis() {
    let tensor = Tensor(concatenating: [
      Tensor([1, 2], shape: [1, 2]), Tensor([3, 4, 5, 6], shape: [2, 2]),
    ])
    #expect(tensor.shape == [3, 2])
    #expect(tensor.elements == [1, 2, 3, 4, 5, 6])
  }

  @Test func aScalarHasOneElement() {
    #expect(Tensor([2.5], shape: []).elements == [2.5])
  }
}

/// Memory that is not a tensor's own.
private final class Floats: Sendable {
  nonisolated(unsafe) let start: UnsafeMutablePointer<Float>

  init(_ floats: [Float]) {
    start = .allocate(capacity: floats.count)
    start.initialize(from: floats, count: floats.count)
  }

  deinit { start.deallocate() }
}
