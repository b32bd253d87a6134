/// Changes that break files in the ways files break, and in the ways people break them.
struct Mutation {
  private var source: SplitMix

  private static let lengthLimit = 1 << 16
  /// Numbers at the edges of widths and signs.
  private static let edges: [UInt64] = [
    0, 1, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff,
    0x1_0000_0000,
    0x7fff_ffff_ffff_ffff, 0x8000_0000_0000_0000, 0xffff_ffff_ffff_ffff,
  ]

  init(seed: UInt64) {
    source = SplitMix(state: seed)
  }

  /// One file of the corpus after one to eight changes.
  mutating func input(from corpus: [[UInt8]]) -> [UInt8] {
    var bytes = corpus[below(corpus.count)]
    for _ in 0...below(8) {
      change(&bytes, other: corpus[below(corpus.count)])
      if bytes.isEmpty { bytes = [0] }
      if bytes.count > Self.lengthLimit { bytes.removeLast(bytes.count - Self.lengthLimit) }
    }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8], other: [UInt8]) {
    let place = below(bytes.count)
    switch below(10) {
    case 0: bytes[place] ^= 1 << UInt8(below(8))
    case 1: bytes[place] = UInt8(below(256))
    case 2: overwriteNumber(in: &bytes, at: place, with: Self.edges[below(Self.edges.count)])
    case 3:
      // Little-endian numbers moved a little: lengths, offsets, counts.
      let width = 1 << below(4)
      let delta = UInt64(bitPattern: Int64(below(33) - 16))
      overwriteNumber(
        in: &bytes, at: place, with: number(in: bytes, at: place, width: width) &+ delta, width: width)
    case 4: changeDigits(in: &bytes, near: place)
    case 5: bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(32)))
    case 6: bytes.insert(contentsOf: part(of: bytes), at: place)
    case 7: bytes.insert(contentsOf: part(of: other), at: place)
    case 8: bytes.removeLast(below(bytes.count))
    default:
      let piece = part(of: other)
      bytes.replaceSubrange(place..<min(bytes.count, place + piece.count), with: piece)
    }
  }

  private mutating func overwriteNumber(
    in bytes: inout [UInt8], at place: Int, with value: UInt64, width: Int? = nil
  ) {
    let width = width ?? 1 << below(4)
    for index in 0..<width where place + index < bytes.count {
      bytes[place + index] = UInt8(truncatingIfNeeded: value >> UInt64(8 * index))
    }
  }

  private func number(in bytes: [UInt8], at place: Int, width: Int) -> UInt64 {
    var value: UInt64 = 0
    for index in (0..<width).reversed() where place + index < bytes.count {
      value = value << 8 | UInt64(bytes[place + index])
    }
    return value
  }

  /// Puts another decimal number in place of the next one, as JSON holds them.
  private mutating func changeDigits(in bytes: inout [UInt8], near place: Int) {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard let start = bytes[place...].firstIndex(where: { digits ~= $0 }) else { return }
    let end = bytes[start...].firstIndex { !(digits ~= $0) } ?? bytes.count
    let value = below(2) == 0 ? UInt64(below(200)) : Self.edges[below(Self.edges.count)]
    bytes.replaceSubrange(start..<end, with: Array("\(value)".utf8))
  }

  private mutating func part(of bytes: [UInt8]) -> [UInt8] {
    guard !bytes.isEmpty else { return [] }
    let start = below(bytes.count)
    return Array(bytes[start..<min(bytes.count, start + 1 + below(64))])
  }

  private mutating func below(_ bound: Int) -> Int {
    bound < 2 ? 0 : Int(source.next() % UInt64(bound))
  }
}

/// SplitMix64.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
    return word ^ word >> 31
  }
}
