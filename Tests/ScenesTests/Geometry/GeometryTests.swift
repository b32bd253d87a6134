import Testing

@testable import Scenes

@Suite struct GeometryTests {
  @Test(arguments: [
    (0.0, 0.0), (1.0 / 12, 0.5), (0.125, 0.7071067811865476), (0.25, 1.0), (0.5, 0.0), (0.75, -1.0),
    (-0.25, -1.0),
    (2.125, 0.7071067811865476), (11.0 / 12, -0.5),
  ])
  func sineOfTurns(turns: Double, sine: Double) {
    #expect(abs(Turn.sine(turns) - sine) < 1e-9)
    #expect(abs(Turn.cosine(turns - 0.25) - sine) < 1e-9)
  }

  @Test func boxesSplitAndUnite() {
    let box = Box(minX: 0, minY: 0, maxX: 1, maxY: 1)
    let (left, right) = box.splitSideways(share: 0.25, gap: 0.1)
    #expect(left == Box(minX: 0, minY: 0, maxX: 0.2, maxY: 1))
    #expect(right == Box(minX: 0.3, minY: 0, maxX: 1, maxY: 1))
    let (upper, lower) = box.splitUpright(share: 0.5, gap: 0)
    #expect(upper.union(lower) == box)
    #expect(box.contains(left) && !left.contains(box))
    #expect(Box(around: [Point(2, 3), Point(-1, 5)]) == Box(minX: -1, minY: 3, maxX: 2, maxY: 5))
  }

  @Test func growingMovesEveryEdgeOutward() {
    let square = [Point(0, 0), Point(2, 0), Point(2, 2), Point(0, 2)]
    for ring in [square, square.reversed()] {
      #expect(Box(around: Outline.grown(ring, by: 0.5)) == Box(minX: -0.5, minY: -0.5, maxX: 2.5, maxY: 2.5))
      #expect(abs(abs(Outline.signedArea(Outline.grown(ring, by: 0.5))) - 9) < 1e-9)
    }
    // A point that is there twice is no corner of its own.
    let doubled = [Point(0, 0), Point(2, 0), Point(2, 0), Point(2, 2), Point(0, 2)]
    #expect(Box(around: Outline.grown(doubled, by: 0.5)) == Box(minX: -0.5, minY: -0.5, maxX: 2.5, maxY: 2.5))
  }

  @Test func denseRingsKeepTheirArea() {
    let square = [Point(0, 0), Point(2, 0), Point(2, 2), Point(0, 2)]
    let dense = Outline.dense(square, length: 0.3)
    #expect(dense.count == 28)
    #expect(abs(Outline.signedArea(dense) - 4) < 1e-9)
  }

  @Test(arguments: Shape.allCases)
  func artworkFillsItsUnits(shape: Shape) {
    let artwork = Artwork.of(shape)
    #expect(Box(minX: -1.1, minY: -1.1, maxX: 1.1, maxY: 1.1).contains(artwork.bounds))
    #expect(max(artwork.bounds.width, artwork.bounds.height) > 1.7)
    for part in artwork.parts + artwork.face {
      #expect(part.ring.count > 2)
      #expect(Outline.signedArea(part.ring) >= 0)
      #expect(artwork.bounds.contains(Box(around: part.ring)), "\(shape) has a part outside")
    }
  }
}
