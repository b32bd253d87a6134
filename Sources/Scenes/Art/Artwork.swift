/// One filled outline of a shape, in the shape's own coordinates: about -1...1, y down.
struct Part: Sendable {
  /// What a part is painted with.
  enum Tone: Sendable {
    /// The object's own colour, made lighter (positive) or darker.
    case own(Double)
    case fixed(Pigment)
    /// Eyes and mouths: dark on light objects, light on dark ones.
    case feature
    /// A translucent white light on the surface.
    case gloss
    /// Rosy cheeks, translucent.
    case blush
  }

  let ring: Ring
  let tone: Tone
  /// Belongs to the silhouette: it gets an outline, a halo and a cast shadow.
  let isSolid: Bool

  init(_ tone: Tone, _ ring: Ring, isSolid: Bool = true) {
    self.tone = tone
    // All run the same way, so that several can be filled as one.
    self.ring = Outline.signedArea(ring) < 0 ? ring.reversed() : ring
    self.isSolid = isSolid
  }

  static func detail(_ tone: Tone, _ ring: Ring) -> Part {
    Part(tone, ring, isSolid: false)
  }
}

/// How a shape is drawn.
struct Artwork: Sendable {
  /// From back to front.
  let parts: [Part]
  /// Drawn last, where the style has faces.
  let face: [Part]
  /// Round all parts.
  let bounds: Box

  init(_ parts: [Part], face: [Part] = []) {
    self.parts = parts
    self.face = face
    bounds = Box(around: parts.lazy.flatMap(\.ring))
  }

  /// Built once: outlines never change.
  static let all: [Artwork] = Shape.allCases.map(drawing)

  static func of(_ shape: Shape) -> Artwork { all[shape.rawValue] }

  private static func drawing(of shape: Shape) -> Artwork {
    switch shape {
    case .circle: circle
    case .square: square
    case .triangle: triangle
    case .star: star
    case .heart: heart
    case .moon: moon
    case .apple: apple
    case .flower: flower
    case .tree: tree
    case .mushroom: mushroom
    case .house: house
    case .boat: boat
    case .table: table
    case .balloon: balloon
    case .fish: fish
    case .bird: bird
    case .cat: cat
    case .sun: sun
    }
  }

  static let wood = Pigment(0x8a5a34)
  static let leaf = Pigment(0x4d9e4b)
  static let cream = Pigment(0xfff3dc)

  /// Two eyes, a smile and cheeks around a middle; `scale` is half the distance between the cheeks.
  static func face(_ x: Double, _ y: Double, scale: Double) -> [Part] {
    let smile = (0...8).map { step in
      let turn = 0.06 + 0.38 * Double(step) / 8
      return Point(x + 0.34 * scale * Turn.cosine(turn), y + scale * (0.1 + 0.3 * Turn.sine(turn)))
    }
    var parts: [Part] = [.detail(.feature, Outline.stroke(smile, width: 0.13 * scale))]
    for side in [-1.0, 1.0] {
      parts += [
        .detail(
          .feature, Outline.ellipse(x + side * 0.52 * scale, y, 0.14 * scale, 0.19 * scale, points: 16)),
        .detail(
          .fixed(Pigment(0xffffff)),
          Outline.ellipse(
            x + side * 0.52 * scale + 0.04 * scale, y - 0.07 * scale, 0.05 * scale, 0.06 * scale, points: 10)),
        .detail(
          .blush,
          Outline.ellipse(x + side * 0.86 * scale, y + 0.26 * scale, 0.2 * scale, 0.13 * scale, points: 16)
        ),
      ]
    }
    return parts
  }
}
