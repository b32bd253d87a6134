/// What a checkpoint says of a tensor before its elements are read.
package struct TensorEntry: Hashable, Sendable {
  package let elementType: ElementType
  /// Row-major; empty for a single number.
  package let shape: [Int]
}

/// Where the elements of a tensor lie. All of them are known to lie inside the file.
struct StoredTensor: Sendable {
  let entry: TensorEntry
  let file: MappedFile
  /// The first element, in bytes from the start of the file.
  let offset: Int
  /// From the first element to behind the last one, with what lies between them.
  let byteCount: Int
  let count: Int
  /// Steps in elements for each dimension; `nil` where the elements follow each other in row-major order.
  let strides: [Int]?
  /// The bytes it shares with other tensors, where the file holds a checksum of them.
  var storage: ChecksummedBytes?
}

/// Bytes of a file and the CRC-32 they should have.
struct ChecksummedBytes: Hashable, Sendable {
  let range: Range<Int>
  let checksum: UInt32

  /// `nil` where the writer of the file left checksums out.
  init?(_ entry: ZipEntry) {
    guard entry.checksum != 0 else { return nil }
    range = entry.data
    checksum = entry.checksum
  }

  func isIntact(in file: MappedFile) -> Bool {
    CRC32.of(file.bytes(range)) == checksum
  }
}

enum TensorShape {
  /// No model has more dimensions; a file that claims thousands wants memory for nothing.
  static let dimensionLimit = 16

  /// The number of elements, or `nil` where a size is negative or no number can hold it.
  static func count(_ shape: [Int]) -> Int? {
    var count = 1
    for size in shape {
      guard size >= 0 else { return nil }
      let (product, overflows) = count.multipliedReportingOverflow(by: size)
      guard !overflows else {
        // A dimension of zero makes the others meaningless.
        return shape.contains(0) && shape.allSatisfy { $0 >= 0 } ? 0 : nil
      }
      count = product
    }
    return count
  }
}
