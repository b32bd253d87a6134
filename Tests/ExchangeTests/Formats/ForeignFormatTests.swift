import TestSupport
import Testing

@testable import Exchange

/// What cannot be imported is named, with what to type.
@Suite struct ForeignFormatTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func fault(_ bytes: [UInt8]) throws -> String {
    let path = try folder.write(bytes, to: "file")
    do {
      let plan = try ImportPlan(at: path)
      return "taken for \(plan.sources[0].format)"
    } catch {
      return "\(error)".replacing(folder.path, with: "FOLDER")
    }
  }

  private func fault(_ text: String) throws -> String { try fault(Array(text.utf8)) }

  @Test func aPrettyPrintedManifestIsRead() throws {
    #expect(try fault("{\n  \"prompt\": \"p\",\n  \"candidates\": []\n}\n") == "taken for jsonl")
    #expect(try fault("[\n {\n  \"prompt\": \"p\",\n  \"candidates\": []\n }\n]\n") == "taken for jsonl")
  }

  @Test func anEmptyFileIsCalledEmpty() throws {
    #expect(try fault("") == "FOLDER/file: empty; name a file with rows")
    #expect(try fault(" \n\n") == "FOLDER/file: empty; name a file with rows")
    #expect(try fault("[]\n") == "FOLDER/file: [], which holds no rows; name a file with rows")
  }

  @Test(
    arguments: [
      ([0x1f, 0x8b, 8, 0], "gzip", "zcat"), ([0x28, 0xb5, 0x2f, 0xfd, 0], "zstd", "zstdcat"),
      (Array("BZh91AY".utf8), "bzip2", "bzcat"), ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], "xz", "xzcat"),
    ] as [([UInt8], String, String)])
  func whatIsCompressedComesWithTheCommand(bytes: [UInt8], name: String, reader: String) throws {
    #expect(
      try fault(bytes)
        == "FOLDER/file: compressed with \(name); type: \(reader) 'FOLDER/file' | konomi import - --images 'FOLDER'"
    )
  }

  @Test(arguments: [
    ("PAR1....", "a parquet file"), ("ARROW1..", "an Arrow file"),
    ("name,prompt,mos_quality\na.jpg,p,3\n", "CSV with the columns name, prompt, mos_quality"),
    ("a\tb\n1\t2\n", "TSV with the columns a, b"),
    (#"[{"id":1,"data":{"prompt":"p"},"annotations":[]}]"#, "a Label Studio export"),
    (#"{"text":"p","options":[],"accept":["a"],"answer":"accept"}"#, "a Prodigy file"),
    (#"{"prompt":"p","best.responses":["a"],"best.responses.users":["u"]}"#, "an Argilla export"),
    (#"[{"id":"1","prompt":"p","generations":["a","b"],"ranking":[1,2]}]"#, "ImageReward's test set"),
    (#"[{"image_path":"a.webp","prompt_id":"1","prompt":"p","rank":1}]"#, "ImageRewardDB"),
    (#"[{"prompt":"p","path1":"a","path2":"b","choice_dist":[9,1]}]"#, "HPDv3"),
    (#"{"caption":"p","label_0":1,"label_1":0,"image_0_uid":"a","ranking_id":3}"#, "Pick-a-Pic"),
    (#"{"caption":"p","label_0":1,"jpg_0":"","jpg_1":""}"#, "a Diffusion-DPO set"),
    (#"{"prompt":"p","chosen":"a","rejected":"b"}"#, "a TRL preference set"),
    (#"{"prompt":"p","image1":{},"image2":{},"votes_image1":3}"#, "a Rapidata set"),
    (#"{"prompt":"p","left_image":{},"right_image":{},"vote_type":"tievote"}"#, "GenAI-Arena"),
    (#"[{"file_name":"a.jpg","caption":"p"}]"#, "a list of single images"),
  ])
  func aForeignFormatIsNamed(text: String, name: String) throws {
    let fault = try fault(text)
    #expect(fault.hasPrefix("FOLDER/file: \(name), which konomi does not read yet; write it as lines like {"))
  }

  @Test(arguments: [
    ("SQLite format 3\u{0}", "a SQLite database"), ("PK\u{3}\u{4}", "a zip archive"),
    ("<!DOCTYPE html>", "HTML or XML"), ("hello", "no JSON"),
    ("trial,choice,scores_visible,at\n", "konomi's own CSV"),
    ("{\"prompt\": 3", "JSON without one whole row"),
    ("[1,2]", "JSON whose rows are no objects"),
  ])
  func whateverElseItIsIsSaid(text: String, name: String) throws {
    #expect(try fault(text).hasPrefix("FOLDER/file: \(name)"))
  }

  @Test func aFormatThatIsGivenDoesNotHideThatItIsCompressed() throws {
    let path = try folder.write([0x1f, 0x8b, 8, 0], to: "set.jsonl.gz")
    #expect(throws: ImportFault.self) { try ImportPlan(at: path, format: .jsonl) }
  }

  @Test func theKeysOfAnUnknownRowAreSaid() throws {
    #expect(
      try fault(#"{"question":"q","texts":[]}"#).hasPrefix(
        "FOLDER/file: JSON in no known format, with the keys question, texts; looked for \"candidates\" (jsonl), "
      ))
  }

  @Test func aFolderOfOtherFilesSaysWhatIsThere() throws {
    try folder.write("PAR1....", to: "train.parquet")
    #expect(
      throws: ImportFault.nothingInFolder(
        path: folder.path,
        seen: "\(folder.path)/train.parquet: a parquet file, which konomi does not read yet")
    ) { try ImportPlan(at: folder.path) }
  }
}
