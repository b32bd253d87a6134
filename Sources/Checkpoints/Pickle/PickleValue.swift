/// A value of a pickle. Small and flat: containers are places in `PickleValues`, so that a pickle that nests or
/// repeats without end costs no more memory than it has bytes, and nothing recurses.
enum PickleValue {
  case none
  case integer(Int)
  /// Where the UTF-8 stands in the file.
  case text(Range<Int>)
  case tuple(Range<Int>)
  case dictionary(Int)
  case global(PickleGlobal)
  case storage(Int)
  case tensor(Int)
  /// A function or class that tensors do not need, or what such a one would make: never looked up, never made. What
  /// depends on it is one too.
  case stranger(Int)
  /// Something that tensors do not depend on: floats, large integers, bytes, lists and what is in them.
  case other
}

/// What the containers of a pickle hold.
struct PickleValues {
  /// The elements of all tuples.
  var elements: [PickleValue] = []
  /// Of each dictionary, the members that are tensors, dictionaries or strangers and have a text as key.
  var dictionaries: [[Member]] = []
  var storages: [Storage] = []
  var tensors: [Tensor] = []
  var strangers: [Stranger] = []

  struct Member {
    /// Where the UTF-8 of the key stands in the file.
    let key: Range<Int>
    let value: PickleValue
  }

  struct Storage {
    /// Where the name of its entry stands in the file.
    let key: Range<Int>
    /// `nil` where it counts bytes.
    let type: ElementType?
    let count: Int
  }

  struct Tensor {
    let storage: Int
    let type: ElementType
    /// In elements.
    let offset: Int
    let shape: Range<Int>
    let strides: Range<Int>
  }

  /// Something that only Python could make.
  struct Stranger {
    /// Where the UTF-8 of its module and name stands in the file.
    let module: Range<Int>
    let name: Range<Int>
    /// Where it is named.
    let offset: Int
  }

  /// The tuple's elements if all are integers.
  func integers(_ tuple: Range<Int>) -> [Int]? {
    var integers: [Int] = []
    for element in elements[tuple] {
      guard case .integer(let integer) = element else { return nil }
      integers.append(integer)
    }
    return integers
  }
}
