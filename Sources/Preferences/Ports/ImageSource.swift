/// Reads image files, without judging what is on them.
package protocol ImageSource: Sendable {
  /// Identity and size of an image file. Reads the file once.
  /// - Parameter decodingPixels: decodes the whole image too, which finds damage in mid-file at the cost of
  ///   milliseconds a megapixel; otherwise header and completeness are checked.
  func inspect(fileAt path: String, decodingPixels: Bool) throws(ImageFault) -> ImageFacts

  /// The same of many files, in their order. An implementation may look at several at once.
  func inspect(filesAt paths: [String], decodingPixels: Bool) -> [Result<ImageFacts, ImageFault>]
}

extension ImageSource {
  /// One after the other.
  package func inspect(filesAt paths: [String], decodingPixels: Bool) -> [Result<ImageFacts, ImageFault>] {
    paths.map { path in
      Result { () throws(ImageFault) in try inspect(fileAt: path, decodingPixels: decodingPixels) }
    }
  }
}

package struct ImageFacts: Hashable, Sendable {
  package let image: ImageID
  package let size: PixelSize
  /// `nil` where it was not looked at.
  package let sight: ImageSight?

  package init(image: ImageID, size: PixelSize, sight: ImageSight? = nil) {
    self.image = image
    self.size = size
    self.sight = sight
  }
}

/// Why an image file cannot be used.
package enum ImageFault: Error, Hashable, Sendable {
  case missing
  case unreadable(String)
  case unknownFormat
  case truncated
  case tooLarge(PixelSize)
  case damaged(String)
  /// The file is another image than the one that was imported.
  case changed
}

extension ImageFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missing: "no such image file"
    case .unreadable(let reason): "cannot be read: \(reason)"
    case .unknownFormat: "not an image of a known format (PNG, JPEG, WebP, GIF, TIFF)"
    case .truncated: "the image file ends too early"
    case .tooLarge(let size):
      "\(size.width)×\(size.height) pixels are more than the \(ImageFault.megapixelLimit) megapixels that are read"
    case .damaged(let reason): "the image is damaged: \(reason)"
    case .changed: "the file has changed since it was imported; import it again, or put the old file back"
    }
  }

  /// Above this an image is refused before a pixel of it is decoded.
  package static let megapixelLimit = 100
}
