/// How much of each pixel in a window some rings cover: exact areas, accumulated edge by edge. An edge adds
/// its signed height to the pixel it crosses, split by the area to its right; running sums along the rows
/// then give the winding number times the covered area. (The method of Levien's font-rs, 2016.)
struct Coverage {
  private(set) var minX = 0
  private(set) var minY = 0
  private(set) var width = 0
  private(set) var height = 0
  private var sums: [Float] = []

  /// One lane more than the window on the right takes what lies beyond.
  var stride: Int { width + 2 }

  /// Rings that overlap and run the same way are united. Cost: the pixels of their box and those along edges.
  mutating func accumulate(_ rings: [Ring], canvasWidth: Int, canvasHeight: Int) {
    let box = Box(around: rings.lazy.joined())
    minX = Int(max(0, min(box.minX.rounded(.down), Double(canvasWidth))))
    minY = Int(max(0, min(box.minY.rounded(.down), Double(canvasHeight))))
    width = Int(max(0, min(box.maxX.rounded(.up), Double(canvasWidth)))) - minX
    height = Int(max(0, min(box.maxY.rounded(.up), Double(canvasHeight)))) - minY
    guard width > 0, height > 0 else {
      (width, height) = (0, 0)
      return
    }
    let cells = stride * height
    if sums.count < cells { sums = [Float](repeating: 0, count: cells) }
    let (left, top) = (Double(minX), Double(minY))
    let (width, height, stride) = (width, height, stride)
    sums.withUnsafeMutableBufferPointer { sums in
      for index in 0..<cells { sums[index] = 0 }
      let edges = EdgeSums(sums: sums, width: width, height: height, stride: stride)
      for ring in rings {
        guard var here = ring.last else { continue }
        for next in ring {
          edges.add(Float(here.x - left), Float(here.y - top), Float(next.x - left), Float(next.y - top))
          here = next
        }
      }
    }
  }

  /// Calls `body` with each row of the window and the signed areas in it, not yet summed.
  func withSums<Result>(_ body: (UnsafeBufferPointer<Float>) -> Result) -> Result {
    sums.withUnsafeBufferPointer(body)
  }
}

/// Adds edges to the sums of a window; coordinates are relative to it.
private struct EdgeSums {
  let sums: UnsafeMutableBufferPointer<Float>
  let width: Int
  let height: Int
  let stride: Int

  func add(_ startX: Float, _ startY: Float, _ endX: Float, _ endY: Float) {
    guard startY != endY else { return }
    let down = startY < endY
    let (topX, topY, bottomX, bottomY) =
      down ? (startX, startY, endX, endY) : (endX, endY, startX, startY)
    let lean = (bottomX - topX) / (bottomY - topY)
    let limit = Float(width)
    let firstRow = max(0, Int(topY.rounded(.down)))
    let lastRow = min(height, Int(bottomY.rounded(.up)))
    guard firstRow < lastRow else { return }
    var x = topY < 0 ? topX - topY * lean : topX
    for row in firstRow..<lastRow {
      let rise = min(Float(row + 1), bottomY) - max(Float(row), topY)
      let nextX = x + lean * rise
      let height = down ? rise : -rise
      let low = max(0, min(limit, min(x, nextX)))
      let high = max(0, min(limit, max(x, nextX)))
      let first = Int(low)
      let base = row * stride + first
      if high <= Float(first + 1) {
        let beyond = 0.5 * (low + high) - Float(first)
        sums[base] += height - height * beyond
        sums[base + 1] += height * beyond
      } else {
        spread(height, from: low, to: high, first: first, base: base)
      }
      x = nextX
    }
  }

  /// The edge crosses several pixels of the row: each gets the growth of the area to the edge's right.
  private func spread(
    _ height: Float, from low: Float, to high: Float, first: Int, base: Int
  ) {
    let perPixel = 1 / (high - low)
    let last = Int(high.rounded(.up)) - 1
    var covered: Float = 0
    for pixel in first...last {
      // The area right of the edge within this pixel, as a share of the edge's height.
      let enter = max(low, Float(pixel))
      let leave = min(high, Float(pixel + 1))
      let share = (leave - enter) * perPixel
      let passed = (enter - low) * perPixel
      let area = passed + share * (Float(pixel + 1) - 0.5 * (enter + leave))
      sums[base + pixel - first] += height * (area - covered)
      covered = area
    }
    sums[base + last + 1 - first] += height * (1 - covered)
  }
}
