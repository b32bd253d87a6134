import Preferences
import Testing

@testable import Exchange

@Suite struct RowDecoderTests {
  private func row(
    _ text: String, _ format: ImportFormat, images: String? = nil
  ) -> Result<ImportRow, RejectedRow> {
    RowDecoder(
      file: "/data/set/rows", format: format, places: ImagePlaces(folder: "/data/set", images: images)
    )
    .row(RawRow(place: "[3]", content: .success(Array(text.utf8))))
  }

  private func outcomes(_ text: String, _ format: ImportFormat) throws -> [String: RowOutcome] {
    let choices = try row(text, format).get().choices
    return Dictionary(uniqueKeysWithValues: choices.map { ($0.annotator, $0.outcome) })
  }

  @Test func imagesAreLookedForBesideTheManifestAndInImages() throws {
    let text = #"{"prompt":"p","candidates":[{"image":"a/../b.png","generator":"g"},{"image":"/c//d.png"}]}"#
    let images = try row(text, .jsonl).get().images
    #expect(images.map(\.paths) == [["/data/set/b.png", "/data/set/images/b.png"], ["/c/d.png"]])
    #expect(images.map(\.generator) == ["g", nil])
    #expect(images.map(\.name) == ["a/../b.png", "/c//d.png"])
  }

  @Test func hpdV1NamesAnIndex() throws {
    let text = #"{"human_preference":2,"prompt":"p","id":1,"file_path":["a","b","c"],"user_hash":"u"}"#
    #expect(try outcomes(text, .hpdV1) == ["u": .preferred(2)])
    let anonymous = #"{"human_preference":0,"prompt":"p","file_path":["a","b"],"contain_name":false}"#
    #expect(try outcomes(anonymous, .hpdV1) == ["hpd-v1": .preferred(0)])
  }

  @Test(arguments: [
    ("[0,1]", RowOutcome.preferred(1)), ("[0,0]", .tie), ("[1,1]", .tie), ("[0.5,0.5]", .tie),
    ("[0.0,1.0]", .preferred(1)),
  ])
  func hpdV2TrainHoldsAVector(vector: String, outcome: RowOutcome) throws {
    let text = #"{"human_preference":\#(vector),"prompt":"p","file_path":["a","b"]}"#
    #expect(try outcomes(text, .hpdV2Train) == ["hpd-v2-train": outcome])
  }

  @Test func hpdV2TestHoldsARankingAnAnnotator() throws {
    let annotations = #"[{"rank":[2,9,2],"user_hash":"u"},{"rank":[3,1,2],"user_hash":"v"}]"#
    let text = #"{"prompt":"p","image_path":["a","b","c"],"rank":[1,2,3],"raw_annotations":\#(annotations)}"#
    #expect(
      try outcomes(text, .hpdV2Test) == ["u": .ranking([[0, 2], [1]]), "v": .ranking([[1], [2], [0]])])
    let alone = #"{"prompt":"p","image_path":["a","b"],"rank":[2,1],"raw_annotations":[]}"#
    #expect(try outcomes(alone, .hpdV2Test) == ["hpd-v2-test": .ranking([[1], [0]])])
  }

  @Test func escapesAreUndone() throws {
    let text = #"{"prompt":"a \"cat\"\n\u00e9 \ud83d\ude00 \/ \\","candidates":[]}"#
    #expect(try row(text, .jsonl).get().prompt == "a \"cat\"\né 😀 / \\")
  }

  @Test func aManifestHoldsChoicesOfEveryKind() throws {
    let text = """
      {"prompt":"p","id":"x","candidates":[{"image":"a"},{"image":"b"},{"image":"c"}],"choices":[\
      {"annotator":"1","outcome":"preferred","preferred":2,"flagged":true,"note":"n","at":"2026-01-31T08:15:00.250Z"},\
      {"annotator":"2","outcome":"ranking","ranking":[[1],[0,2]]},\
      {"annotator":"3","outcome":"tie"},{"annotator":"4","outcome":"both_bad"},{"annotator":"5","outcome":"skip"}]}
      """
    let choices = try row(text, .jsonl).get().choices
    #expect(
      choices.map(\.outcome) == [.preferred(2), .ranking([[1], [0, 2]]), .tie, .bothBad, .skip])
    #expect(choices[0].remarks == Remarks(flagged: true, note: "n"))
    #expect(choices[0].at == Timestamp(milliseconds: 1_769_847_300_250))
    #expect(choices[1].remarks == Remarks())
  }
}

