import Imaging
import Preferences

/// RGBA pixels to make files of.
struct Pixels {
  let size: PixelSize
  let rgba: [UInt8]

  init(_ width: Int, _ height: Int, color: (Int, Int) -> [UInt8]) {
    size = PixelSize(width: width, height: height)
    rgba = (0..<height).flatMap { y in (0..<width).flatMap { x in color(x, y) } }
  }

  /// One colour all over.
  static func plain(_ width: Int, _ height: Int, _ color: [UInt8]) -> Pixels {
    Pixels(width, height) { _, _ in color }
  }

  /// Smooth in both directions, so that lossy formats keep it well.
  static func gradient(_ width: Int, _ height: Int) -> Pixels {
    Pixels(width, height) { x, y in [UInt8(x * 255 / width), UInt8(y * 255 / height), 90, 255] }
  }

  /// Does not compress: a file of it is nearly as large as its pixels. A linear congruential generator.
  static func noise(_ width: Int, _ height: Int, seed: UInt64) -> Pixels {
    var state = seed
    func next() -> UInt8 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
    return Pixels(width, height) { _, _ in [next(), next(), next(), 255] }
  }

  func encoded(as format: WritableImageFormat) throws -> [UInt8] {
    try ImageFileWriter.encode(rgba: rgba, width: size.width, height: size.height, format: format)
  }
}
