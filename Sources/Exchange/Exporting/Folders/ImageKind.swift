/// The format of an image file, by how it begins: names of files may be wrong, and trainers go by the name.
enum ImageKind: String, CaseIterable {
  case png
  case jpeg = "jpg"
  case webp
  case gif
  case tiff

  /// - Returns: `nil` for other formats, none of which is ever imported.
  init?(of bytes: [UInt8]) {
    func begins(_ signature: [UInt8], at place: Int = 0) -> Bool {
      bytes.dropFirst(place).starts(with: signature)
    }
    if begins([0x89, 0x50, 0x4e, 0x47]) {
      self = .png
    } else if begins([0xff, 0xd8, 0xff]) {
      self = .jpeg
    } else if begins(Array("RIFF".utf8)), begins(Array("WEBP".utf8), at: 8) {
      self = .webp
    } else if begins(Array("GIF8".utf8)) {
      self = .gif
    } else if begins([0x49, 0x49, 0x2a, 0]) || begins([0x4d, 0x4d, 0, 0x2a]) {
      self = .tiff
    } else {
      return nil
    }
  }

  /// What files of this format are named.
  var suffix: String { rawValue }

  /// Whether open_clip's trainer takes it beside a caption; others it passes over without a word.
  var isReadWithCaptions: Bool { self == .png || self == .jpeg || self == .webp }
}
