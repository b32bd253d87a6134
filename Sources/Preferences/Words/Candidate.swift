/// One image generated for a prompt.
package struct Candidate: Hashable, Sendable {
  package let image: ImageID
  /// Where the image file was last seen; absolute.
  package let path: String
  /// What made the image, where that is known: a model's name, or a name with its settings.
  package let generator: String?
  package let size: PixelSize
  /// How people see it otherwise than models do; `nil` where nobody has looked.
  package let sight: ImageSight?

  package init(
    image: ImageID, path: String, generator: String? = nil, size: PixelSize, sight: ImageSight? = nil
  ) {
    self.image = image
    self.path = path
    self.generator = generator
    self.size = size
    self.sight = sight
  }
}

/// Width and height in pixels.
package struct PixelSize: Hashable, Sendable {
  package let width: Int
  package let height: Int

  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }
}
