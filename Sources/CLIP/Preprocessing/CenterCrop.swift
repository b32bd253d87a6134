import Preferences

/// Where the square lies in the image after it was resized, by torchvision's rules.
struct CenterCrop {
  let resized: PixelSize
  let columns: Range<Int>
  let rows: Range<Int>

  init(of size: PixelSize, side: Int) {
    let short = min(size.width, size.height)
    let long = max(size.width, size.height)
    let resizedLong = Int(Double(side * long) / Double(short))
    resized =
      size.width <= size.height
      ? PixelSize(width: side, height: resizedLong) : PixelSize(width: resizedLong, height: side)
    columns = Self.middle(of: resized.width, side)
    rows = Self.middle(of: resized.height, side)
  }

  private static func middle(of length: Int, _ side: Int) -> Range<Int> {
    let start = Int((Double(length - side) / 2).rounded(.toNearestOrEven))
    return start..<start + side
  }
}
