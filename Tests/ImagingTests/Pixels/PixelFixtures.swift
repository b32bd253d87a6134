import FoundationEssentials
import TestSupport

/// The files that Tests/Reference/preprocessing_fixtures.py wrote.
enum PixelFixtures {
  private static let folder = RepositoryPaths.root.appending(path: "Tests/CLIPTests/Fixtures/preprocessing")

  static func path(_ name: String) -> String { folder.appending(path: name).path }

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: name)))
  }

  static let imageNames: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.contains("expected") && !$0.hasSuffix(".json") }.sorted()
  }()

  /// What follows the header of a PNG that holds no pixels: an empty data chunk and the end.
  static let pngWithoutPixels: [UInt8] =
    [0, 0, 0, 0] + Array("IDAT".utf8) + [0x35, 0xaf, 0x06, 0x1e]
    + [0, 0, 0, 0] + Array("IEND".utf8) + [0xae, 0x42, 0x60, 0x82]
}
