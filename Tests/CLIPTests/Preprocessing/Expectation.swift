import FoundationEssentials
import Imaging
import Preferences
import TestSupport

/// What Tests/Reference/preprocessing_fixtures.py says a model sees of an image.
struct Expectation: Decodable, CustomStringConvertible {
  /// The name of the image file.
  let file: String
  let side: Int
  /// Of red, green and blue bytes, where they are to be equal.
  let sha256: String?
  /// A PNG of them, where they may differ by one.
  let pixels: String?
  /// A file of normalised floats.
  let tensor: String?

  var description: String { "\(file) to \(side)" }

  static let all: [Expectation] = read("expected.json") ?? []

  /// Of each sample image its 4×4 means of red, green and blue, in hexadecimal.
  static let samples: [String: String] = read("samples.json") ?? [:]

  static func path(_ name: String) -> String { folder.appending(path: name).path }

  static func image(_ name: String) throws -> StoredPixels {
    try PixelFileSource().pixels(fileAt: path(name)).pixels
  }

  private static let folder = RepositoryPaths.root.appending(path: "Tests/CLIPTests/Fixtures/preprocessing")

  private static func read<Contents: Decodable>(_ name: String) -> Contents? {
    (try? Data(contentsOf: folder.appending(path: name))).flatMap {
      try? JSONDecoder().decode(Contents.self, from: $0)
    }
  }
}