/// Why rows are rejected, in the words that users read.
@Suite struct RowReasonTests {
  private func reason(_ bytes: [UInt8], _ format: ImportFormat) -> String? {
    let raw = RawRow(place: "[3]", content: .success(bytes))
    guard
      case .failure(let rejected) = RowDecoder(
        file: "/f", format: format, places: ImagePlaces(folder: "/", images: nil)
      ).row(raw)
    else { return nil }
    #expect(rejected.file == "/f" && rejected.at == "[3]")
    return rejected.reason
  }

  @Test(arguments: [
    (
      #"{"human_preference":2,"prompt":"p","file_path":["a","b"]}"#,
      "human_preference is 2, but there are 2 images"
    ),
    (
      #"{"human_preference":-1,"prompt":"p","file_path":["a","b"]}"#,
      "human_preference is -1, but there are 2 images"
    ),
    (
      #"{"human_preference":0.5,"prompt":"p","file_path":["a","b","c"]}"#,
      "human_preference is not a whole number"
    ),
    (
      #"{"human_preference":1e300,"prompt":"p","file_path":["a","b"]}"#,
      "human_preference is not a whole number"
    ),
    (#"{"human_preference":"0","prompt":"p","file_path":["a","b"]}"#, "human_preference is not a number"),
    (#"{"human_preference":0,"prompt":null,"file_path":["a","b"]}"#, "prompt is null"),
    (#"{"human_preference":0,"prompt":"p","file_path":["a",4]}"#, "file_path[1] is not a text"),
    (#"{"human_preference":0,"prompt":"p","file_path":"a"}"#, "file_path is not a list"),
    (#"{"human_preference":0,"prompt":"p","file_path":["a",""]}"#, "the name of an image is empty"),
    (#"{"human_preference":0,"prompt":"p\u0000","file_path":["a","b"]}"#, "a text holds a NUL character"),
    (#"{"human_preference":0,"prompt":"p"}"#, "file_path is missing"),
    ("[0]", "the row is not an object"),
    ("", "not valid JSON: column 1: the row ends where a value is expected"),
    (
      #"{"prompt":"\ud800"}"#,
      """
      not valid JSON: prompt, column 12: \\ud800 is half of a pair whose other half is missing, and no text can hold it; \
      write \\ufffd in its place
      """
    ),
  ])
  func ofHPDv1(text: String, expected: String) {
    #expect(reason(Array(text.utf8), .hpdV1) == expected)
  }

  @Test func ofBracketsBeyondNumber() throws {
    let text = String(repeating: "[", count: 600) + String(repeating: "]", count: 600)
    #expect(try #require(reason(Array(text.utf8), .hpdV1)).hasSuffix("nested more than 512 deep"))
  }

  @Test(arguments: [
    ("[1,0,0]", "human_preference has 3 numbers for 2 images"),
    ("[1,2]", "human_preference holds 2, but only 0, 1 and equal shares have a meaning"),
    ("[-0.5,1.5]", "human_preference holds -0.5, but only 0, 1 and equal shares have a meaning"),
    (
      "[0.75,0.25]",
      """
      human_preference holds 0.75, a share of several people's votes, and how many they were is not told; write a row \
      for each vote
      """
    ),
    ("1", "human_preference is not a list"),
  ])
  func ofHPDv2Train(vector: String, expected: String) {
    let text = #"{"human_preference":\#(vector),"prompt":"p","file_path":["a","b"]}"#
    #expect(reason(Array(text.utf8), .hpdV2Train) == expected)
  }

  @Test func ofTwoPreferredAmongThree() {
    let text = #"{"human_preference":[1,1,0],"prompt":"p","file_path":["a","b","c"]}"#
    #expect(reason(Array(text.utf8), .hpdV2Train) == "human_preference marks 2 of 3 images as preferred")
  }

  @Test(arguments: [
    (#""rank":[1]"#, "rank has 1 rank for 2 images"),
    (#""rank":[-1,2]"#, "rank holds -1, but the best rank is 1"),
    (
      #""rank":[1.2,1.8]"#,
      "rank holds 1.2, an average of several people's ranks; write each person's into raw_annotations"
    ),
    (
      #""rank":[1,2],"raw_annotations":[{"rank":[1,2,3],"user_hash":"u"}]"#,
      "raw_annotations[0].rank has 3 ranks for 2 images"
    ),
    (#""raw_annotations":[{"rank":[1,2]}]"#, "raw_annotations[0].user_hash is missing"),
  ])
  func ofHPDv2Test(keys: String, expected: String) {
    let text = #"{"prompt":"p","image_path":["a","b"],\#(keys)}"#
    #expect(reason(Array(text.utf8), .hpdV2Test) == expected)
  }

  @Test(arguments: [
    (
      #""outcome":"left""#, #"outcome is "left", which is none of preferred, ranking, tie, both_bad and skip"#
    ),
    (#""outcome":"preferred""#, "preferred is missing"),
    (#""outcome":"preferred","preferred":2"#, "preferred holds 2, but there are 2 candidates"),
    (#""outcome":"ranking""#, "ranking is missing"),
    (#""outcome":"ranking","ranking":[[0],[0]]"#, "ranking holds 0 twice"),
    (
      #""outcome":"ranking","ranking":[[0],[1]],"preferred":1"#,
      "preferred is 1, which ranking does not put first"
    ),
    (#""outcome":"tie","preferred":1"#, #"preferred is given, but outcome is "tie""#),
    (#""outcome":"skip","ranking":[[0],[1]]"#, #"ranking is given, but outcome is "skip""#),
    (#""outcome":"ranking","ranking":[[0,1],[]]"#, "ranking holds an empty list"),
    (
      #""outcome":"tie","at":"yesterday""#,
      #"at is "yesterday", not a date and time with a zone such as 2026-01-31T08:15:00.250Z"#
    ),
    (
      #""outcome":"tie","at":"2024-02-30T08:00:00Z""#,
      #"at is "2024-02-30T08:00:00Z", a day that does not exist: month 2 of 2024 has 29 days"#
    ),
    (
      #""outcome":"tie","at":"2024-04-01T25:00:00Z""#,
      #"at is "2024-04-01T25:00:00Z", a time that does not exist"#
    ),
    (#""outcome":"tie","trial":"7""#, "trial is not a UUID"),
    (#""outcome":"tie","shown":[0,3]"#, "shown holds 3, but there are 2 candidates"),
    (#""outcome":"tie","policy":"whim""#, #"policy is "whim", which is unknown"#),
    (#""outcome":"tie","probability":0"#, "probability is 0.0, not more than 0 and at most 1"),
    (#""outcome":"tie","repetition":-1"#, "repetition is less than 0"),
    (#""outcome":"tie","note":"\u0000""#, "note holds a NUL character"),
    (#""outcome":"tie","flagged":1"#, "flagged is not true or false"),
  ])
  func ofAChoice(keys: String, expected: String) {
    let candidates = #""prompt":"p","candidates":[{"image":"a"},{"image":"b"}]"#
    let exported = #"{\#(candidates),"annotator":"u",\#(keys)}"#
    #expect(reason(Array(exported.utf8), .jsonl) == expected)
    let manifest = #"{\#(candidates),"choices":[{"annotator":"u",\#(keys)}]}"#
    #expect(reason(Array(manifest.utf8), .jsonl) == "choices[0]." + expected)
  }

  @Test func ofACandidate() {
    let unnamed = #"{"prompt":"p","candidates":[{"generator":"g"}]}"#
    #expect(reason(Array(unnamed.utf8), .jsonl) == "candidates[0].image is missing")
    let unhashed = #"{"prompt":"p","candidates":[{"image":"a","sha256":"ff"}]}"#
    #expect(reason(Array(unhashed.utf8), .jsonl) == "candidates[0].sha256 is not 64 hexadecimal digits")
  }

  @Test(arguments: [
    (#""style""#, "tags is not a list"), ("[7]", "tags[0] is not a text"),
    (#"["style",null]"#, "tags[1] is null"), (#"["\u0000"]"#, "a text holds a NUL character"),
  ])
  func ofTags(tags: String, expected: String) {
    let text = #"{"prompt":"p","candidates":[{"image":"a"},{"image":"b"}],"tags":\#(tags)}"#
    #expect(reason(Array(text.utf8), .jsonl) == expected)
  }

  @Test func ofBytesThatAreNoText() {
    let bytes = Array(#"{"prompt":""#.utf8) + [0xc3, 0x28] + Array(#"","candidates":[]}"#.utf8)
    #expect(reason(bytes, .jsonl) == "the text is not UTF-8")
  }
}
