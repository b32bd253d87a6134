import TestSupport
import Testing

@testable import Exchange

@Suite struct ImportPlanTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func fault(_ body: () throws -> some Any) -> String {
    do {
      _ = try body()
      return "no error"
    } catch {
      return "\(error)".replacing(folder.path, with: "FOLDER")
    }
  }

  @Test(arguments: [
    (#"[{"human_preference":2,"prompt":"p","file_path":["a","b"]}]"#, ImportFormat.hpdV1),
    (#"[{"human_preference":[1,0],"prompt":"p","file_path":["a","b"]}]"#, .hpdV2Train),
    (#"[{"prompt":"p","image_path":["a","b"],"rank":[1,2]}]"#, .hpdV2Test),
    (#"{"prompt":"p","candidates":[]}"#, .jsonl),
    ("\u{FEFF}\r\n{\"prompt\":\"p\",\"candidates\":[]}\r\n", .jsonl),
    (#"[{"broken":},{"prompt":"p"},{"prompt":"p","image_path":["a","b"],"rank":[1,2]}]"#, .hpdV2Test),
  ])
  func theKeysTellTheFormat(text: String, format: ImportFormat) throws {
    #expect(try ImportFormat.detect(at: folder.write(text, to: "manifest")) == format)
  }

  @Test func whatFitsNothingIsAnError() throws {
    let file = try folder.write(#"{"prompt":"p","generations":[]}"#, to: "a.json")
    #expect(
      fault { try ImportPlan(at: file) }.hasPrefix("FOLDER/a.json: JSON in no known format, with the keys "))
    #expect(
      fault { try ImportPlan(at: folder.path) } == """
        FOLDER: nothing to import; looked for *.json and *.jsonl in a known format and for folders with a prompt.txt; \
        FOLDER/a.json: JSON in no known format, with the keys generations, prompt; looked for "candidates" (jsonl), \
        "human_preference" (hpd-v1, hpd-v2-train) and "raw_annotations" or "rank" (hpd-v2-test); name a file, or the \
        format with --format
        """)
    #expect(
      fault { try ImportPlan(at: folder.path, format: .jsonl) }
        == """
        FOLDER: no file of the format jsonl in this folder; looked for *.jsonl; name the file itself or another --format
        """)
    #expect(
      fault { try ImportPlan(at: file, format: .folder) }
        == "FOLDER/a.json: not a folder, which the format folder needs; name the folder or another --format")
    #expect(
      fault { try ImportPlan(at: folder.path + "/none") }
        == "FOLDER/none: no such file or folder; check the path")
  }

  @Test func aGivenFormatIsTaken() throws {
    let file = try folder.write("[]", to: "a.json")
    #expect(try ImportPlan(at: file, format: .hpdV1).sources == [.init(path: file, format: .hpdV1)])
  }

  @Test func aFolderStandsForItsManifests() throws {
    try folder.write(#"[{"human_preference":[1,0],"file_path":[],"prompt":""}]"#, to: "train.json")
    try folder.write(#"[{"image_path":[],"prompt":""}]"#, to: "test.json")
    try folder.write(#"{"license":"none"}"#, to: "about.json")
    try folder.write("p", to: "x.json/prompt.txt")
    try folder.write(#"[{"image_path":"one image","prompt":"","rank":1}]"#, to: "per-image.json")
    let plan = try ImportPlan(at: folder.path + "/./x.json/..")
    #expect(
      plan.sources == [
        .init(path: folder.path + "/test.json", format: .hpdV2Test),
        .init(path: folder.path + "/train.json", format: .hpdV2Train),
      ])
    #expect(plan.passedOver.map(\.path) == ["/about.json", "/per-image.json"].map { folder.path + $0 })
  }

  @Test func aCopyBesideItsOriginalIsReadOnce() throws {
    let row = #"[{"human_preference":[1,0],"file_path":[],"prompt":""}]"#
    for name in ["a.json", "b.json"] { try folder.write(row, to: name) }
    try folder.write(row.replacing("1,0", with: "0,1"), to: "c.json")
    let plan = try ImportPlan(at: folder.path)
    #expect(plan.sources.map(\.path) == [folder["a.json"], folder["c.json"]])
    #expect(plan.passedOver.map(\.what) == ["the same bytes as \(folder.path)/a.json"])
  }

  @Test func aFolderWithoutManifestsIsATreeOfPrompts() throws {
    try folder.write("p", to: "deep/down/prompt.txt")
    try folder.write("{}", to: "settings.json")
    #expect(try ImportPlan(at: folder.path).sources == [.init(path: folder.path, format: .folder)])
    #expect(try ImportFormat.detect(at: folder.path) == .folder)
  }
}
