import Testing

@testable import Scenes

@Suite struct CanvasTests {
  private static let black = Pigment(0x000000)
  private static let white = Pigment(0xffffff)

  private func rectangle(_ minX: Double, _ minY: Double, _ maxX: Double, _ maxY: Double) -> Ring {
    [Point(minX, minY), Point(maxX, minY), Point(maxX, maxY), Point(minX, maxY)]
  }

  /// The painted area in pixels, from white on black.
  private func area(_ rings: [Ring], side: Int = 32) -> Double {
    var canvas = Canvas(width: side, height: side, colour: Self.black)
    canvas.fill(rings, Paint(Self.white))
    return canvas.pixels.reduce(0) { $0 + Double($1.x) / 255 }
  }

  @Test func coverageIsTheExactAreaOfEachPixel() {
    var canvas = Canvas(width: 4, height: 2, colour: Self.black)
    canvas.fill([rectangle(0.5, 0.25, 2, 1)], Paint(Self.white))
    let red = canvas.raster().rgba.enumerated().filter { $0.offset % 4 == 0 }.map(\.element)
    #expect(red == [96, 191, 0, 0, 0, 0, 0, 0])
  }

  @Test func areasComeOut() {
    #expect(abs(area([rectangle(3.3, 4.7, 20.9, 11.2)]) - 17.6 * 6.5) < 0.01)
    let triangle = [Point(1.2, 2.5), Point(29.7, 6.1), Point(9.9, 30.3)]
    #expect(abs(area([triangle]) - abs(Outline.signedArea(triangle))) < 0.05)
    #expect(abs(area([triangle.reversed()]) - abs(Outline.signedArea(triangle))) < 0.05)
    let disc = Outline.ellipse(16, 16, 12, 12, points: 96)
    #expect(abs(area([disc]) - abs(Outline.signedArea(disc))) < 0.1)
  }

  @Test func overlappingRingsAreUnited() {
    #expect(abs(area([rectangle(2, 2, 10, 10), rectangle(6, 2, 14, 10)]) - 12 * 8) < 0.01)
  }

  @Test func whatLiesOutsideIsClipped() {
    #expect(abs(area([rectangle(-5, -5, 4, 4)]) - 16) < 0.01)
    #expect(abs(area([rectangle(28, 28, 99, 99)]) - 16) < 0.01)
    #expect(area([rectangle(40, 2, 50, 9)]) == 0)
    #expect(area([rectangle(-50, 2, -40, 9)]) == 0)
    #expect(area([]) == 0)
  }

  @Test func gradientsRunFromColourToColour() {
    var canvas = Canvas(width: 8, height: 1, colour: Self.white)
    canvas.fill(
      [rectangle(0, 0, 8, 1)],
      Paint(from: Self.black, at: Point(0, 0), to: Pigment(0x0000f0), at: Point(8, 0)))
    let blue = canvas.raster().rgba.enumerated().filter { $0.offset % 4 == 2 }.map(\.element)
    #expect(blue == [15, 45, 75, 105, 135, 165, 195, 225])
  }

  @Test func opacityMixes() {
    var canvas = Canvas(width: 1, height: 1, colour: Self.black)
    canvas.fill([rectangle(0, 0, 1, 1)], Paint(Self.white, opacity: 0.4))
    #expect(canvas.raster().rgba == [102, 102, 102, 255])
  }

  @Test func blurKeepsFlatsAndSpreadsEdges() {
    var flat = Canvas(width: 9, height: 9, colour: Pigment(0x336699))
    let before = flat.raster()
    flat.blur(radius: 2)
    #expect(flat.raster() == before)

    var edge = Canvas(width: 16, height: 16, colour: Self.black)
    edge.fill([rectangle(8, 0, 16, 16)], Paint(Self.white))
    edge.blur(radius: 2)
    let row = (0..<16).map { edge.raster()[$0, 8].red }
    #expect(row == row.sorted())
    #expect(Set(row).count > 8)
    #expect(row[0] == 0 && row[15] == 255)
  }

  @Test func noiseHasItsSpreadAndNoBias() {
    var random = SplitMix64(seed: 21)
    var canvas = Canvas(width: 100, height: 100, colour: Pigment(0x808080))
    canvas.addNoise(spread: 20, using: &random)
    let values = canvas.pixels.map { Double($0.y) - 128 }
    let mean = values.reduce(0, +) / 10_000
    let variance = values.reduce(0) { $0 + $1 * $1 } / 10_000
    // Standard errors: 0.2 of the mean, about 0.12 of the spread.
    #expect(abs(mean) < 1)
    #expect(abs(variance.squareRoot() - 20) < 0.7)
    #expect(canvas.pixels.allSatisfy { $0.w == 255 })
  }

  @Test func flatteningDrawsColoursTogether() {
    var canvas = Canvas(width: 1, height: 1, colour: Self.white)
    canvas.flatten(toward: Self.black, remaining: 0.2)
    #expect(canvas.raster().rgba == [51, 51, 51, 255])
  }
}
