import ArgumentParser
import FoundationEssentials

/// The files that mutations start from.
struct Corpus {
  let files: [[UInt8]]

  init(_ folder: String) throws {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder).sorted()) ?? []
    files = try names.map { Array(try Data(contentsOf: URL(filePath: folder + "/" + $0))) }
    guard !files.isEmpty else {
      throw ValidationError("\(folder): no files to start from; run from the repository or name a --corpus")
    }
  }
}
