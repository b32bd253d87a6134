extension Artwork {
  static let apple = Artwork(
    [
      Part(
        .fixed(wood),
        Outline.path(
          from: Point(-0.05, -0.5),
          [
            (Point(-0.05, -0.7), Point(0, -0.85), Point(0.12, -0.98)),
            (Point(0.16, -0.96), Point(0.2, -0.92), Point(0.22, -0.9)),
            (Point(0.1, -0.8), Point(0.06, -0.65), Point(0.06, -0.5)),
          ])),
      Part(
        .fixed(leaf),
        Outline.path(
          from: Point(0.1, -0.68),
          [
            (Point(0.2, -0.98), Point(0.5, -0.98), Point(0.68, -0.88)),
            (Point(0.56, -0.62), Point(0.3, -0.54), Point(0.1, -0.68)),
          ])),
      Part(
        .own(0),
        Outline.mirrored(
          from: Point(0, -0.5),
          [
            (Point(0.22, -0.72), Point(0.94, -0.76), Point(0.94, -0.02)),
            (Point(0.94, 0.6), Point(0.5, 0.96), Point(0.24, 0.93)),
            (Point(0.12, 0.92), Point(0.1, 0.86), Point(0, 0.86)),
          ])),
      .detail(.gloss, Outline.ellipse(-0.52, -0.22, 0.13, 0.24, tilt: 0.07, points: 20)),
    ], face: face(0, 0.2, scale: 0.46))

  static let flower: Artwork = {
    let petals = (0..<6).map { step -> Part in
      let turn = Double(step) / 6 - 0.25
      let middle = Point(0.36 * Turn.cosine(turn), -0.32 + 0.36 * Turn.sine(turn))
      return Part(
        .own(step % 2 == 0 ? 0.05 : -0.05), Outline.ellipse(middle.x, middle.y, 0.32, 0.25, tilt: turn))
    }
    let stem = Outline.path(
      from: Point(-0.06, -0.2), [(Point(-0.06, 0.2), Point(0.04, 0.6), Point(-0.03, 0.98))])
    return Artwork(
      [
        Part(.fixed(leaf), stem + stem.reversed().map { Point($0.x + 0.13, $0.y) }),
        Part(.fixed(leaf), Outline.ellipse(0.3, 0.62, 0.3, 0.12, tilt: -0.08, points: 24)),
        Part(.fixed(leaf), Outline.ellipse(-0.26, 0.74, 0.26, 0.11, tilt: 0.08, points: 24)),
      ] + petals + [
        Part(.fixed(Pigment(0xffe08a)), Outline.ellipse(0, -0.32, 0.27, 0.27, points: 28))
      ], face: face(0, -0.34, scale: 0.2))
  }()

  static let tree = Artwork(
    [
      Part(
        .fixed(wood),
        Outline.path(
          from: Point(-0.12, 0.1),
          [
            (Point(-0.12, 0.6), Point(-0.14, 0.85), Point(-0.26, 0.98)),
            (Point(-0.1, 0.99), Point(0.1, 0.99), Point(0.26, 0.98)),
            (Point(0.14, 0.85), Point(0.12, 0.6), Point(0.12, 0.1)),
          ])),
      Part(.own(0), Outline.scalloped(0, -0.3, 0.86, 0.72, bumps: 9, depth: 0.14)),
      .detail(.own(0.16), Outline.scalloped(-0.2, -0.48, 0.44, 0.34, bumps: 7, depth: 0.14, points: 48)),
      .detail(.own(-0.14), Outline.ellipse(0.42, -0.06, 0.1, 0.06, points: 12)),
      .detail(.own(-0.14), Outline.ellipse(0.1, 0.12, 0.1, 0.06, points: 12)),
      .detail(.own(-0.14), Outline.ellipse(0.5, -0.42, 0.08, 0.05, points: 12)),
    ])

  static let mushroom = Artwork(
    [
      Part(
        .fixed(cream),
        Outline.path(
          from: Point(-0.34, 0),
          [
            (Point(-0.3, 0.5), Point(-0.46, 0.7), Point(-0.42, 0.86)),
            (Point(-0.3, 0.98), Point(0.3, 0.98), Point(0.42, 0.86)),
            (Point(0.46, 0.7), Point(0.3, 0.5), Point(0.34, 0)),
          ])),
      Part(
        .own(0),
        Outline.path(
          from: Point(-0.98, 0.08),
          [
            (Point(-0.98, -0.6), Point(-0.5, -0.94), Point(0, -0.94)),
            (Point(0.5, -0.94), Point(0.98, -0.6), Point(0.98, 0.08)),
            (Point(0.8, 0.26), Point(-0.8, 0.26), Point(-0.98, 0.08)),
          ], steps: 12)),
      .detail(.fixed(cream), Outline.ellipse(-0.42, -0.36, 0.19, 0.16, tilt: -0.08, points: 22)),
      .detail(.fixed(cream), Outline.ellipse(0.16, -0.62, 0.16, 0.11, tilt: 0.03, points: 20)),
      .detail(.fixed(cream), Outline.ellipse(0.56, -0.2, 0.15, 0.15, points: 20)),
      .detail(.fixed(cream), Outline.ellipse(0.06, -0.14, 0.11, 0.1, points: 18)),
    ],
    face: face(0, 0.48, scale: 0.27).map { part in
      // The stem is light whatever the cap is.
      if case .feature = part.tone { return .detail(.fixed(Pigment(0x3b2a33)), part.ring) }
      return part
    })
}
