/// Numbers texts in the order in which they come, and finds their numbers again.
///
/// Texts are equal when their bytes are. Swift's strings are equal when they look the same, which would make one
/// symbol of two.
struct SymbolTable: Sendable {
  private var bytes: [UInt8] = []
  /// Where in `bytes` a symbol begins; one more than there are symbols.
  private var starts: [Int] = [0]
  /// A symbol or `free`, at the hash of its bytes or the next free place behind.
  private var places: [Int32]

  private static let free: Int32 = -1

  /// - Parameter capacity: how many symbols are expected.
  init(capacity: Int) {
    var size = 16
    while size < 2 * capacity { size *= 2 }
    places = [Int32](repeating: Self.free, count: size)
    starts.reserveCapacity(capacity + 1)
  }

  var count: Int { starts.count - 1 }

  /// The number of a symbol; `nil` for one that is not here. O(length).
  func symbol(_ text: some Collection<UInt8>) -> Int32? {
    let found = places[place(of: text)]
    return found == Self.free ? nil : found
  }

  /// The number of a symbol that is here, or joins now. O(length) amortized.
  mutating func insert(_ text: some Collection<UInt8>) -> Int32 {
    if 2 * count >= places.count { grow() }
    let place = place(of: text)
    guard places[place] == Self.free else { return places[place] }
    let symbol = Int32(count)
    places[place] = symbol
    bytes.append(contentsOf: text)
    starts.append(bytes.count)
    return symbol
  }

  func bytes(of symbol: Int32) -> ArraySlice<UInt8> {
    bytes[starts[Int(symbol)]..<starts[Int(symbol) + 1]]
  }

  private func place(of text: some Collection<UInt8>) -> Int {
    // The hash differs from run to run, so that no file can be made whose symbols all meet in one place.
    var hasher = Hasher()
    if text.withContiguousStorageIfAvailable({ hasher.combine(bytes: UnsafeRawBufferPointer($0)) }) == nil {
      for byte in text { hasher.combine(byte) }
    }
    var place = hasher.finalize() & (places.count - 1)
    while places[place] != Self.free, !bytes(of: places[place]).elementsEqual(text) {
      place = (place + 1) & (places.count - 1)
    }
    return place
  }

  private mutating func grow() {
    places = [Int32](repeating: Self.free, count: 2 * places.count)
    for symbol in 0..<Int32(count) { places[place(of: bytes(of: symbol))] = symbol }
  }
}
