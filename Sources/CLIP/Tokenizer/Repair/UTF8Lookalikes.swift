/// Characters that look like the bytes of UTF-8 when these are read in a common encoding of one byte a character.
struct UTF8Lookalikes: Sendable {
  private let firstOfTwo: Set<Unicode.Scalar>
  private let firstOfThree: Set<Unicode.Scalar>
  private let firstOfFour: Set<Unicode.Scalar>
  /// With the space, which 0xA0 may have become.
  private let continuation: Set<Unicode.Scalar>
  /// Without what also stands beside broken text: dashes, quotation marks, bullet, ellipsis.
  private let strictContinuation: Set<Unicode.Scalar>

  /// - Parameter encodings: those that are considered; the others are too rare.
  init(_ encodings: [SingleByteEncoding]) {
    func scalars(_ bytes: ClosedRange<UInt8>) -> Set<Unicode.Scalar> {
      Set(encodings.flatMap { $0.scalars(bytes) })
    }
    firstOfTwo = scalars(0xc2...0xdf)
    firstOfThree = scalars(0xe0...0xef)
    firstOfFour = scalars(0xf0...0xf0).union(scalars(0xf3...0xf3))
    strictContinuation = scalars(0x80...0xbf).subtracting("–—―‘’‚“”„•…".unicodeScalars)
    continuation = scalars(0x80...0xbf).union([" "])
  }

  /// The stretches of text that look like UTF-8, as long as possible, none in the middle of a garble.
  func stretches(_ text: [Unicode.Scalar]) -> [Range<Int>] {
    var stretches: [Range<Int>] = []
    var place = 0
    while place < text.count {
      var end = place
      if place == 0 || !strictContinuation.contains(text[place - 1]) {
        while let length = sequence(text[end...]) { end += length }
      }
      if end > place { stretches.append(place..<end) }
      place = max(end, place + 1)
    }
    return stretches
  }

  /// The length of the sequence that text begins with.
  private func sequence(_ text: ArraySlice<Unicode.Scalar>) -> Int? {
    guard let first = text.first, !first.isASCII else { return nil }
    let rest = text.dropFirst().prefix(3).prefix { continuation.contains($0) }.count
    if rest >= 1, firstOfTwo.contains(first) { return 2 }
    if rest >= 2, firstOfThree.contains(first) { return 3 }
    if rest >= 3, firstOfFour.contains(first) { return 4 }
    return nil
  }
}
