/// Paints what is behind the objects. Nothing in it could be taken for one of them.
struct Backdrop {
  let background: Background
  let side: Int
  private var random: SplitMix64

  init(_ background: Background, seed: UInt64, side: Int) {
    self.background = background
    self.side = side
    random = SplitMix64(seed: seed)
  }

  mutating func paint() -> Canvas {
    var canvas = Canvas(width: side, height: side, colour: Pigment(0xf4ecdd))
    canvas.fillRows(stops)
    switch background {
    case .sky:
      clouds(3, opacity: 0.85, on: &canvas)
      hill(0.8, 0.03, Pigment(0xa9d98a), Pigment(0x8cc774), on: &canvas)
      hill(0.9, 0.015, Pigment(0x8ecb70), Pigment(0x74b65c), on: &canvas)
    case .night:
      glimmer(count: 46, below: 0.74, radius: 0.002...0.006, opacity: 0.9, on: &canvas)
      hill(0.79, 0.04, Pigment(0x2f3566), Pigment(0x1f2450), on: &canvas)
      hill(0.9, 0.02, Pigment(0x262a56), Pigment(0x171a3c), on: &canvas)
    case .meadow:
      clouds(2, opacity: 0.7, on: &canvas)
      hill(0.5, 0.05, Pigment(0xb5dd98), Pigment(0x9ccf82), on: &canvas)
      hill(0.6, 0.03, Pigment(0x9fd67f), Pigment(0x6fb857), on: &canvas)
      tufts(on: &canvas)
    case .beach:
      clouds(2, opacity: 0.7, on: &canvas)
      hill(0.44, 0, Pigment(0x5fc0dc), Pigment(0x8fdbe0), on: &canvas)
      hill(0.6, 0.02, Pigment(0xffffff), Pigment(0xf6ead0), on: &canvas)
      hill(0.625, 0.02, Pigment(0xf3dfae), Pigment(0xe7c98b), on: &canvas)
    case .plain: break
    case .sunset:
      clouds(3, opacity: 0.22, on: &canvas)
      hill(0.78, 0.05, Pigment(0x8a4f7d), Pigment(0x6d3c6c), on: &canvas)
      hill(0.88, 0.02, Pigment(0x643a68), Pigment(0x472a52), on: &canvas)
    case .snow:
      hill(0.52, 0.06, Pigment(0xdfeaf5), Pigment(0xcddcec), on: &canvas)
      hill(0.62, 0.03, Pigment(0xfbfdff), Pigment(0xdfe8f4), on: &canvas)
      glimmer(count: 60, below: 1, radius: 0.003...0.008, opacity: 0.85, on: &canvas)
    case .water:
      rays(on: &canvas)
      hill(0.84, 0.03, Pigment(0xe0cf9c), Pigment(0xc2ab78), on: &canvas)
      bubbles(on: &canvas)
    }
    return canvas
  }

  private var stops: [(height: Double, colour: Pigment)] {
    switch background {
    case .sky: [(0, Pigment(0x7cc4f2)), (0.85, Pigment(0xe3f5ff))]
    case .night: [(0, Pigment(0x10163c)), (0.55, Pigment(0x2b3170)), (0.85, Pigment(0x5a5496))]
    case .meadow: [(0, Pigment(0xa8dbf5)), (0.55, Pigment(0xf1fbf4))]
    case .beach: [(0, Pigment(0x8fd3f4)), (0.44, Pigment(0xeaf9fd))]
    case .plain: [(0, Pigment(0xfaf4e8)), (1, Pigment(0xeadfc9))]
    case .sunset:
      [
        (0, Pigment(0x5b4b9a)), (0.3, Pigment(0xb9669c)), (0.55, Pigment(0xf4917b)),
        (0.82, Pigment(0xffd68a)),
      ]
    case .snow: [(0, Pigment(0x9db9d8)), (0.6, Pigment(0xe6eff8))]
    case .water: [(0, Pigment(0x8be0e6)), (0.45, Pigment(0x3fa9cf)), (1, Pigment(0x256a9e))]
    }
  }

