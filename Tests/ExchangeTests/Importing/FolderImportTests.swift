import FoundationEssentials
import Preferences
import TestSupport
import Testing

@testable import Exchange

@Suite struct FolderImportTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func eachFolderWithAPromptIsAComparison() throws {
    try folder.write("\u{FEFF} a cat\r\n", to: "2/prompt.txt")
    try folder.writeImages("b.PNG", "a.jpg", in: "2/")
    try folder.write("notes", to: "2/readme.md")
    try folder.write("a dog", to: "1/deep/prompt.txt")
    try folder.writeImages("x.webp", "y.webp", "z.webp", in: "1/deep/")
    try folder.write("hidden", to: ".git/prompt.txt")
    let imported = try Imported.from(folder.path)
    #expect(imported.comparisons.map(\.comparison.prompt.text) == ["a dog", "a cat"])
    #expect(imported.comparisons.map(\.comparison.candidates.count) == [3, 2])
    #expect(
      Set(imported.comparisons[1].comparison.candidates.map(\.path))
        == [folder.path + "/2/a.jpg", folder.path + "/2/b.PNG"])
    #expect(imported.choices.isEmpty && imported.rejected.isEmpty)
  }

  @Test func aFolderThatDoesNotFitIsRejected() throws {
    try folder.writeImages("a.png", in: "1/")
    try folder.write([0xff, 0xfe], to: "2/prompt.txt")
    try folder.write("\n", to: "3/prompt.txt")
    try folder.writeImages("a.png", "b.png", in: "3/")
    try folder.write("p", to: "4/prompt.txt")
    try folder.write("a\u{0}b", to: "5/prompt.txt")
    try FileManager.default.createDirectory(
      atPath: folder.path + "/6/prompt.txt", withIntermediateDirectories: true)
    let imported = try Imported.from(folder.path)
    #expect(imported.rejected.map(\.file) == (1...6).map { "\(folder.path)/\($0)" })
    #expect(
      imported.reasons == [
        "folder: there are images but no prompt.txt beside them; write the prompt into one",
        "folder: prompt.txt is not UTF-8",
        "folder: the prompt is empty",
        "folder: a comparison needs two candidates or more, here 0",
        "folder: prompt.txt holds a NUL character",
        "folder: prompt.txt cannot be read",
      ])
  }

  @Test func linksToFoldersAreNotFollowed() throws {
    try folder.write("p", to: "1/prompt.txt")
    try folder.writeImages("a.png", "b.png", in: "1/")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/1/loop", withDestinationPath: folder.path)
    #expect(try Imported.from(folder.path).comparisons.count == 1)
  }
}
