/// Row-major 32-bit floats of some shape: a value, shared until it is written to.
///
/// What a tensor is read from may also be foreign memory, such as a mapped file; it is then never written to.
package struct Tensor: Sendable {
  package let shape: [Int]
  private(set) var memory: FloatMemory

  /// Lets `fill` write every element once.
  package init(uninitialized shape: [Int], _ fill: (UnsafeMutableBufferPointer<Float>) throws -> Void)
    rethrows
  {
    self.shape = shape
    memory = FloatMemory(count: shape.reduce(1, *))
    try fill(memory.writable)
  }

  /// - Precondition: there are as many elements as the shape says.
  package init(_ elements: [Float], shape: [Int]) {
    precondition(elements.count == shape.reduce(1, *), "\(elements.count) elements for the shape \(shape)")
    self.init(uninitialized: shape) { buffer in _ = buffer.initialize(from: elements) }
  }

  /// Reads memory that `owner` keeps alive and that nobody changes; nothing is copied.
  package init(shape: [Int], borrowing start: UnsafePointer<Float>, of owner: any AnyObject & Sendable) {
    self.shape = shape
    memory = FloatMemory(borrowing: start, count: shape.reduce(1, *), of: owner)
  }

  package var count: Int { memory.count }

  package var elements: [Float] { withUnsafeFloats { Array($0) } }

  package func withUnsafeFloats<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer { withExtendedLifetime(memory) {} }
    return try body(memory.readable)
  }

  package mutating func withUnsafeMutableFloats<Result, Failure: Error>(
    _ body: (UnsafeMutableBufferPointer<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    if !isKnownUniquelyReferenced(&memory) || !memory.isOwn { memory = FloatMemory(copying: memory.readable) }
    defer { withExtendedLifetime(memory) {} }
    return try body(memory.writable)
  }

  /// Some of the slices along the first axis; nothing is copied.
  package func slices(_ range: Range<Int>) -> Tensor {
    precondition(0 <= range.lowerBound && range.upperBound <= shape[0], "\(range) of \(shape)")
    let size = shape.dropFirst().reduce(1, *)
    let start = memory.readable.baseAddress.unsafelyUnwrapped + range.lowerBound * size
    return Tensor(shape: [range.count] + shape.dropFirst(), borrowing: start, of: memory)
  }

  /// The same elements in another shape of as many.
  package func reshaped(_ shape: [Int]) -> Tensor {
    precondition(shape.reduce(1, *) == count, "\(self.shape) cannot become \(shape)")
    return Tensor(shape: shape, memory: memory)
  }

  private init(shape: [Int], memory: FloatMemory) {
    self.shape = shape
    self.memory = memory
  }
}

/// A stretch of floats at an address that vector instructions like.
///
/// Sendable though it can be written to: `Tensor` writes only to memory that nobody else refers to.
final class FloatMemory: @unchecked Sendable {
  let count: Int
  let isOwn: Bool
  private let start: UnsafeMutablePointer<Float>
  private let owner: (any AnyObject & Sendable)?

  init(count: Int) {
    self.count = count
    isOwn = true
    owner = nil
    start = FreedMemory.take(max(1, count) * 4).bindMemory(to: Float.self, capacity: count)
  }

  convenience init(copying floats: UnsafeBufferPointer<Float>) {
    self.init(count: floats.count)
    _ = writable.initialize(from: floats)
  }

  init(borrowing start: UnsafePointer<Float>, count: Int, of owner: any AnyObject & Sendable) {
    self.count = count
    isOwn = false
    self.owner = owner
    self.start = UnsafeMutablePointer(mutating: start)
  }

  deinit {
    if isOwn { FreedMemory.giveBack(start, max(1, count) * 4) }
  }

  var readable: UnsafeBufferPointer<Float> { UnsafeBufferPointer(start: start, count: count) }
  var writable: UnsafeMutableBufferPointer<Float> { UnsafeMutableBufferPointer(start: start, count: count) }
}