  /// Ground from a wavy line down to the lower border.
  private mutating func hill(
    _ height: Double, _ wave: Double, _ upper: Pigment, _ lower: Pigment, on canvas: inout Canvas
  ) {
    let (phase, second) = (random.unit(), random.unit())
    let length = Double(side)
    let line = (0...28).map { step in
      let x = Double(step) / 28
      let bend = Turn.sine(x * 0.9 + phase) + 0.4 * Turn.sine(x * 2.1 + second)
      return Point(x * length, (height + wave * bend * 0.7) * length)
    }
    canvas.fill(
      [line + [Point(length, length), Point(0, length)]],
      Paint(from: upper, at: Point(0, height * length), to: lower, at: Point(0, length)))
  }

  private mutating func clouds(_ count: Int, opacity: Double, on canvas: inout Canvas) {
    let length = Double(side)
    for index in 0..<count {
      let x = (Double(index) + random.within(0.15...0.85)) / Double(count) * length
      let y = random.within(0.06...0.3) * length
      let size = random.within(0.05...0.085) * length
      let puffs = [(-1.3, 0.15, 0.7), (-0.4, -0.25, 1), (0.6, -0.1, 0.85), (1.4, 0.2, 0.55)].map { puff in
        Outline.ellipse(x + puff.0 * size, y + puff.1 * size, puff.2 * size, puff.2 * size * 0.72, points: 20)
      }
      let base = Outline.ellipse(x, y + 0.36 * size, 1.8 * size, 0.3 * size, points: 20)
      canvas.fill(puffs + [base], Paint(Pigment(0xffffff), opacity: opacity))
    }
  }

  /// Points of light: far stars, falling snow.
  private mutating func glimmer(
    count: Int, below lowest: Double, radius: ClosedRange<Double>, opacity: Double, on canvas: inout Canvas
  ) {
    let length = Double(side)
    for _ in 0..<count {
      let (x, y) = (random.unit() * length, random.unit() * lowest * length)
      let size = max(random.within(radius) * length, 0.4)
      canvas.fill(
        [Outline.ellipse(x, y, size, size, points: 8)],
        Paint(Pigment(0xfffbe6), opacity: opacity * random.within(0.4...1)))
    }
  }

  private mutating func tufts(on canvas: inout Canvas) {
    let length = Double(side)
    for _ in 0..<26 {
      let y = random.within(0.64...0.99)
      let root = Point(random.unit() * length, y * length)
      let blade = length * 0.03 * (0.5 + y * 0.6)
      for lean in [-0.5, 0, 0.5] {
        canvas.fill(
          [
            [
              root + Point(-blade * 0.12, 0), root + Point(lean * blade, -blade),
              root + Point(blade * 0.12, 0),
            ]
          ], Paint(Pigment(0x58a04a), opacity: 0.55))
      }
    }
  }

  private mutating func rays(on canvas: inout Canvas) {
    let length = Double(side)
    for index in 0..<4 {
      let x = (Double(index) + random.unit()) / 4 * length
      let width = random.within(0.03...0.08) * length
      canvas.fill(
        [
          [
            Point(x, 0), Point(x + width, 0), Point(x + width - 0.3 * length, length),
            Point(x - 2 * width - 0.3 * length, length),
          ]
        ],
        Paint(
          from: Pigment(0xffffff), at: Point(0, 0), to: Pigment(0x5fb4d4), at: Point(0, length), opacity: 0.12
        ))
    }
  }

  private mutating func bubbles(on canvas: inout Canvas) {
    let length = Double(side)
    for _ in 0..<14 {
      let size = random.within(0.005...0.014) * length
      let (x, y) = (random.unit() * length, random.within(0.05...0.85) * length)
      canvas.fill([Outline.ellipse(x, y, size, size, points: 14)], Paint(Pigment(0xffffff), opacity: 0.3))
      canvas.fill(
        [Outline.ellipse(x - size * 0.3, y - size * 0.3, size * 0.3, size * 0.3, points: 8)],
        Paint(Pigment(0xffffff), opacity: 0.7))
    }
  }
}
