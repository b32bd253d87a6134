extension Artwork {
  static let circle = Artwork(
    [
      Part(.own(0), Outline.ellipse(0, 0, 0.95, 0.95, points: 48)),
      .detail(.gloss, Outline.ellipse(-0.42, -0.5, 0.26, 0.15, tilt: -0.11, points: 20)),
    ], face: face(0, 0.02, scale: 0.5))

  static let square = Artwork(
    [
      Part(.own(0), Outline.rectangle(-0.88, -0.88, 0.88, 0.88, rounding: 0.14)),
      .detail(.gloss, Outline.rectangle(-0.72, -0.72, -0.1, -0.58, rounding: 0.07)),
    ], face: face(0, 0.05, scale: 0.5))

  static let triangle = Artwork(
    [
      Part(
        .own(0),
        Outline.rounded([Point(0, -0.95), Point(1, 0.8), Point(-1, 0.8)], by: 0.16)),
      .detail(.gloss, Outline.stroke([Point(-0.14, -0.46), Point(-0.48, 0.14)], width: 0.13)),
    ], face: face(0, 0.32, scale: 0.38))

  static let star = Artwork(
    [
      Part(.own(0), Outline.star(0, 0.06, tips: 5, outer: 1.04, inner: 0.54, rounding: 0.16)),
      .detail(.gloss, Outline.stroke([Point(-0.06, -0.62), Point(-0.2, -0.3)], width: 0.11)),
    ], face: face(0, 0.06, scale: 0.38))

  static let heart = Artwork(
    [
      Part(
        .own(0),
        Outline.mirrored(
          from: Point(0, -0.5),
          [
            (Point(0.1, -0.78), Point(0.3, -0.92), Point(0.52, -0.92)),
            (Point(0.82, -0.92), Point(1, -0.68), Point(1, -0.36)),
            (Point(1, 0.12), Point(0.5, 0.5), Point(0, 0.92)),
          ])),
      .detail(.gloss, Outline.ellipse(-0.56, -0.5, 0.24, 0.15, tilt: -0.12, points: 20)),
    ], face: face(0, -0.08, scale: 0.44))

  /// Two arcs: of a circle of radius 0.95 and of one of radius 0.78 that is set 0.45 to the right.
  static let moon = Artwork(
    [
      Part(
        .own(0),
        (0...34).map { step in
          let turn = 0.1513 + (1 - 2 * 0.1513) * Double(step) / 34
          return Point(0.2 + 0.95 * Turn.cosine(turn), 0.95 * Turn.sine(turn))
        }
          + (1..<24).map { step in
            let turn = 0.7708 - (0.7708 - 0.2292) * Double(step) / 24
            return Point(0.65 + 0.78 * Turn.cosine(turn), 0.78 * Turn.sine(turn))
          }),
      .detail(.own(-0.14), Outline.ellipse(-0.3, -0.42, 0.1, 0.1, points: 16)),
      .detail(.own(-0.14), Outline.ellipse(-0.42, 0.34, 0.13, 0.13, points: 16)),
      .detail(.own(-0.14), Outline.ellipse(-0.08, 0.66, 0.07, 0.07, points: 12)),
    ],
    face: [
      .detail(.feature, Outline.ellipse(-0.3, -0.08, 0.06, 0.09, points: 14)),
      .detail(.blush, Outline.ellipse(-0.36, 0.13, 0.1, 0.07, points: 14)),
    ])

  static let sun = Artwork(
    [
      Part(.own(-0.08), Outline.star(0, 0, tips: 12, outer: 1.02, inner: 0.72, rounding: 0.08)),
      Part(.own(0.08), Outline.ellipse(0, 0, 0.66, 0.66, points: 40)),
      .detail(.gloss, Outline.ellipse(-0.28, -0.36, 0.18, 0.1, tilt: -0.11, points: 18)),
    ], face: face(0, 0.02, scale: 0.36))
}
