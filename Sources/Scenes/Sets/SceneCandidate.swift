/// One picture made for a description, with all that is wrong with it.
package struct SceneCandidate: Hashable, Sendable {
  package let generator: FictionalGenerator
  /// None for a faithful one.
  package let flaws: [Flaw]
  /// What it shows, which is not what the prompt says when a flaw changes the content.
  package let shown: SceneDescription
  package let scene: Scene
  private let seed: UInt64

  /// - Parameter seed: decides style, places, and what the flaws do.
  package init(
    of description: SceneDescription, by generator: FictionalGenerator, flaws: [Flaw], seed: UInt64
  ) {
    self.generator = generator
    self.flaws = flaws
    self.seed = seed
    var random = SplitMix64(seed: seed, stream: 1)
    shown = flaws.reduce(description) { $0.showing($1, using: &random) }
    var details = SplitMix64(seed: seed, stream: 2)
    let style = Style.random(using: &details)
    let laidOut = Scene(shown, style: style, using: &details)
    scene = flaws.contains(.cutOff) ? laidOut.cutOff(using: &random) : laidOut
  }

  package var isFaithful: Bool { flaws.isEmpty }

  /// 1 for a faithful candidate, less for every flaw; comparable between candidates of one description.
  package var fidelity: Double {
    flaws.reduce(1) { $0 * (1 - $1.severity) }
  }

  /// The picture, `side` × `side` pixels; the same bytes every time.
  package func raster(side: Int) -> Raster {
    var random = SplitMix64(seed: seed, stream: 3)
    let warp = flaws.contains(.brokenShapes) ? Warp(using: &random) : nil
    var canvas = scene.painted(side: side, warp: warp)
    // Flat colours first, then grain: otherwise the grain would be flattened too.
    for flaw in [Flaw.lowContrast, .blur, .noise] where flaws.contains(flaw) {
      canvas.spoil(flaw, using: &random)
    }
    return canvas.raster()
  }
}
