import Foundation
import Testing

@testable import Scenes

/// The bundled demo in Data/demo.
@Suite struct DemoTests {
  private struct Line: Decodable {
    struct Candidate: Decodable {
      let image: String
      let generator: String
    }

    let id: String
    let prompt: String
    let candidates: [Candidate]
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Data/demo").standardized

  private func lines() throws -> [Line] {
    try String(contentsOf: Self.folder.appending(path: "manifest.jsonl"), encoding: .utf8)
      .split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
  }

  @Test func theManifestIsCompleteAndSmall() throws {
    let lines = try lines()
    #expect(lines.count >= 28)
    #expect(Set(lines.map(\.id)).count == lines.count)
    #expect(Set(lines.map(\.candidates.count)) == [2, 3, 4])
    let images = lines.flatMap { $0.candidates.map(\.image) }
    #expect(Set(images).count == images.count)
    #expect(Set(images.compactMap { $0.split(separator: ".").last }) == ["png", "jpg", "webp"])

    let contents = try images.map { try Data(contentsOf: Self.folder.appending(path: $0)) }
    #expect(Set(contents).count == contents.count)
    #expect(contents.reduce(0) { $0 + $1.count } < 3_000_000)
    let names = try FileManager.default.contentsOfDirectory(
      atPath: Self.folder.appending(path: "images").path)
    #expect(Set(names.map { "images/\($0)" }) == Set(images), "an image belongs to no comparison")
  }

  @Test func filesAreOfTheFormatTheirNamesSay() throws {
    for image in try lines().flatMap({ $0.candidates.map(\.image) }) {
      let head = try Data(contentsOf: Self.folder.appending(path: image)).prefix(12)
      switch image.split(separator: ".").last {
      case "png": #expect(head.starts(with: [0x89, 0x50, 0x4e, 0x47]))
      case "jpg": #expect(head.starts(with: [0xff, 0xd8, 0xff]))
      default: #expect(head.starts(with: Array("RIFF".utf8)) && head.suffix(4) == Data("WEBP".utf8))
      }
    }
  }

  /// It is what this generator makes today from its seed, so that nothing in it is out of date.
  @Test func itFollowsFromItsSeed() throws {
    let set = SceneSet(seed: 6110)
    for (number, line) in try lines().enumerated() {
      let comparison = set.comparison(number)
      #expect(line.prompt == comparison.prompt)
      #expect(line.candidates.map(\.generator) == comparison.candidates.map(\.generator.name))
    }
  }

  @Test func somethingIsClearAndSomethingIsTaste() throws {
    let set = SceneSet(seed: 6110)
    let comparisons = try lines().indices.map(set.comparison)
    #expect(comparisons.filter { $0.preferred != nil }.count >= 15)
    #expect(comparisons.contains { $0.candidates.allSatisfy(\.isFaithful) })
    #expect(comparisons.contains { !$0.candidates.contains(where: \.isFaithful) })
    #expect(Set(comparisons.map(\.description.background)).count == Background.allCases.count)
    #expect(Set(comparisons.flatMap { $0.candidates.flatMap(\.flaws) }).count == Flaw.allCases.count)
  }
}
