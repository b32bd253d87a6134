import TestSupport
import Testing

@testable import Exchange

/// Images that lie elsewhere than the rows say.
@Suite struct ImagePlaceTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func imported(_ names: [String], from images: String?) throws -> Imported {
    let candidates = names.map { #"{"image":"\#($0)"}"# }.joined(separator: ",")
    let path = try folder.write(#"{"prompt":"p","candidates":[\#(candidates)]}"#, to: "set/set.jsonl")
    return try Imported.from(path, imageFolder: images.map { folder[$0] })
  }

  private func paths(_ names: [String], from images: String) throws -> Set<String> {
    let found = try imported(names, from: images).comparisons.flatMap(\.comparison.candidates).map(\.path)
    return Set(found.map { $0.replacing(folder.path + "/", with: "") })
  }

  @Test func areFoundByPathByItsEndAndByFileName() throws {
    try folder.writeImages("a", in: "pictures/train/")
    try folder.writeImages("b", "c", in: "pictures/")
    #expect(
      try paths(["train/a", "elsewhere/b", "/gone/set/c"], from: "pictures")
        == ["pictures/train/a", "pictures/b", "pictures/c"])
  }

  @Test func theLongestEndGoesFirst() throws {
    try folder.writeImages("a", "b", in: "pictures/train/")
    try folder.write("another a", to: "pictures/a")
    #expect(
      try paths(["/gone/train/a", "train/b"], from: "pictures") == ["pictures/train/a", "pictures/train/b"])
  }

  @Test func whatLiesBesideTheManifestIsFoundAsBefore() throws {
    try folder.writeImages("a", in: "pictures/")
    try folder.writeImages("b", in: "set/images/")
    #expect(try paths(["a", "b"], from: "pictures") == ["pictures/a", "set/images/b"])
  }

  @Test func aMissingImageSaysWhatToType() throws {
    try folder.writeImages("a", in: "set/")
    #expect(
      try imported(["a", "b"], from: nil).reasons == [
        """
        line 1: image b: no such image file; looked in \(folder.path)/set and its images; --images FOLDER names another
        """
      ])
    #expect(
      try imported(["a", "b"], from: "pictures").reasons == [
        """
        line 1: image b: no such image file; not under \(folder.path)/pictures and not beside the manifest; --images names \
        the folder
        """
      ])
  }
}
