import Output
import Preferences
import TestSupport
import Testing

@testable import Exchange

@Suite struct HPDFormatTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.writeImages("a", "b", "c")
  }

  /// Of an export in the folder of the test.
  private var below: ImagePaths { ImagePaths(from: folder.path) { _ in false } }

  /// Every outcome on three images, whose canonical order is `images`.
  private func everyOutcome() throws -> (records: [ChoiceRecord], images: [Candidate]) {
    let records = try Records(names: ["a", "b", "c"], in: folder.path + "/images")
    let images = records.comparison.candidates
    let (x, y, z) = (images[0].image, images[1].image, images[2].image)
    let outcomes: [Outcome] = [
      .preferred(y), .tie, .bothBad, .skip, .ranking([[z], [x, y]]), .ranking([[x, y], [z]]), .skip,
      .ranking([[x, y, z]]),
    ]
    let made = try outcomes.enumerated().map { try records.record($1, number: UInt64($0), shown: [2, 0, 1]) }
    return (made, images)
  }

  @Test func hpdV1TakesTheOneBest() throws {
    let (records, images) = try everyOutcome()
    let (text, summary) = try Records.export(records, as: .hpdV1, paths: below)
    let paths = images.map { "\"images/\(FilePath.name(of: $0.path))\"" }.joined(separator: ",")
    #expect(
      text == """
        [
        {"human_preference":1,"prompt":"a cat","id":0,"file_path":[\(paths)],"user_hash":"mia"},
        {"human_preference":2,"prompt":"a cat","id":1,"file_path":[\(paths)],"user_hash":"mia"}
        ]

        """)
    #expect(summary.written == 2 && summary.rows == 2)
    #expect(summary.leftOut == [.ties: 1, .bothBad: 1, .skips: 2, .rankingsWithoutBest: 2])
  }

  @Test func rowsOfHPDv2TrainAreOfTwoSinceItsReadersTakeTheFirstTwo() throws {
    let (records, images) = try everyOutcome()
    let (text, summary) = try Records.export(records, as: .hpdV2Train)
    func row(_ vector: String, _ places: Int...) -> String {
      let paths = places.map { "\"\(images[$0].path)\"" }.joined(separator: ",")
      return #"{"human_preference":\#(vector),"prompt":"a cat","file_path":[\#(paths)]}"#
    }
    let rows = [
      row("[0,1]", 0, 1), row("[1,0]", 1, 2), row("[0,1]", 0, 2), row("[0,1]", 1, 2), row("[1,0]", 0, 2),
      row("[1,0]", 1, 2),
    ]
    #expect(text == "[\n" + rows.joined(separator: ",\n") + "\n]\n")
    #expect(summary.written == 3 && summary.rows == 6)
    #expect(summary.leftOut == [.ties: 1, .bothBad: 1, .skips: 2, .rankingsWithoutOrder: 1])
  }

  @Test(arguments: [ExportFormat.hpdV1, .hpdV2Train])
  func nothingIsAnEmptyArray(format: ExportFormat) throws {
    #expect(try Records.export([], as: format).text == "[]\n")
  }

  @Test func aBestOfThreeComesBackFromHPDv2TrainAsTwoVotesForIt() throws {
    let records = try Records(names: ["a", "b", "c"], in: folder.path)
    let best = records.comparison.candidates[1].image
    let text = try Records.export([try records.record(.preferred(best))], as: .hpdV2Train, paths: below).text
    let imported = try Imported.from(try folder.write(text, to: "export.json"))
    #expect(imported.rejected == [])
    #expect(imported.comparisons.map(\.comparison.candidates.count) == [2, 2])
    let outcomes = imported.choices.compactMap { Choice(standingAfter: $0.events)?.outcome }
    #expect(outcomes == [.preferred(best), .preferred(best)])
  }

  @Test func whatIsImportedAgainFromHPDv1PrefersTheSame() throws {
    let (written, read) = (ExportFormat.hpdV1, ImportFormat.hpdV1)
    let records = try Records(names: ["a", "b", "c"], in: folder.path)
    let images = records.comparison.candidates.map(\.image)
    let choices = try images.enumerated().map { try records.record(.preferred($1), number: UInt64($0)) }
    let text = try Records.export(choices, as: written, paths: below).text
    let path = try folder.write(text, to: "export.json")
    #expect(try ImportFormat.detect(at: path) == read)
    let imported = try Imported.from(path)
    #expect(imported.comparisons.map(\.comparison.id) == [records.comparison.id])
    let outcomes = imported.choices.compactMap { Choice(standingAfter: $0.events)?.outcome }
    #expect(outcomes == images.map { .preferred($0) })
    #expect(Set(imported.choices.map(\.session.annotator.name)) == ["mia"])
  }
}
