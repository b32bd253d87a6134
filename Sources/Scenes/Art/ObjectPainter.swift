/// Paints one object onto a canvas.
struct ObjectPainter {
  let object: PlacedObject
  let style: Style
  let side: Double
  let warp: Warp?
  private let artwork: Artwork
  private let own: Pigment

  init(_ object: PlacedObject, style: Style, side: Int, warp: Warp?) {
    self.object = object
    self.style = style
    self.side = Double(side)
    self.warp = warp
    artwork = Artwork.of(object.shape)
    own = object.colour.pigment.shaded(style.shade)
  }

  /// - Parameter isBare: without face, for what others lie in.
  func paint(on canvas: inout Canvas, isBare: Bool) {
    let parts = style.hasFaces && !isBare ? artwork.parts + artwork.face : artwork.parts
    let rings = parts.map { ring($0.ring) }
    let unit = object.scale * side
    let solid = zip(parts, rings).filter(\.0.isSolid).map(\.1)

    switch style.edge {
    case .sticker:
      canvas.fill(solid.map { Outline.grown($0, by: unit * 0.13) }, Paint(Pigment(0x4a4458), opacity: 0.18))
      canvas.fill(solid.map { Outline.grown($0, by: unit * 0.1) }, Paint(Pigment(0xffffff)))
    case .soft:
      let offset = Point(unit * 0.05, unit * 0.09)
      canvas.fill(
        solid.map { ring in ring.map { $0 + offset } }, Paint(Pigment(0x2a2440), opacity: 0.2))
    case .inked: break
    }

    let box = Box(around: solid.lazy.joined())
    for (part, ring) in zip(parts, rings) {
      if part.isSolid, style.edge != .soft {
        let width = style.edge == .inked ? max(0.075 * unit, 0.8) : 0.035 * unit
        canvas.fill([Outline.grown(ring, by: width)], Paint(line(around: part.tone)))
      }
      canvas.fill([ring], paint(for: part.tone, over: box))
    }
  }

  private func ring(_ ring: Ring) -> Ring {
    guard let warp else { return ring.map { object.place($0) * side } }
    return Outline.dense(ring, length: 0.08).map { object.place(warp.bend($0)) * side }
  }

  private func paint(for tone: Part.Tone, over box: Box) -> Paint {
    switch tone {
    case .own(let shade): shaded(own.shaded(shade), over: box)
    case .fixed(let pigment): shaded(pigment, over: box)
    case .feature: Paint(own.luma < 90 ? Pigment(0xf6f1ea) : Pigment(0x33262e))
    case .gloss: Paint(Pigment(0xffffff), opacity: 0.45)
    case .blush: Paint(Pigment(0xff6f7d), opacity: 0.4)
    }
  }

  /// Light falls from the upper left.
  private func shaded(_ pigment: Pigment, over box: Box) -> Paint {
    Paint(
      from: pigment.shaded(style.depth * 0.6), at: Point(box.minX, box.minY),
      to: pigment.shaded(-style.depth * (pigment.luma > 170 ? 0.55 : 0.9)), at: Point(box.maxX, box.maxY))
  }

  private func line(around tone: Part.Tone) -> Pigment {
    let base: Pigment =
      if case .fixed(let pigment) = tone { pigment } else { own }
    // A line darker than black would not show; one round white is grey.
    return base.luma < 70 ? base.mixed(with: Pigment(0xffffff), 0.38) : base.shaded(-0.72)
  }
}
