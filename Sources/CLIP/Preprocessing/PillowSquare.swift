import Preferences

/// What Pillow makes of an image on the way to a model: resized on bytes, cut to a square, in red, green and blue.
enum PillowSquare {
  /// `side * side` pixels of red, green, blue. Only what the square keeps is computed.
  static func rgb(of stored: StoredPixels, by preprocessing: ImagePreprocessing) -> [UInt8] {
    let pixels = preprocessing.colors == .onWhiteFirst ? stored.onWhite : stored
    let frame = SquareFrame(of: pixels.size, by: preprocessing)
    let side = preprocessing.side
    var square = Square(side: side, frame)
    let covered = frame.covered
    if covered.columns.count < side || covered.rows.count < side {
      square.fill(with: pixels.color(ofFill: preprocessing.fill))
    }
    guard !covered.columns.isEmpty, !covered.rows.isEmpty else { return square.rgb }
    if frame.resized == pixels.size || pixels.mode == .palette || preprocessing.filter == .nearest {
      nearest(pixels, frame, into: &square)
    } else if pixels.mode == .i16 {
      resample(pixels, frame, with: preprocessing.filter, by: SixteenBits.self, into: &square)
    } else {
      resample(pixels, frame, with: preprocessing.filter, by: FixedPoint.self, into: &square)
    }
    return square.rgb
  }

  private static func resample<Arithmetic: ResamplingArithmetic>(
    _ pixels: StoredPixels, _ frame: SquareFrame, with filter: ResamplingFilter,
    by arithmetic: Arithmetic.Type,
    into square: inout Square
  ) {
    let mode = pixels.mode
    let covered = frame.covered
    let (size, resized) = (pixels.size, frame.resized)
    // Pillow 13 begins with the pass that takes away more. Each of them rounds, so that the order shows.
    let (lessWidth, lessHeight) = (size.width - resized.width, size.height - resized.height)
    Resampling.run(
      arithmetic, rowsFirst: lessHeight > 0 && lessHeight > 2 * lessWidth,
      columns: Taps(filter, from: size.width, to: resized.width, outputs: covered.columns),
      rows: Taps(filter, from: size.height, to: resized.height, outputs: covered.rows),
      reading: { row, columns, target in pixels.readPremultiplied(row: row, columns: columns, into: target) },
      writing: { place, row in square.write(row.lazy.map { mode.rgb(ofPremultiplied: $0) }, row: place) })
  }

  /// Of each pixel the one that its middle falls upon: what Pillow does to palettes whatever is asked for, and a
  /// mere crop where the size is right.
  private static func nearest(_ pixels: StoredPixels, _ frame: SquareFrame, into square: inout Square) {
    let covered = frame.covered
    let columns = nearest(from: pixels.size.width, to: frame.resized.width, outputs: covered.columns)
    let rows = nearest(from: pixels.size.height, to: frame.resized.height, outputs: covered.rows)
    for (place, row) in zip(covered.rows, rows) {
      square.write(
        columns.lazy.map { pixels.mode.rgb(of: pixels.pixel(row * pixels.size.width + $0)) }, row: place)
    }
  }

  /// Pillow's affine scaling adds up steps, whose rounding errors decide which pixel a middle on an edge belongs to.
  private static func nearest(from source: Int, to target: Int, outputs: Range<Int>) -> [Int] {
    let step = Double(Float(source)) / Double(target)
    // Where so many steps would take their time, Pillow has no memory either.
    let added = outputs.lowerBound < 1 << 24 ? outputs.lowerBound : 0
    var position = Double(outputs.lowerBound - added) * step + step * 0.5
    for _ in 0..<added { position += step }
    return outputs.map { _ in
      defer { position += step }
      return min(Int(position), source - 1)
    }
  }
}

/// The square that a model sees, while it is written.
private struct Square {
  private(set) var rgb: [UInt8]
  private let side: Int
  /// Where the first pixel that the image covers lies in it, less that pixel's own row; and its column.
  private let rowsAbove: Int
  private let firstColumn: Int

  init(side: Int, _ frame: SquareFrame) {
    rgb = [UInt8](repeating: 0, count: 3 * side * side)
    self.side = side
    rowsAbove = -frame.rows.lowerBound
    firstColumn = max(0, -frame.columns.lowerBound)
  }

  mutating func fill(with color: SIMD3<UInt8>) {
    guard color != .zero else { return }
    for place in rgb.indices { rgb[place] = color[place % 3] }
  }

  /// - Parameter row: in the resized image.
  mutating func write(_ colors: some Sequence<SIMD3<UInt8>>, row: Int) {
    var place = 3 * ((row + rowsAbove) * side + firstColumn)
    rgb.withUnsafeMutableBufferPointer { rgb in
      for color in colors {
        rgb[place] = color.x
        rgb[place + 1] = color.y
        rgb[place + 2] = color.z
        place += 3
      }
    }
  }
}
