import Preferences

/// Where the square lies in the image after it was resized.
struct SquareFrame {
  let resized: PixelSize
  /// `side` of them, which may begin before the image and end behind it: there is nothing of it then.
  let columns: Range<Int>
  let rows: Range<Int>

  init(of size: PixelSize, by preprocessing: ImagePreprocessing) {
    resized = preprocessing.resizing.size(of: size)
    columns = preprocessing.alignment.middle(of: resized.width, preprocessing.side)
    rows = preprocessing.alignment.middle(of: resized.height, preprocessing.side)
  }

  /// What of the square the image covers, in its own columns and rows.
  var covered: (columns: Range<Int>, rows: Range<Int>) {
    (columns.clamped(to: 0..<resized.width), rows.clamped(to: 0..<resized.height))
  }
}

extension ImagePreprocessing.Resizing {
  /// The size that an image is resampled to; no side of it is 0, where the references would fail.
  func size(of size: PixelSize) -> PixelSize {
    switch self {
    case .none: return size
    case .exactly(let width, let height): return PixelSize(width: width, height: height)
    case .shorterSide(let side):
      let (short, long) = (min(size.width, size.height), max(size.width, size.height))
      let resizedLong = Int(Double(side * long) / Double(short))
      return size.width <= size.height
        ? PixelSize(width: side, height: resizedLong) : PixelSize(width: resizedLong, height: side)
    case .longerSide(let side):
      let ratio = max(Double(size.height) / Double(side), Double(size.width) / Double(side))
      let lengths = [size.width, size.height].map {
        max(1, Int((Double($0) / ratio).rounded(.toNearestOrEven)))
      }
      return PixelSize(width: lengths[0], height: lengths[1])
    }
  }
}

extension ImagePreprocessing.Alignment {
  /// Where a stretch of `side` lies in the middle of a length.
  fileprivate func middle(of length: Int, _ side: Int) -> Range<Int> {
    let excess = length - side
    let start =
      switch self {
      case .nearest where excess >= 0: Int((Double(excess) / 2).rounded(.toNearestOrEven))
      case .nearest: -(-excess / 2)
      // Also below 0.
      case .down: excess >> 1
      }
    return start..<start + side
  }
}
