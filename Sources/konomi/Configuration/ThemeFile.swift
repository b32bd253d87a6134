import FoundationEssentials
import Screen
import TOMLKit

/// A theme as a TOML file: one table for each part of the screen, with `foreground`, `background` and
/// `attributes`.
enum ThemeFile {
  /// - Throws: `CommandFailure` naming file, line, reason and remedy.
  static func load(_ name: String, from resources: ResourceLocation) throws -> Theme {
    let path =
      name.hasSuffix(".toml") ? name : try resources.path(of: "Themes/\(name).toml", calling: "theme")
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(.noInput, "\(path): no such theme file; see `konomi annotate --help` for --theme")
    }
    return try parse(String(decoding: data, as: UTF8.self), name: name, path: path)
  }

  static func parse(_ text: String, name: String, path: String) throws -> Theme {
    let table: TOMLTable
    do {
      table = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw CommandFailure(
        .badData,
        "\(path): line \(error.source.begin.line), column \(error.source.begin.column): \(error.description)")
    }
    let lines = TOMLLines(text)
    var styles: [Theme.Role: Style] = [:]
    for key in table.keys {
      guard let role = Theme.Role(rawValue: key), let part = table[key]?.table else {
        let known = Theme.Role.allCases.map(\.rawValue).joined(separator: ", ")
        throw CommandFailure(
          .badData, "\(path): line \(lines.line(of: key)): unknown part '\(key)'; parts are \(known)")
      }
      styles[role] = try style(part) { key, reason in
        CommandFailure(
          .badData,
          "\(path): line \(lines.line(of: key, in: role.rawValue)): \(role.rawValue).\(key): \(reason)")
      }
    }
    return Theme(name: name, styles: styles)
  }

  private static func style(
    _ part: TOMLTable, failure: (_ key: String, _ reason: String) -> CommandFailure
  ) throws -> Style {
    var style = Style()
    for key in part.keys {
      switch key {
      case "foreground", "background":
        guard let color = part[key]?.string.flatMap(color) else {
          throw failure(key, "a colour is \"#rrggbb\" or \"default\"")
        }
        if key == "foreground" { style.foreground = color } else { style.background = color }
      case "attributes":
        let names = part[key]?.array?.map { $0.string ?? "" } ?? [""]
        for name in names {
          guard let known = Style.Attributes.names.first(where: { $0.name == name }) else {
            let all = Style.Attributes.names.map(\.name).joined(separator: ", ")
            throw failure(key, "attributes are a list out of \(all)")
          }
          style.attributes.insert(known.attribute)
        }
      default:
        throw failure(key, "unknown; a part has foreground, background, attributes")
      }
    }
    return style
  }

  private static func color(_ text: String) -> Color? {
    text == "default" ? .terminalDefault : Color(hexadecimal: text)
  }
}

/// Finds the lines of a TOML file that the parser, once done, no longer knows.
private struct TOMLLines {
  private let lines: [Substring]

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The line, from 1, where a table or one of its keys stands; 1 where neither is found.
  func line(of key: String, in table: String? = nil) -> Int {
    var current: String?
    for (index, line) in lines.enumerated() {
      let line = line.trimmingPrefix { $0.isWhitespace }
      if line.hasPrefix("[") {
        current = line.dropFirst().split(separator: "]").first.map(String.init)
        if table == nil, current == key { return index + 1 }
      } else if current == table, line.hasPrefix(key) {
        return index + 1
      }
    }
    return 1
  }
}
