import Imaging
import Preferences
import Testing

@Suite("Fitting images into cells")
struct CellBoxTests {
  @Test(
    "The proportions are kept inside the box",
    arguments: [
      // A square is twice as many columns as rows in cells twice as high as wide.
      ((512, 512), (58, 30), (8, 16), (58, 29)), ((512, 512), (80, 20), (8, 16), (40, 20)),
      ((1000, 500), (40, 40), (8, 16), (40, 10)), ((500, 1000), (40, 40), (8, 16), (40, 40)),
      ((512, 512), (40, 40), (10, 10), (40, 40)), ((16, 16), (40, 40), (8, 16), (40, 20)),
      ((1, 500), (40, 40), (8, 16), (1, 40)), ((500, 1), (40, 40), (8, 16), (40, 1)),
      ((5, 5), (0, 0), (8, 16), (1, 1)),
    ])
  func fitting(image: (Int, Int), box: (Int, Int), cell: (Int, Int), expected: (Int, Int)) {
    let fitted = CellBox(columns: box.0, rows: box.1).fitting(
      PixelSize(width: image.0, height: image.1), cell: PixelSize(width: cell.0, height: cell.1))
    #expect(fitted == CellBox(columns: expected.0, rows: expected.1))
  }
}
