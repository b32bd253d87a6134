import Testing

@testable import Scenes

/// Faithful scenes of 1,500 seeds: what their descriptions say about places holds for the boxes.
@Suite struct SceneTests {
  private static let scenes = (0..<1500 as Range<UInt64>).map { seed -> Scene in
    var random = SplitMix64(seed: seed, stream: 77)
    let description = SceneDescription.random(using: &random)
    return Scene(description, style: .random(using: &random), using: &random)
  }

  @Test func everyObjectIsThereAndInsideTheCanvas() {
    for scene in Self.scenes {
      let description = scene.description
      for (index, group) in description.groups.enumerated() {
        let own = scene.objects.filter { $0.group == index }
        #expect(own.count == group.count)
        #expect(own.allSatisfy { $0.shape == group.shape && $0.colour == group.colour })
      }
      #expect(scene.objects.count == description.groups.reduce(0) { $0 + $1.count })
      #expect(
        scene.objects.allSatisfy { Box.canvas.inset(by: 0.02).contains($0.box) },
        "an object leaves the canvas: \(description.prompt)")
    }
  }

  @Test func groupsLieAsTheyAreRelated() throws {
    for scene in Self.scenes where scene.description.groups.count > 1 {
      let first = try #require(scene.box(ofGroup: 0))
      let second = try #require(scene.box(ofGroup: 1))
      let relation = scene.description.relations[0]
      #expect(holds(relation, first, second), "\(scene.description.prompt)")
      if let third = scene.box(ofGroup: 2) {
        #expect(
          holds(scene.description.relations[1], third, first.union(second)), "\(scene.description.prompt)")
      }
    }
  }

  private func holds(_ relation: Relation, _ first: Box, _ second: Box) -> Bool {
    switch relation {
    case .leftOf: first.maxX < second.minX
    case .rightOf: first.minX > second.maxX
    case .above: first.maxY < second.minY
    case .below: first.minY > second.maxY
    case .inside: second.contains(first)
    case .on:
      abs(first.maxY - second.minY) < 0.02 && first.minX >= second.minX - 0.001
        && first.maxX <= second.maxX + 0.001
    }
  }

  @Test func objectsAreLargeEnoughToBeSeen() {
    for object in Self.scenes.flatMap(\.objects) {
      #expect(max(object.box.width, object.box.height) > 0.06)
    }
  }

  @Test func objectsOfOneGroupDoNotOverlap() {
    for scene in Self.scenes {
      for (index, object) in scene.objects.enumerated() {
        for other in scene.objects[(index + 1)...] where other.group == object.group {
          let (a, b) = (object.box.inset(by: 0.002), other.box.inset(by: 0.002))
          #expect(
            a.maxX < b.minX || b.maxX < a.minX || a.maxY < b.minY || b.maxY < a.minY,
            "\(scene.description.prompt)")
        }
      }
    }
  }

  @Test func coloursOfThePromptAreInThePicture() throws {
    for scene in Self.scenes.prefix(150) {
      let side = 96
      let raster = scene.raster(side: side)
      for object in scene.objects {
        let box = object.box
        var named = 0
        var pixels = 0
        for y in Int(box.minY * Double(side))..<Int(box.maxY * Double(side)) {
          for x in Int(box.minX * Double(side))..<Int(box.maxX * Double(side)) {
            pixels += 1
            if Self.nearest(raster[x, y]) == object.colour { named += 1 }
          }
        }
        #expect(
          Double(named) > 0.08 * Double(pixels),
          "\(named) of \(pixels) pixels are \(object.colour.name): \(scene.description.prompt)")
      }
    }
  }

  private static func nearest(_ pixel: (red: UInt8, green: UInt8, blue: UInt8)) -> Colour? {
    func distance(_ colour: Colour) -> Float {
      let own = SIMD4(Float(pixel.red), Float(pixel.green), Float(pixel.blue), 255)
      let difference = own - colour.pigment.lanes
      return (difference * difference).sum()
    }
    return Colour.allCases.min { distance($0) < distance($1) }
  }
}
