import ArgumentParser
import Foundation
import Preferences

/// The kinds of error that there are keys for.
struct ReviewTagOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Kinds of error to mark pairs with (default: \(ErrorTags.standard.names.joined(separator: ","))).",
      valueName: "a,b,c"))
  var tags: String?

  @Option(
    help: ArgumentHelp(
      "A file with more of them, one a line; lines with # at the start do not count.", valueName: "path"),
    completion: .file())
  var tagsFile: String?

  func validate() throws {
    if tagsFile == nil { _ = try load() }
  }

  func load() throws -> ErrorTags {
    let listed =
      tags.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(Self.trimmed) } ?? []
    let filed = try tagsFile.map(Self.lines) ?? []
    if tags == nil, tagsFile == nil { return .standard }
    do throws(ErrorTags.Refusal) {
      return try ErrorTags(listed + filed)
    } catch {
      if let tagsFile, tags == nil { throw CommandFailure(.badData, "\(tagsFile): \(error)") }
      throw ValidationError("--tags: \(error).")
    }
  }

  private static func lines(of path: String) throws -> [String] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(
        .noInput, "\(path): no such file of tags; --tags a,b,c names them on the command line")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw CommandFailure(.badData, "\(path): the tags are not UTF-8")
    }
    return text.split(whereSeparator: \.isNewline).map(trimmed).filter { !$0.isEmpty && !$0.hasPrefix("#") }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    text.trimmingCharacters(in: .whitespaces)
  }
}
