extension Artwork {
  static let house = Artwork(
    [
      Part(.own(-0.3), Outline.rectangle(0.36, -0.86, 0.6, -0.2, rounding: 0.03)),
      Part(.own(0), Outline.rectangle(-0.74, -0.2, 0.74, 0.92, rounding: 0.05)),
      Part(
        .own(-0.34), Outline.rounded([Point(0, -0.98), Point(0.98, -0.1), Point(-0.98, -0.1)], by: 0.08)),
      Part(
        .fixed(wood),
        Outline.path(
          from: Point(-0.18, 0.92),
          [
            (Point(-0.18, 0.7), Point(-0.18, 0.6), Point(-0.18, 0.44)),
            (Point(-0.18, 0.22), Point(0.18, 0.22), Point(0.18, 0.44)),
            (Point(0.18, 0.6), Point(0.18, 0.7), Point(0.18, 0.92)),
          ], steps: 6)),
      .detail(.fixed(Pigment(0xffe9a8)), Outline.ellipse(0.09, 0.62, 0.04, 0.04, points: 10)),
      window(-0.46), .detail(.fixed(cream), Outline.rectangle(-0.48, 0.12, -0.44, 0.42, rounding: 0)),
      window(0.46), .detail(.fixed(cream), Outline.rectangle(0.44, 0.12, 0.48, 0.42, rounding: 0)),
      .detail(.fixed(Pigment(0xffe9a8)), Outline.ellipse(0, -0.44, 0.13, 0.13, points: 20)),
    ])

  private static func window(_ x: Double) -> Part {
    Part(.fixed(Pigment(0xffe9a8)), Outline.rectangle(x - 0.15, 0.12, x + 0.15, 0.42, rounding: 0.04))
  }

  static let boat = Artwork(
    [
      Part(.fixed(wood), Outline.rectangle(-0.07, -0.98, 0.03, 0.44, rounding: 0.02)),
      Part(
        .own(0.42),
        Outline.path(
          from: Point(0.06, -0.88),
          [
            (Point(0.5, -0.6), Point(0.76, -0.1), Point(0.8, 0.26)),
            (Point(0.56, 0.3), Point(0.3, 0.3), Point(0.06, 0.26)),
          ])),
      Part(
        .own(0.62),
        Outline.path(
          from: Point(-0.1, -0.74),
          [
            (Point(-0.36, -0.42), Point(-0.54, 0), Point(-0.6, 0.26)),
            (Point(-0.4, 0.3), Point(-0.3, 0.3), Point(-0.1, 0.26)),
          ])),
      Part(
        .own(0),
        Outline.path(
          from: Point(-0.98, 0.38),
          [
            (Point(-0.5, 0.46), Point(0.5, 0.46), Point(1, 0.34)),
            (Point(0.92, 0.7), Point(0.76, 0.92), Point(0.56, 0.92)),
            (Point(0.2, 0.94), Point(-0.3, 0.94), Point(-0.58, 0.92)),
            (Point(-0.8, 0.9), Point(-0.94, 0.64), Point(-0.98, 0.38)),
          ])),
      .detail(
        .fixed(cream),
        Outline.path(
          from: Point(-0.95, 0.52),
          [
            (Point(-0.5, 0.6), Point(0.5, 0.6), Point(0.96, 0.49)),
            (Point(0.95, 0.53), Point(0.94, 0.56), Point(0.93, 0.58)),
            (Point(0.5, 0.69), Point(-0.5, 0.69), Point(-0.92, 0.61)),
          ])),
    ])

  static let table = Artwork([
    Part(
      .own(-0.2),
      Outline.rounded(
        [Point(-0.82, -0.3), Point(-0.66, -0.3), Point(-0.7, 0.6), Point(-0.82, 0.6)], by: 0.03)),
    Part(
      .own(-0.2),
      Outline.rounded([Point(0.66, -0.3), Point(0.82, -0.3), Point(0.82, 0.6), Point(0.7, 0.6)], by: 0.03)),
    Part(.own(-0.1), Outline.rectangle(-0.86, -0.44, 0.86, -0.2, rounding: 0.04)),
    Part(.own(0.06), Outline.rectangle(-1, -0.6, 1, -0.4, rounding: 0.08)),
    .detail(.gloss, Outline.rectangle(-0.88, -0.56, 0.2, -0.51, rounding: 0.02)),
  ])

  static let balloon: Artwork = {
    let string = Outline.path(
      from: Point(0, 0.4),
      [
        (Point(0.18, 0.56), Point(-0.18, 0.72), Point(0.03, 0.98))
      ])
    return Artwork(
      [
        .detail(.fixed(Pigment(0xb9a894)), Outline.stroke(string, width: 0.06)),
        Part(
          .own(-0.18), Outline.rounded([Point(0, 0.26), Point(0.15, 0.48), Point(-0.15, 0.48)], by: 0.04)),
        Part(
          .own(0),
          Outline.mirrored(
            from: Point(0, -0.98),
            [
              (Point(0.4, -0.98), Point(0.68, -0.68), Point(0.68, -0.34)),
              (Point(0.68, 0.02), Point(0.34, 0.3), Point(0, 0.36)),
            ])),
        .detail(.gloss, Outline.ellipse(-0.34, -0.6, 0.12, 0.22, tilt: 0.08, points: 20)),
      ], face: face(0, -0.3, scale: 0.36))
  }()
}
