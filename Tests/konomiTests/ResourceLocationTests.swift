import FoundationEssentials
import TestSupport
import Testing

@testable import konomi

@Suite struct ResourceLocationTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func find(_ environment: [String: String] = [:]) throws -> String {
    let location = ResourceLocation(
      environment: ["HOME": folder["home"]].merging(environment) { $1 },
      executable: folder["prefix/bin/konomi"])
    return try location.path(of: "Themes/dark.toml", calling: "theme")
  }

  @Test func theNearestInTheOrderOfPlacesWins() throws {
    let repository = try folder.write("", to: "Themes/dark.toml")
    #expect(try find() == repository)
    let installed = try folder.write("", to: "prefix/share/konomi/Themes/dark.toml")
    #expect(try find() == installed)
    let home = try folder.write("", to: "home/.local/share/konomi/Themes/dark.toml")
    #expect(try find() == home)
    let xdg = try folder.write("", to: "xdg/konomi/Themes/dark.toml")
    #expect(try find(["XDG_DATA_HOME": folder["xdg"]]) == xdg)
    let named = try folder.write("", to: "named/Themes/dark.toml")
    #expect(try find(["KONOMI_RESOURCES": folder["named"], "XDG_DATA_HOME": folder["xdg"]]) == named)
  }

  @Test func whatIsNowhereSaysWhereWasLooked() throws {
    #expect {
      try find(["KONOMI_RESOURCES": "/nowhere"])
    } throws: { error in
      let text = "\(error)"
      return text.hasPrefix("Themes/dark.toml: no such theme; looked in /nowhere,")
        && text.hasSuffix("KONOMI_RESOURCES=FOLDER names another")
    }
  }
}
