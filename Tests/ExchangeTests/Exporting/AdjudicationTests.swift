import Preferences
import TestSupport
import Testing

@testable import Exchange

/// What reviewers decided goes out beside the choices, and never in their place.
@Suite struct AdjudicationTests {
  private let records: Records
  private let folder: TemporaryFolder
  private var images: [ImageID] { records.comparison.candidates.map(\.image) }

  init() throws {
    folder = try TemporaryFolder()
    try folder.writeImages("a", "b", "c")
    records = try Records(names: ["a", "b", "c"], in: folder.path)
  }

  private func pair(_ first: Int, _ second: Int) -> CandidatePair {
    CandidatePair(images[first], images[second], of: records.comparison.id)
  }

  private func review(_ kinds: ReviewEvent.Kind...) throws -> Review {
    let lea = try Annotator(name: "lea")
    return Review(
      standingAfter: kinds.enumerated().map { number, kind in
        ReviewEvent(
          id: EventID(high: UInt64(number + 1) << 16, low: 0, version: 7), reviewer: lea, pair: pair(0, 1),
          at: Timestamp(milliseconds: 0), kind: kind)
      })
  }

  private func export(
    _ record: ChoiceRecord, as format: ExportFormat, _ reviews: [CandidatePair: Review]
  ) throws -> String {
    var bytes: [UInt8] = []
    let comparison = records.comparison
    var exporter = ChoiceExporter(
      format: format, comparison: { _ in comparison }, review: { reviews[$0] }, sink: { bytes += $0 })
    try exporter.write(record)
    _ = try exporter.finish()
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func aPairHasItsAdjudicationBesideTheChoice() throws {
    let record = try records.record(.preferred(images[2]), shown: [2, 0])
    for (outcome, json, csv) in [
      (Outcome.preferred(images[0]), "0", "\(images[0])"), (.tie, #""tie""#, "tie"),
      (.bothBad, #""both_bad""#, "both_bad"),
    ] {
      let reviews = [pair(0, 2): try review(.adjudicated(outcome), .tagged(["hands", "a \"b\""]))]
      let line = try export(record, as: .jsonl, reviews)
      #expect(line.contains(#""outcome":"preferred","preferred":2,"#))
      #expect(
        line.hasSuffix(
          #","adjudicated":\#(json),"error_tags":["hands","a \"b\""],"adjudicated_pairs":null}"# + "\n"))
      let row = try export(record, as: .csv, reviews)
      #expect(row.contains(",preferred,\(images[2]),"))
      #expect(row.hasSuffix(",\(csv),\"[\"\"hands\"\",\"\"a \\\"\"b\\\"\"\"\"]\",\r\n"))
    }
  }

  @Test func whatWasWithdrawnOrIsOfAnotherPairIsNotThere() throws {
    let record = try records.record(.tie, shown: [0, 1])
    let reviews = [
      pair(0, 1): try review(.adjudicated(.tie), .judged(.tie, responseMilliseconds: 1), .withdrew),
      pair(0, 2): try review(.adjudicated(.tie)),
    ]
    #expect(
      try export(record, as: .jsonl, reviews).hasSuffix(
        #","adjudicated":null,"error_tags":[],"adjudicated_pairs":null}"# + "\n"))
    #expect(try export(record, as: .csv, reviews).hasSuffix(",,,\r\n"))
  }

  @Test func aRankingListsThePairsThatWereDecidedOrTagged() throws {
    let record = try records.record(.ranking([[images[1]], [images[0], images[2]]]))
    let reviews = [
      pair(2, 1): try review(.tagged(["text"])), pair(0, 1): try review(.adjudicated(.preferred(images[0]))),
      pair(0, 2): try review(.flagged(true)),
    ]
    #expect(
      try export(record, as: .jsonl, reviews).hasSuffix(
        #","adjudicated":null,"error_tags":null,"adjudicated_pairs":"#
          + #"[{"pair":[0,1],"adjudicated":0,"error_tags":[]},{"pair":[1,2],"adjudicated":null,"error_tags":["text"]}]}"#
          + "\n"))
    #expect(
      try export(record, as: .csv, reviews).contains(
        #",,,"[{""pair"":[""\#(images[0])"",""\#(images[1])""],""adjudicated"":""\#(images[0])"",""error_tags"":[]},"#
      ))
    #expect(
      try export(record, as: .jsonl, [:]).hasSuffix(
        #","adjudicated":null,"error_tags":null,"adjudicated_pairs":[]}"# + "\n"))
  }

  /// Adjudications stay with the database that they were made in.
  @Test func anImportPassesThemOver() throws {
    let record = try records.record(.preferred(images[2]), shown: [2, 0])
    let reviews = [pair(0, 2): try review(.adjudicated(.preferred(images[0])), .tagged(["hands"]))]
    let imported = try Imported.from(folder.write(export(record, as: .jsonl, reviews), to: "export.jsonl"))
    #expect(imported.rejected == [])
    #expect(try imported.records() == [record])
  }

  @Test(arguments: [ExportFormat.hpdV1, .hpdV2Train])
  func formatsOfOthersAreAsTheyWere(format: ExportFormat) throws {
    let record = try records.record(.preferred(images[2]), shown: [2, 0])
    let reviews = [pair(0, 2): try review(.adjudicated(.preferred(images[0])))]
    #expect(try export(record, as: format, reviews) == export(record, as: format, [:]))
  }
}
