import Preferences
import Testing

@testable import Exchange

/// A choice in a row is read, or the row is refused by the name of the key: none is lost in silence.
@Suite struct ChoiceKeyTests {
  private func row(_ keys: String, _ format: ImportFormat) -> Result<ImportRow, RejectedRow> {
    RowDecoder(file: "/f", format: format, places: ImagePlaces(folder: "/", images: nil))
      .row(RawRow(place: "[0]", content: .success(Array("{\"prompt\":\"p\",\(keys)}".utf8))))
  }

  private func outcomes(_ keys: String) throws -> [RowOutcome] {
    let text = "{\"prompt\":\"p\",\(keys)}"
    let format = try #require(RowProbe.format(of: Array(text.utf8)))
    return try row(keys, format).get().choices.map(\.outcome)
  }

  @Test func aChoiceBesideAnImagePathIsNotDropped() throws {
    #expect(try outcomes(#""image_path":["a","b"],"human_preference":1"#) == [.preferred(1)])
    #expect(try outcomes(#""image_path":["a","b"],"human_preference":[1,0]"#) == [.preferred(0)])
    #expect(try outcomes(#""file_path":["a","b"],"rank":[2,1]"#) == [.ranking([[1], [0]])])
  }

  @Test func aHalfIsATie() throws {
    #expect(try outcomes(#""file_path":["a","b"],"human_preference":0.5"#) == [.tie])
    #expect(try outcomes(#""file_path":["a","b"],"human_preference":[0.5,0.5]"#) == [.tie])
    #expect(try outcomes(#""file_path":["a","b"],"label_0":0.5,"label_1":0.5"#) == [.tie])
    #expect(try outcomes(#""file_path":["a","b"],"label_0":1"#) == [.preferred(0)])
    #expect(try outcomes(#""file_path":["a","b"],"label_0":0.0,"label_1":1.0"#) == [.preferred(1)])
  }

  @Test func ranksThatShareTheirPlacesAreOnePersons() throws {
    #expect(try outcomes(#""image_path":["a","b","c"],"rank":[1.5,3,1.5]"#) == [.ranking([[0, 2], [1]])])
  }

  @Test func anAverageBesideTheRanksItIsMadeOfIsNobodysChoice() throws {
    let annotations = #"[{"rank":[1,2],"user_hash":"u"},{"rank":[2,1],"user_hash":"v"}]"#
    #expect(
      try outcomes(#""image_path":["a","b"],"rank":[1.5,1.5],"raw_annotations":\#(annotations)"#)
        == [.ranking([[0], [1]]), .ranking([[1], [0]])])
  }

  @Test(arguments: [
    (ImportFormat.hpdV1, #""file_path":["a","b"],"human_preference":0,"rank":[1,2]"#, "rank"),
    (
      .hpdV2Train,
      #""file_path":["a","b"],"human_preference":[1,0],"raw_annotations":[{"rank":[1,2],"user_hash":"u"}]"#,
      "raw_annotations"
    ),
    (.hpdV2Test, #""image_path":["a","b"],"rank":[1,2],"human_preference":[1,0]"#, "human_preference"),
    (.jsonl, #""candidates":[{"image":"a"},{"image":"b"}],"human_preference":0"#, "human_preference"),
    (.jsonl, #""candidates":[{"image":"a"},{"image":"b"}],"label":1"#, "label"),
    (.jsonl, #""candidates":[{"image":"a"},{"image":"b"}],"votes_image1":3"#, "votes_image1"),
    (.jsonl, #""candidates":[{"image":"a"},{"image":"b"}],"best.responses":["a"]"#, "best.responses"),
    (.jsonl, #""candidates":[{"image":"a","rank":1},{"image":"b"}]"#, "candidates[0].rank"),
    (
      .jsonl,
      #""candidates":[{"image":"a"},{"image":"b"}],"choices":[{"annotator":"u","outcome":"tie","winner":0}]"#,
      "choices[0].winner"
    ),
  ])
  func aChoiceThatIsNotReadIsNamed(format: ImportFormat, keys: String, name: String) {
    guard case .failure(let rejected) = row(keys, format) else {
      Issue.record("\(keys) went in")
      return
    }
    #expect(
      rejected.reason == """
        \(name) states a choice that is not read beside the other keys here; write it as one of the format's own, or \
        rename the key if it is none
        """)
  }

  @Test func aChoiceThatIsStatedTwiceIsNamed() {
    guard
      case .failure(let rejected) = row(
        #""file_path":["a","b"],"human_preference":[1,0],"label_0":0"#, .hpdV2Train)
    else {
      Issue.record("went in")
      return
    }
    #expect(rejected.reason == "human_preference and label_0 both state the choice; leave one of them")
  }

  @Test func anAnswerWithoutItsOutcomeIsNamed() {
    guard
      case .failure(let rejected) = row(#""candidates":[{"image":"a"},{"image":"b"}],"preferred":0"#, .jsonl)
    else {
      Issue.record("went in")
      return
    }
    #expect(rejected.reason == "preferred is given, but outcome is missing")
  }

  @Test func whatHoldsNothingAndWhatIsNoChoiceGoIn() throws {
    let keys =
      #""candidates":[{"image":"a"},{"image":"b"}],"rank":null,"votes":[],"label":"animals","score":3"#
    #expect(try row(keys, .jsonl).get().choices.isEmpty)
  }
}
