import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import konomi

/// Advice works when it is typed: `konomi score --all` failed without `--model`.
@Suite struct AdviceTests {
  /// Every command line between backquotes, or behind `type:`, in a text of the program, whatever module it is in, and
  /// every example of a help text and of the README.
  @Test func everyAdvisedCommandLineIsUnderstood() throws {
    let advised = try quoted() + typed() + examples() + readme()
    #expect(advised.count > 40)
    let here = RepositoryPaths.root.path
    for line in advised {
      do {
        _ = try Konomi.parseAsRoot(Self.words(line).map { Self.folders.contains($0) ? here : $0 })
      } catch {
        // Help is an answer too.
        #expect(Konomi.exitCode(for: error) == .success, "\(line): \(Konomi.message(for: error))")
      }
    }
  }

  /// A command that is advised without backquotes would not be looked at.
  @Test func adviceStandsBetweenBackquotes() throws {
    let commands = Konomi.configuration.subcommands.map { $0._commandName }.joined(separator: "|")
    let bare = try Regex(#"(?:^|[^`\w])konomi (?:"# + commands + #")\b"#)
    for (file, literal) in try literals() where literal.contains(bare) && !literal.contains("type: ") {
      let isHeading = ["konomi report", "konomi train", "konomi review"].contains(literal)
      #expect(isHeading, "\(file): \(literal)")
    }
  }

  @Test func whatAShellWouldBreakIsQuoted() {
    #expect(ShellWord.quoted("/data/study.db") == "/data/study.db")
    #expect(ShellWord.quoted("my study.db") == "'my study.db'")
    #expect(ShellWord.quoted("it's") == #"'it'\''s'"#)
    #expect(ShellWord.quoted("") == "''")
    for text in ["my study.db", "it's", "$(rm)", "a\"b"] {
      #expect(Self.words("konomi report --db \(ShellWord.quoted(text))") == ["report", "--db", text])
    }
  }

  /// Folders of examples, which have to be there.
  private static let folders: Set = ["FOLDER", "/data/HPDv2/train"]

  private func typed() throws -> [String] {
    try literals().compactMap { _, literal in
      guard literal.contains("type: "), let range = literal.range(of: "konomi ", options: .backwards) else {
        return nil
      }
      return String(literal[range.lowerBound...])
    }
  }

  private func quoted() throws -> [String] {
    let backquoted = try Regex(#"`(konomi [^`]*)`"#, as: (Substring, Substring).self)
    return try lines().flatMap { _, line in line.matches(of: backquoted).map { String($0.output.1) } }
  }

  /// The string literals that begin and end on one line.
  private func literals() throws -> [(file: String, text: String)] {
    let literal = try Regex(#""((?:[^"\\]|\\.)*)""#, as: (Substring, Substring).self)
    return try lines().flatMap { file, line in line.matches(of: literal).map { (file, String($0.output.1)) } }
  }

  /// Of all sources but those of the bench, without comments; what is interpolated is taken for a word.
  private func lines() throws -> [(file: String, text: String)] {
    let interpolated = try Regex(#"\\\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"#)
    let sources = RepositoryPaths.root.appending(path: "Sources")
    let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var found: [(file: String, text: String)] = []
    for case let file as URL in files where file.pathExtension == "swift" {
      if file.path.contains("konomi-bench") { continue }
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      where !line.drop(while: { $0 == " " }).hasPrefix("//") {
        found.append((file.lastPathComponent, String(line.replacing(interpolated, with: "x"))))
      }
    }
    return found
  }

  private func examples() throws -> [String] {
    ([Konomi.self] + Konomi.configuration.subcommands).flatMap { command in
      command.configuration.discussion.split(separator: "\n").compactMap { line in
        line.range(of: "konomi ").flatMap { range in
          let before = line[..<range.lowerBound]
          return before.allSatisfy { $0 == " " } || before.contains(":")
            ? String(line[range.lowerBound...]) : nil
        }
      }
    }
  }

  private func readme() throws -> [String] {
    let text = try String(contentsOf: RepositoryPaths.root.appending(path: "README.md"), encoding: .utf8)
    return text.split(separator: "\n").filter { $0.hasPrefix("    konomi ") }.map {
      // What an example does stands beside it.
      let line = String($0.drop { $0 == " " })
      return line.range(of: "  ").map { String(line[..<$0.lowerBound]) } ?? line
    }
  }

  /// As a shell takes a line apart, up to a pipe or a redirection; without the program's name.
  private static func words(_ line: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var characters = Array(line)[...]
    while let character = characters.popFirst() {
      switch (character, quote) {
      case (let character, let open?) where character == open: quote = nil
      case (_, .some): word = (word ?? "") + String(character)
      case ("'", nil), ("\"", nil):
        quote = character
        word = word ?? ""
      case ("\\", nil): word = (word ?? "") + (characters.popFirst().map { String($0) } ?? "")
      case (" ", nil):
        if let done = word { words.append(done) }
        word = nil
      case ("|", nil) where word == nil, (">", nil) where word == nil: characters = []
      default: word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return Array(words.dropFirst())
  }
}
