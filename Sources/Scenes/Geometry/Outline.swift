/// Closed outlines as rings of points: the last point joins the first.
typealias Ring = [Point]

enum Outline {
  static func ellipse(
    _ x: Double, _ y: Double, _ radiusX: Double, _ radiusY: Double, tilt: Double = 0, points: Int = 36
  ) -> Ring {
    (0..<points).map { step in
      let turn = Double(step) / Double(points)
      let point = Point(radiusX * Turn.cosine(turn), radiusY * Turn.sine(turn))
      return Point(x, y) + point.turned(by: tilt)
    }
  }

  /// A ring of bumps, like a tree's crown or a cloud.
  static func scalloped(
    _ x: Double, _ y: Double, _ radiusX: Double, _ radiusY: Double, bumps: Int, depth: Double,
    points: Int = 72
  ) -> Ring {
    (0..<points).map { step in
      let turn = Double(step) / Double(points)
      let wave = Turn.sine(turn * Double(bumps) / 2)
      let radius = 1 - depth + depth * (wave < 0 ? -wave : wave)
      return Point(x + radiusX * radius * Turn.cosine(turn), y + radiusY * radius * Turn.sine(turn))
    }
  }

  /// Corners on two circles in turn, beginning at the top.
  static func star(
    _ x: Double, _ y: Double, tips: Int, outer: Double, inner: Double, rounding: Double
  ) -> Ring {
    let corners = (0..<tips * 2).map { step in
      let turn = Double(step) / Double(tips * 2) - 0.25
      let radius = step % 2 == 0 ? outer : inner
      return Point(x + radius * Turn.cosine(turn), y + radius * Turn.sine(turn))
    }
    return rounded(corners, by: rounding)
  }

  /// A polygon whose corners are quadratic curves that begin and end `radius` before the corner.
  static func rounded(_ corners: Ring, by radius: Double, steps: Int = 5) -> Ring {
    var ring: Ring = []
    for (index, corner) in corners.enumerated() {
      let before = corners[(index + corners.count - 1) % corners.count]
      let after = corners[(index + 1) % corners.count]
      let start = corner + toward(before, from: corner, by: radius)
      let end = corner + toward(after, from: corner, by: radius)
      for step in 0...steps {
        let along = Double(step) / Double(steps)
        let (a, b) = (start + (corner - start) * along, corner + (end - corner) * along)
        ring.append(a + (b - a) * along)
      }
    }
    return ring
  }

  private static func toward(_ goal: Point, from start: Point, by distance: Double) -> Point {
    let way = goal - start
    return way.length > 0 ? way * (min(distance, way.length / 2) / way.length) : Point(0, 0)
  }

  static func rectangle(_ minX: Double, _ minY: Double, _ maxX: Double, _ maxY: Double, rounding: Double)
    -> Ring
  {
    rounded(
      [Point(minX, minY), Point(maxX, minY), Point(maxX, maxY), Point(minX, maxY)], by: rounding, steps: 3)
  }

  /// The right half as cubic curves from a point on the axis down to another one; the left is its mirror image.
  static func mirrored(from start: Point, _ curves: [(Point, Point, Point)]) -> Ring {
    let right = path(from: start, curves)
    let left = right.dropFirst().dropLast().reversed().map { Point(-$0.x, $0.y) }
    return right + left
  }

  /// Cubic curves, each given by two control points and its end.
  static func path(from start: Point, _ curves: [(Point, Point, Point)], steps: Int = 9) -> Ring {
    var ring = [start]
    var here = start
    for (first, second, end) in curves {
      for step in 1...steps {
        let t = Double(step) / Double(steps)
        let u = 1 - t
        ring.append(
          here * (u * u * u) + first * (3 * u * u * t) + second * (3 * u * t * t) + end * (t * t * t))
      }
      here = end
    }
    return ring
  }

  /// A line of some width along points, with round ends left out.
  static func stroke(_ line: [Point], width: Double) -> Ring {
    guard line.count > 1 else { return [] }
    let sides = line.indices.map { index in
      let way = line[min(index + 1, line.count - 1)] - line[max(index - 1, 0)]
      let scale = way.length > 0 ? width / 2 / way.length : 0
      return Point(-way.y * scale, way.x * scale)
    }
    return line.indices.map { line[$0] + sides[$0] } + line.indices.reversed().map { line[$0] - sides[$0] }
  }

  /// The ring pushed outward by `distance` at every corner, at most twice as far at sharp ones.
  static func grown(_ ring: Ring, by distance: Double) -> Ring {
    guard ring.count > 2 else { return ring }
    let outward = signedArea(ring) >= 0 ? distance : -distance
    return ring.indices.map { index in
      let before = ring[(index + ring.count - 1) % ring.count]
      let after = ring[(index + 1) % ring.count]
      var (first, second) = (normal(before, ring[index]), normal(ring[index], after))
      if before == ring[index] { first = second }
      if after == ring[index] { second = first }
      let middle = first + second
      let square = middle.x * middle.x + middle.y * middle.y
      return square < 0.5 ? ring[index] + first * outward : ring[index] + middle * (outward * 2 / square)
    }
  }

  private static func normal(_ start: Point, _ end: Point) -> Point {
    let way = end - start
    return way.length > 0 ? Point(way.y / way.length, -way.x / way.length) : Point(0, 0)
  }

  static func signedArea(_ ring: Ring) -> Double {
    var sum = 0.0
    for index in ring.indices {
      let (here, next) = (ring[index], ring[(index + 1) % ring.count])
      sum += here.x * next.y - next.x * here.y
    }
    return sum / 2
  }

  /// The ring with points in between, so that no edge is longer than `length`.
  static func dense(_ ring: Ring, length: Double) -> Ring {
    ring.indices.flatMap { index -> Ring in
      let (here, next) = (ring[index], ring[(index + 1) % ring.count])
      let pieces = max(1, Int(((next - here).length / length).rounded(.up)))
      return (0..<pieces).map { here + (next - here) * (Double($0) / Double(pieces)) }
    }
  }
}
