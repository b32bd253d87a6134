import FoundationEssentials
import Screen
import TestSupport
import Testing

@testable import konomi

@Suite struct ThemeFileTests {
  private func failure(_ text: String) -> String {
    do {
      _ = try ThemeFile.parse(text, name: "t", path: "t.toml")
      return "no failure"
    } catch {
      return "\(error)"
    }
  }

  @Test func aPartHasColoursAndAttributes() throws {
    let theme = try ThemeFile.parse(
      """
      [title]
      foreground = "#102030"
      background = "default"
      attributes = ["bold", "underline"]
      """, name: "t", path: "t.toml")
    #expect(
      theme[.title]
        == Style(foreground: .rgb(red: 16, green: 32, blue: 48), attributes: [.bold, .underline]))
    #expect(theme[.error] == Style())
  }

  @Test func wrongThemesNameLineAndPlace() {
    #expect(
      failure("[text]\n\n[colour]\n").hasPrefix("t.toml: line 3: unknown part 'colour'; parts are text"))
    #expect(
      failure("[text]\nforeground = \"red\"\n")
        == "t.toml: line 2: text.foreground: a colour is \"#rrggbb\" or \"default\"")
    #expect(
      failure("[text]\n[key]\n# c\nattributes = [\"bold\", \"blink\"]\n")
        == "t.toml: line 4: key.attributes: attributes are a list out of bold, dim, italic, underline, reverse"
    )
    #expect(
      failure("[key]\nfont = 3\n")
        == "t.toml: line 2: key.font: unknown; a part has foreground, background, attributes")
    #expect(failure("[key\n").hasPrefix("t.toml: line 1, column"))
    #expect(failure("[key]\nforeground = 3\n").contains("line 2"))
    #expect(failure("key = 3\n").contains("line 1: unknown part 'key'"))
  }

  @Test(arguments: ["dark", "light", "mono"])
  func theThemesThatComeWithKonomiCanBeRead(name: String) throws {
    let path = RepositoryPaths.root.appending(path: "Themes/\(name).toml").path
    let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    let theme = try ThemeFile.parse(text, name: name, path: path)
    #expect(theme[.key] != theme[.text])
    #expect(theme[.error] != theme[.text])
  }
}
