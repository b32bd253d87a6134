extension Artwork {
  private static let ink = Pigment(0x2e2530)
  private static let white = Pigment(0xffffff)

  private static func eye(_ x: Double, _ y: Double, radius: Double) -> [Part] {
    [
      .detail(.fixed(white), Outline.ellipse(x, y, radius, radius * 1.1, points: 20)),
      .detail(
        .fixed(ink),
        Outline.ellipse(x + radius * 0.15, y + radius * 0.1, radius * 0.6, radius * 0.7, points: 16)),
      .detail(
        .fixed(white),
        Outline.ellipse(x + radius * 0.35, y - radius * 0.2, radius * 0.2, radius * 0.22, points: 10)),
    ]
  }

  static let fish = Artwork(
    [
      Part(
        .own(-0.14),
        Outline.path(
          from: Point(-0.4, 0),
          [
            (Point(-0.6, -0.2), Point(-0.8, -0.52), Point(-1, -0.5)),
            (Point(-1, -0.2), Point(-0.86, -0.1), Point(-0.84, 0.02)),
            (Point(-0.86, 0.14), Point(-1, 0.24), Point(-1, 0.54)),
            (Point(-0.8, 0.54), Point(-0.6, 0.24), Point(-0.4, 0)),
          ])),
      Part(
        .own(-0.14),
        Outline.path(
          from: Point(-0.3, -0.36),
          [
            (Point(-0.2, -0.66), Point(0.1, -0.78), Point(0.34, -0.7)),
            (Point(0.3, -0.56), Point(0.3, -0.5), Point(0.36, -0.34)),
          ])),
      Part(
        .own(0),
        Outline.path(
          from: Point(-0.62, 0),
          [
            (Point(-0.4, -0.42), Point(0, -0.58), Point(0.3, -0.56)),
            (Point(0.68, -0.54), Point(0.96, -0.26), Point(0.98, 0.04)),
            (Point(0.94, 0.34), Point(0.66, 0.58), Point(0.28, 0.58)),
            (Point(0, 0.58), Point(-0.4, 0.42), Point(-0.62, 0)),
          ])),
      .detail(
        .own(0.3),
        Outline.path(
          from: Point(-0.3, 0.24),
          [
            (Point(0, 0.3), Point(0.5, 0.34), Point(0.86, 0.28)),
            (Point(0.7, 0.5), Point(0.5, 0.55), Point(0.28, 0.55)),
            (Point(0.1, 0.55), Point(-0.14, 0.44), Point(-0.3, 0.24)),
          ])),
      Part(
        .own(-0.14),
        Outline.path(
          from: Point(0.22, 0.06),
          [
            (Point(0.02, 0), Point(-0.2, 0.1), Point(-0.26, 0.22)),
            (Point(-0.1, 0.34), Point(0.14, 0.3), Point(0.22, 0.06)),
          ])),
      .detail(
        .fixed(ink),
        Outline.stroke(
          [Point(0.92, 0.16), Point(0.84, 0.22), Point(0.74, 0.22)], width: 0.05)),
    ] + eye(0.58, -0.14, radius: 0.15))

  static let bird = Artwork(
    [
      Part(.fixed(Pigment(0xe8963a)), Outline.stroke([Point(-0.08, 0.6), Point(-0.1, 0.96)], width: 0.08)),
      Part(.fixed(Pigment(0xe8963a)), Outline.stroke([Point(0.18, 0.6), Point(0.2, 0.96)], width: 0.08)),
      Part(
        .own(-0.16),
        Outline.rounded([Point(-0.4, 0.04), Point(-1, -0.16), Point(-0.92, 0.2), Point(-0.4, 0.46)], by: 0.1)),
      Part(
        .fixed(Pigment(0xf2a33c)),
        Outline.rounded([Point(0.66, -0.5), Point(1, -0.36), Point(0.66, -0.22)], by: 0.04)),
      Part(
        .own(0),
        Outline.path(
          from: Point(0.3, -0.82),
          [
            (Point(0.62, -0.82), Point(0.78, -0.58), Point(0.76, -0.32)),
            (Point(0.74, 0.3), Point(0.5, 0.74), Point(0, 0.74)),
            (Point(-0.46, 0.74), Point(-0.66, 0.4), Point(-0.64, 0.06)),
            (Point(-0.3, 0.1), Point(-0.14, -0.1), Point(-0.1, -0.42)),
            (Point(-0.08, -0.66), Point(0.06, -0.82), Point(0.3, -0.82)),
          ])),
      .detail(.own(0.34), Outline.ellipse(0.3, 0.3, 0.27, 0.32, tilt: 0.08, points: 24)),
      Part(
        .own(-0.18),
        Outline.path(
          from: Point(0.06, 0),
          [
            (Point(-0.1, -0.1), Point(-0.5, 0), Point(-0.6, 0.14)),
            (Point(-0.5, 0.46), Point(0.1, 0.56), Point(0.06, 0)),
          ])),
    ] + eye(0.4, -0.44, radius: 0.14))

  static let cat: Artwork = {
    let tail = Outline.path(
      from: Point(0.36, 0.84),
      [
        (Point(0.86, 0.92), Point(0.98, 0.5), Point(0.8, 0.2))
      ])
    var parts = [
      Part(.own(-0.1), Outline.stroke(tail, width: 0.19)),
      Part(
        .own(0),
        Outline.mirrored(
          from: Point(0, -0.1),
          [
            (Point(0.34, -0.1), Point(0.58, 0.4), Point(0.58, 0.72)),
            (Point(0.58, 0.94), Point(0.4, 0.96), Point(0, 0.96)),
          ])),
      .detail(.own(0.34), Outline.ellipse(0, 0.56, 0.24, 0.3, points: 26)),
    ]
    for side in [-1.0, 1.0] {
      parts += [
        Part(.own(0.06), Outline.ellipse(side * 0.22, 0.9, 0.17, 0.09, points: 22)),
        Part(
          .own(0),
          Outline.rounded(
            [Point(side * 0.12, -0.66), Point(side * 0.54, -1), Point(side * 0.6, -0.4)], by: 0.07)),
        .detail(
          .fixed(Pigment(0xf7b5c0)),
          Outline.rounded(
            [Point(side * 0.26, -0.68), Point(side * 0.48, -0.86), Point(side * 0.52, -0.54)], by: 0.05)),
      ]
    }
    parts.append(Part(.own(0.04), Outline.ellipse(0, -0.36, 0.62, 0.48, points: 36)))
    for side in [-1.0, 1.0] {
      parts += eye(side * 0.26, -0.4, radius: 0.12)
      parts += [
        .detail(.blush, Outline.ellipse(side * 0.42, -0.2, 0.11, 0.07, points: 16)),
        .detail(
          .feature,
          Outline.stroke(
            [Point(side * 0.02, -0.19), Point(side * 0.08, -0.13), Point(side * 0.15, -0.17)], width: 0.035)
        ),
      ]
    }
    parts.append(
      .detail(
        .fixed(Pigment(0xf08a9b)),
        Outline.rounded([Point(-0.07, -0.27), Point(0.07, -0.27), Point(0, -0.19)], by: 0.03)))
    return Artwork(parts)
  }()
}
