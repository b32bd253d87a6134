/// Bytes on their way to the terminal, which takes them as it can.
struct Outgoing: Sendable {
  private var bytes: [UInt8] = []
  private var sent = 0

  var isEmpty: Bool { sent == bytes.count }

  mutating func add(_ more: some Sequence<UInt8>) {
    bytes += more
  }

  /// Hands over as much as is taken.
  /// - Parameter write: takes some of what it is given and says how much: 0 for nothing at the moment, or an error
  ///   number below 0.
  /// - Returns: the error's number, 0 for none. After an error nothing is left to send.
  mutating func send(_ write: (UnsafeBufferPointer<UInt8>) -> Int) -> Int32 {
    while !isEmpty {
      let taken = bytes.withUnsafeBufferPointer { write(UnsafeBufferPointer(rebasing: $0[sent...])) }
      if taken == 0 { return 0 }
      if taken < 0 {
        drop()
        return Int32(-taken)
      }
      sent += taken
    }
    drop()
    return 0
  }

  mutating func drop() {
    bytes.removeAll(keepingCapacity: true)
    sent = 0
  }
}
