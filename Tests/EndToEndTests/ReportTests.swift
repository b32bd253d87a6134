import Foundation
import TestSupport
import Testing

/// `konomi report` with the real program, on the sample of HPD v2 where it is there.
@Suite(.serialized) struct ReportTests {
  private let folder: TemporaryFolder
  private var database: String { folder["study.db"] }
  private static let sample = RepositoryPaths.sharedFolder("hpd-v2-sample")

  init() throws {
    folder = try TemporaryFolder()
  }

  private func run(_ arguments: String...) throws -> ChildProcess.Result {
    try Program.run(arguments + ["--db", database], in: folder)
  }

  private func konomi(_ arguments: String...) throws -> String {
    let result = try Program.run(arguments + ["--db", database], in: folder)
    try #require(result.status == 0, "\(arguments): \(result.errors)")
    return result.output
  }

  private struct Report: Decodable {
    struct Measure: Decodable {
      let section: String
      let subject: String
      let measure: String
      let value: Double?
      let low: Double?
      let high: Double?
      let n: Int?
    }

    let measures: [Measure]

    func measure(_ section: String, _ name: String) -> Measure? {
      measures.first { $0.section == section && $0.measure == name }
    }
  }

  private func report(_ arguments: String...) throws -> Report {
    let result = try Program.run(["report", "--json", "--db", database] + arguments, in: folder)
    try #require(result.status == 0, "\(result.errors)")
    return try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
  }

  /// Two choices of two annotators on each of two comparisons of the demo.
  private func importStudy() throws {
    let images = RepositoryPaths.root.appending(path: "Data/demo/images").path
    let names = try FileManager.default.contentsOfDirectory(atPath: images).sorted()
    let lines = (0..<2).map { number in
      let pair = (0..<2).map { #"{"image":"\#(images)/\#(names[2 * number + $0])","generator":"g\#($0)"}"# }
      let choices = ["mia", "ben"].enumerated().map { place, name in
        #"{"annotator":"\#(name)","outcome":"preferred","preferred":\#(number == 0 ? 0 : place)}"#
      }
      return
        #"{"prompt":"prompt \#(number)","candidates":[\#(pair.joined(separator: ","))],"choices":[\#(choices.joined(separator: ","))]}"#
    }
    _ = try konomi("import", try folder.write(lines.joined(separator: "\n"), to: "manifest.jsonl"))
  }

  /// The figure is that of `Tests/Reference/report.py`, which works it out with NumPy.
  @Test(.enabled(if: sample != nil, "../shared/hpd-v2-sample is missing"))
  func theMeanInversionScoreOfTheSampleIsThatOfTheReference() throws {
    _ = try konomi("import", try #require(Self.sample) + "/test.json")
    let mean = try #require(try report().measure("human_human", "agreement(hpsv2), mean of annotator pairs"))
    #expect(abs(try #require(mean.value) - 0.788_771_604_938_271_7) < 1e-9)
    #expect(mean.n == 45)
    let text = try konomi("report")
    #expect(text.contains("Inversion score of hpsv2, mean over 45 pairs of annotators: 78.9 %"))
  }

  @Test func aStudyIsReported() throws {
    try importStudy()
    let agreement = try #require(try report().measure("human_human", "agreement(pickscore)"))
    #expect(agreement.value == 0.5 && agreement.n == 2)
    #expect(try report("--annotator", "mia").measure("human_human", "agreement(pickscore)")?.value == nil)
  }

  @Test func theSameSeedGivesTheSameReport() throws {
    try importStudy()
    #expect(try konomi("report", "--json") == konomi("report", "--json"))
  }

  @Test func aPageIsWrittenWholeAndSaidSo() throws {
    try importStudy()
    let result = try run("report", "--html", folder["report.html"])
    #expect(result.status == 0 && result.errors.contains("written to"))
    #expect(result.output.isEmpty)
    let html = try String(contentsOfFile: folder["report.html"], encoding: .utf8)
    #expect(html.contains("</html>"))
    let refused = try run("report", "--html", folder["no/such/report.html"])
    #expect(refused.status == 73 && refused.errors.contains("cannot be written"))
  }

  @Test func withoutChoicesItSaysWhereTheyComeFrom() throws {
    let images = RepositoryPaths.root.appending(path: "Data/demo/images").path
    let names = try FileManager.default.contentsOfDirectory(atPath: images).sorted().prefix(2)
    let candidates = names.map { #"{"image":"\#(images)/\#($0)"}"# }.joined(separator: ",")
    let manifest = try folder.write(#"{"prompt":"p","candidates":[\#(candidates)]}"#, to: "manifest.jsonl")
    _ = try konomi("import", manifest)
    for arguments in [[], ["--json"], ["--html", folder["report.html"]]] {
      let result = try Program.run(["report", "--db", database] + arguments, in: folder)
      #expect(result.status == 66 && result.output.isEmpty)
      #expect(
        result.errors
          == "konomi: \(database): no choices in the database; `konomi annotate --db '\(database)'` makes some, `konomi import PATH --db '\(database)'` brings some\n"
      )
    }
    #expect(!FileManager.default.fileExists(atPath: folder["report.html"]))
  }

  @Test func whenNoChoiceCountsItSaysWhy() throws {
    try importStudy()
    let later = try run("report", "--since", "2999-01-01T00:00:00Z")
    #expect(later.status == 66)
    #expect(later.errors.contains("none of 4 choices counts; --session, --annotator and --since leave none"))
    let drawn = try run("report", "--strata", "random")
    #expect(drawn.status == 66)
    #expect(
      drawn.errors.contains(
        "none of 4 choices counts: 4 on trials picked by imported, which --strata imported counts"))
  }

  @Test func whatIsMissingIsSaidInOneLine() throws {
    let none = try run("report")
    #expect(none.status == 66 && none.errors.contains("no such database"))
    try importStudy()
    for arguments in [
      ["--annotator", "nobody"], ["--generator", "none"],
      ["--session", "00000000-0000-0000-0000-000000000000"],
    ] {
      let result = try Program.run(["report", "--db", database] + arguments, in: folder)
      #expect(result.status == 66, "\(arguments)")
      #expect(result.errors.contains(arguments[1]))
      #expect(result.errors.split(separator: "\n").count == 1)
    }
    #expect(try run("report", "--since", "yesterday").status == 64)
    #expect(try run("report", "--bootstrap", "-1").status == 64)
    #expect(try run("report", "--strata", "all").status == 64)
  }
}
