/// Cuts a stream of bytes into lines.
struct LineBuffer {
  private var bytes: [UInt8] = []
  /// Where the line begins that is next.
  private var start = 0
  /// Up to where there is no line end after `start`.
  private var searched = 0

  /// What no line end has come for yet, in bytes, once `next` has given all lines.
  var unfinishedCount: Int { bytes.count - start }

  mutating func append(_ chunk: ArraySlice<UInt8>) {
    // What was given out is dropped here, and not at each line, of which a chunk may have thousands.
    bytes.removeFirst(start)
    searched -= start
    start = 0
    bytes += chunk
  }

  /// - Returns: the next line without its end, or `nil` where there is no whole one.
  mutating func next(endingAt isEnd: (UInt8) -> Bool = { $0 == UInt8(ascii: "\n") }) -> ArraySlice<UInt8>? {
    guard let end = bytes[searched...].firstIndex(where: isEnd) else {
      searched = bytes.count
      return nil
    }
    defer { (start, searched) = (end + 1, end + 1) }
    return bytes[start..<end]
  }

  /// What there is of a line that does not end; it is given up.
  mutating func takeUnfinished() -> ArraySlice<UInt8> {
    defer { (bytes, start, searched) = ([], 0, 0) }
    return bytes[start...]
  }
}
