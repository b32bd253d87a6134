import FoundationEssentials
import Imaging
import Preferences
import Testing

@testable import CLIP

/// What Tests/Reference/dialects.py says that transformers and open_clip make of images and models.
struct DialectFixtures: Decodable {
  enum Dialect: String, Decodable {
    case transformers
    case openCLIP = "open_clip"
  }

  struct Pixels: Decodable {
    let file: String
    let dialect: Dialect
    let description: String
    let side: Int
    /// Of the bytes, where they are to be equal.
    let sha256: String?
    /// A PNG of them, where they may differ by one.
    let pixels: String?
    /// A file of floats.
    let tensor: String?

    func preprocessing() throws -> ImagePreprocessing {
      switch dialect {
      case .transformers:
        try ImageProcessorConfiguration(text: description, of: "preprocessor_config.json")
          .preprocessing(side: side)
      case .openCLIP:
        try OpenCLIPConfiguration(
          ConfigurationObject(
            text: #"{"model_cfg":{"vision_cfg":{},"text_cfg":{}},"preprocess_cfg":\#(description)}"#,
            of: "open_clip_config.json")
        ).preprocessing(side: side)
      }
    }
  }

  struct Model: Decodable, CustomTestStringConvertible {
    struct Score: Decodable {
      let file: String
      let prompt: String
      let cosine: Double
    }

    let base: String
    let dialect: Dialect
    /// Their contents by name.
    let files: [String: String]
    let scores: [Score]

    var testDescription: String { "\(dialect.rawValue): \(files.sorted { $0.key < $1.key }.map(\.value))" }
  }

  let pixels: [Pixels]
  let floats: [Pixels]
  let scores: [Model]

  static let all: DialectFixtures? = try? JSONDecoder().decode(
    DialectFixtures.self, from: Data(contentsOf: Fixtures.folder.appending(path: "dialects/expected.json")))

  static var models: [Model] { all?.scores ?? [] }

  /// One for each way of seeing, with all files.
  static var descriptions: [String] { Set(all?.pixels.map(\.description) ?? []).sorted() }

  static func path(of file: String) -> String {
    let own = Fixtures.path("dialects/\(file)")
    return FileManager.default.fileExists(atPath: own) ? own : Fixtures.path("preprocessing/\(file)")
  }

  static func image(_ file: String) throws -> StoredPixels {
    try PixelFileSource().pixels(fileAt: path(of: file)).pixels
  }
}
