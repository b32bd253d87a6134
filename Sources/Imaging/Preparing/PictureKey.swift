import Preferences

/// What a prepared picture depends on; equal keys give equal pictures.
package struct PictureKey: Hashable, Sendable {
  package let image: ImageID
  package let box: CellBox
  /// The size of a cell in pixels.
  package let cell: PixelSize
  package let graphics: GraphicsProtocol

  package init(
    image: ImageID, box: CellBox, cell: PixelSize = .usualCell, graphics: GraphicsProtocol
  ) {
    self.image = image
    self.box = box
    self.cell = cell
    self.graphics = graphics
  }
}
