/// Reads the pixels of image files as a model is to see them: as Pillow's `Image.open` gives them, before any
/// conversion, not turned by EXIF, unless `words` say otherwise. What people look at is another matter (gdk-pixbuf,
/// upright, over gray).
package protocol PixelSource: Sendable {
  /// How pixels differ from what a file stores, which decides scores; none where they do not.
  var words: [String] { get }

  /// Reads the file once, for its identity and its pixels.
  func pixels(fileAt path: String) throws(ImageFault) -> (image: ImageID, pixels: StoredPixels)
}

extension PixelSource {
  package var words: [String] { [] }
}

/// Pixels as a file stores them. Rows from the top, without gaps.
package struct StoredPixels: Hashable, Sendable {
  /// How samples make a pixel; the names are Pillow's modes.
  package enum Mode: Hashable, Sendable {
    /// Gray.
    case l
    /// Gray and alpha, not multiplied in.
    case la
    case rgb
    /// Alpha not multiplied in.
    case rgba
    /// Colours out of a palette or of two levels, here already looked up as red, green, blue: such images are
    /// resampled to the nearest pixel.
    case palette
    /// As Adobe stores them in JPEG after inversion: 0 is no ink.
    case cmyk
    /// Gray of 16 bits, in two samples: the low byte comes first.
    case i16

    package var samplesPerPixel: Int {
      switch self {
      case .l: 1
      case .la, .i16: 2
      case .rgb, .palette: 3
      case .rgba, .cmyk: 4
      }
    }
  }

  package let mode: Mode
  package let size: PixelSize
  /// `size.width * size.height * mode.samplesPerPixel` of them.
  package let samples: [UInt8]
  /// The alpha of each pixel where the file says it elsewhere than in a channel: a transparent colour, or alphas of
  /// a palette.
  package let transparency: [UInt8]?
  /// The 256 colours that indices stand for, red, green, blue; `nil` where there are no indices, and for TIFF.
  package let palette: [UInt8]?

  /// - Precondition: there is at least one pixel, and all samples are there.
  package init(
    mode: Mode, size: PixelSize, samples: [UInt8], transparency: [UInt8]? = nil, palette: [UInt8]? = nil
  ) {
    precondition(size.width > 0 && size.height > 0)
    precondition(samples.count == size.width * size.height * mode.samplesPerPixel)
    precondition(transparency.map { $0.count == size.width * size.height } ?? true)
    precondition(palette.map { $0.count == 768 } ?? true)
    self.mode = mode
    self.size = size
    self.samples = samples
    self.transparency = transparency
    self.palette = palette
  }

  /// Whether any pixel may let something through.
  package var hasAlpha: Bool { mode == .la || mode == .rgba || transparency != nil }
}
