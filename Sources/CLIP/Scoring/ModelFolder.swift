import Checkpoints
import FoundationEssentials

/// What lies beside weights and describes them.
struct ModelFolder: Hashable, Sendable {
  let path: String

  func path(of name: String) -> String { URL(filePath: path).appending(path: name).path }

  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(of: name)) }

  /// - Returns: `nil` where the file is missing.
  func configuration(_ name: String) throws(ConfigurationFault) -> ConfigurationObject? {
    try ConfigurationObject(fileAt: path(of: name))
  }
}
