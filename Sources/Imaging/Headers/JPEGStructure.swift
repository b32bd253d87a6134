import Glibc
import Preferences

/// JPEG (ITU-T T.81): markers of two bytes, most followed by a segment; after a start of scan comes coded data.
enum JPEGStructure: ImageStructure {
  static func size(in bytes: [UInt8]) throws(ImageFault) -> PixelSize {
    var offset = 2
    while true {
      let segment = try segment(at: offset, in: bytes)
      if isFrame(segment.marker) {
        guard let height = bytes.number(at: segment.start + 3, count: 2, .big),
          let width = bytes.number(at: segment.start + 5, count: 2, .big)
        else { throw .truncated }
        return PixelSize(width: width, height: height)
      }
      guard segment.marker != endOfImage, segment.marker != startOfScan else {
        throw .damaged("it has no frame header")
      }
      offset = segment.end
    }
  }

  static func checkCompleteness(of bytes: [UInt8]) throws(ImageFault) {
    var offset = 2
    var holdsPixels = false
    while true {
      let segment = try segment(at: offset, in: bytes)
      offset = segment.end
      if segment.marker == endOfImage { break }
      if segment.marker == startOfScan {
        holdsPixels = true
        offset = try endOfCodedData(from: offset, in: bytes)
      }
    }
    guard holdsPixels else { throw .damaged("it holds no pixels") }
  }

  private static let endOfImage = 0xd9
  private static let startOfScan = 0xda

  private struct Segment {
    let marker: Int
    /// Where its length stands.
    let start: Int
    let end: Int
  }

  private static func segment(at offset: Int, in bytes: [UInt8]) throws(ImageFault) -> Segment {
    var position = offset
    guard let first = bytes.byte(at: position) else { throw .truncated }
    guard first == 0xff else { throw .damaged("no marker stands at byte \(offset)") }
    // Any number of 0xff may come before a marker.
    while bytes.byte(at: position) == 0xff { position += 1 }
    guard let marker = bytes.byte(at: position) else { throw .truncated }
    let start = position + 1
    if marker == endOfImage { return Segment(marker: marker, start: start, end: start) }
    guard hasSegment(marker) else {
      throw .damaged("an unknown marker stands at byte \(position - 1)")
    }
    guard let length = bytes.number(at: start, count: 2, .big), start + length <= bytes.count else {
      throw .truncated
    }
    guard length >= 2 else { throw .damaged("the segment at byte \(start) is too short") }
    return Segment(marker: marker, start: start, end: start + length)
  }

  /// Frames, tables, scans, application data and comments.
  private static func hasSegment(_ marker: Int) -> Bool {
    0xc0...0xcf ~= marker || 0xda...0xdf ~= marker || 0xe0...0xef ~= marker || marker == 0xfe
  }

  private static func isFrame(_ marker: Int) -> Bool {
    0xc0...0xcf ~= marker && marker != 0xc4 && marker != 0xc8 && marker != 0xcc
  }

  /// In coded data 0xff is followed by a zero or a restart marker; anything else ends the data.
  private static func endOfCodedData(from start: Int, in bytes: [UInt8]) throws(ImageFault) -> Int {
    let end = bytes.withUnsafeBytes { buffer -> Int? in
      guard let base = buffer.baseAddress else { return nil }
      var offset = start
      while offset < buffer.count, let found = memchr(base + offset, 0xff, buffer.count - offset) {
        offset = UnsafeRawPointer(found) - base
        guard offset + 1 < buffer.count else { return nil }
        let next = buffer[offset + 1]
        guard next == 0 || 0xd0...0xd7 ~= next else { return offset }
        offset += 2
      }
      return nil
    }
    guard let end else { throw .truncated }
    return end
  }
}
