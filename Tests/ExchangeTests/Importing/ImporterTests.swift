import FoundationEssentials
import Preferences
import TestSupport
import Testing

@testable import Exchange

@Suite struct ImporterTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func manifest(_ names: [String]...) throws -> String { try manifest(names) }

  private func manifest(_ names: [[String]]) throws -> String {
    let lines = names.enumerated().map { index, images in
      let candidates = images.map { #"{"image":"\#($0)"}"# }.joined(separator: ",")
      return #"{"prompt":"prompt \#(index)","candidates":[\#(candidates)]}"#
    }
    return try folder.write(lines.joined(separator: "\n"), to: "set.jsonl")
  }

  @Test func indicesFollowTheImagesNotTheirCanonicalOrder() throws {
    try folder.writeImages("a", "b", "c", "d", in: "images/")
    let names = ["a", "b", "c", "d"]
    for (index, name) in names.enumerated() {
      let row =
        #"[{"human_preference":\#(index),"prompt":"p","file_path":["a","b","c","d"],"user_hash":"u"}]"#
      let imported = try Imported.from(folder.write(row, to: "v1.json"))
      let choice = try #require(imported.choices.first)
      #expect(imported.comparisons[0].comparison.candidates.map(\.image).isSorted)
      #expect(choice.trial.images == names.map(ContentImages.image(named:)))
      #expect(
        choice.events.map(\.kind) == [
          .choice(
            .preferred(ContentImages.image(named: name)), responseMilliseconds: nil, scoresVisible: false)
        ])
      #expect(choice.trial.candidates[0].path == folder.path + "/images/a")
      #expect(choice.trial.candidates[0].size == PixelSize(width: 8, height: 8))
    }
  }

  @Test func importingTwiceGivesEqualValues() throws {
    try folder.writeImages("a", "b", "c")
    let annotations = #"[{"rank":[1,2,2],"user_hash":"u"},{"rank":[1,2,2],"user_hash":"v"}]"#
    let row = #"{"prompt":"p","image_path":["a","b","c"],"raw_annotations":\#(annotations)}"#
    let path = try folder.write("[\(row),\(row)]", to: "test.json")
    let first = try Imported.from(path)
    #expect(try Imported.from(path) == first)
    #expect(first.comparisons.count == 1)
    #expect(Set(first.choices.map(\.trial.id)).count == 4)
    #expect(first.choices.map(\.trial.repetition) == [0, 0, 1, 1])
    #expect(Set(first.choices.map(\.session.id)).count == 2)
    #expect(first.choices.allSatisfy { $0.trial.task == .rank && $0.session.origin == .import })
    let store = InMemoryChoiceStore()
    #expect(try store.add(first.comparisons) == ImportCounts(comparisons: 1, candidates: 3, choices: 4))
    #expect(try store.add(Imported.from(path).comparisons) == ImportCounts())
  }

  @Test func flagAndNoteComeAlong() throws {
    try folder.writeImages("a", "b")
    let choice =
      #"{"annotator":"u","outcome":"tie","flagged":true,"note":"flag","at":"2026-01-31T08:15:00Z"}"#
    let row = #"{"prompt":"p","candidates":[{"image":"a"},{"image":"b"}],"choices":[\#(choice)]}"#
    let imported = try #require(try Imported.from(folder.write(row, to: "a.jsonl")).choices.first)
    let standing = try #require(Choice(standingAfter: imported.events))
    #expect(standing.flagged && standing.note == "flag" && standing.outcome == .tie)
    #expect(standing.at.iso8601 == "2026-01-31T08:15:00.000Z")
    // What an annotator says of it later counts.
    var ids = EventIDSequence()
    func later(_ kind: Event.Kind) -> Event {
      Event(
        id: ids.next(at: Imported.time, random: (1, 2)), session: imported.session.id,
        trial: imported.trial.id,
        at: Imported.time, kind: kind)
    }
    let log = imported.events + [later(.flag(false)), later(.note("mine"))]
    #expect(Remarks(standingAfter: log) == Remarks(flagged: false, note: "mine"))
    #expect(Choice(standingAfter: log + [later(.undo(standing.event))]) == nil)
  }

  @Test func badRowsStayOutAndTheRestGoesIn() throws {
    try folder.writeImages("a", "b", "c")
    try folder.write("image a", to: "copy")
    try folder.write("damaged", to: "damaged")
    try folder.write("", to: "empty")
    let path = try manifest(
      ["a", "b"], ["a", "none"], ["damaged", "a"], ["empty", "a"], ["a", "copy"], ["a"], ["b", "c"])
    let imported = try Imported.from(path)
    #expect(imported.comparisons.map(\.comparison.prompt.text) == ["prompt 0", "prompt 6"])
    #expect(
      imported.reasons == [
        "line 2: image none: no such image file; looked in \(folder.path) and its images; --images FOLDER names another",
        "line 3: image damaged: the image is damaged: a test says so",
        "line 4: image empty: the image file ends too early",
        "line 5: \(folder.path)/a and \(folder.path)/copy are the same image",
        "line 6: a comparison needs two candidates or more, here 1",
      ])
    #expect(imported.rejected.allSatisfy { $0.file == path })
    #expect(imported.end == .complete)
  }

  @Test func emptyPromptsAndUnknownAnnotatorsAreRejected() throws {
    try folder.writeImages("a", "b")
    let images = #""file_path":["a","b"],"human_preference":0"#
    let rows = #"[{"prompt":" ",\#(images)},{"prompt":"p","user_hash":"",\#(images)}]"#
    let imported = try Imported.from(folder.write(rows, to: "v1.json"))
    #expect(imported.reasons == ["[0]: the prompt is empty", "[1]: the annotator's name is empty"])
  }

  @Test func aChangedImageIsNotTheOneThatWasJudged() throws {
    try folder.writeImages("a", "b")
    let wrong = String(repeating: "0", count: 64)
    let line = #"{"prompt":"p","candidates":[{"path":"a","sha256":"\#(wrong)"},{"path":"b"}]}"#
    let imported = try Imported.from(folder.write(line, to: "a.jsonl"))
    #expect(
      imported.reasons == ["line 1: image a: the file has changed: its SHA-256 is not the one stated"])
    let id = "00000000-0000-0000-0000-000000000000"
    let other = #"{"prompt":"p","comparison":"\#(id)","candidates":[{"path":"a"},{"path":"b"}]}"#
    #expect(
      try Imported.from(folder.write(other, to: "a.jsonl")).reasons == [
        "line 1: prompt and candidates are not those of the comparison that the row names"
      ])
  }

  @Test func batchesKeepTheOrderOfTheSource() throws {
    let count = 150
    for index in 0...count { try folder.writeImages("i\(index)") }
    let lines = (0..<count).map {
      #"{"prompt":"p","candidates":[{"image":"i\#($0)"},{"image":"i\#($0 + 1)"}]}"#
    }
    let images = ContentImages()
    let path = try folder.write(lines.joined(separator: "\n"), to: "set.jsonl")
    let imported = try Imported.from(path, images: images, batchSize: 40)
    #expect(imported.batches.map(\.count) == [40, 40, 40, 30])
    let wanted = (0..<count).map { index in
      Set([index, index + 1].map { ContentImages.image(named: "i\($0)") })
    }
    #expect(imported.comparisons.map { Set($0.comparison.candidates.map(\.image)) } == wanted)
    #expect(images.readCounts.values.allSatisfy { $0 == 1 })
    #expect(images.readCounts.count == count + 1)
  }

  @Test func namesThatUnicodeHoldsEqualAreTwoFiles() throws {
    try folder.writeImages("\u{e9}", "e\u{301}")
    let imported = try Imported.from(manifest(["\u{e9}", "e\u{301}"]))
    #expect(imported.reasons == [])
    #expect(imported.comparisons.count == 1)
  }

  @Test func progressReachesTheEndOfTheFile() throws {
    try folder.writeImages("a", "b")
    let path = try manifest(["a", "b"], ["a", "none"], ["b", "a"])
    let size = try folder.text(of: "set.jsonl").utf8.count
    var observer = Importer.Observer()
    var last: ImportProgress?
    observer.onProgress = { last = $0 }
    let importer = Importer(images: ContentImages())
    _ = try importer.run(ImportPlan(at: path), at: Imported.time, observer: observer) { _ in }
    #expect(last == ImportProgress(rows: 3, rejected: 1, bytesRead: size, bytesTotal: size))
  }

  @Test func progressDoesNotSayAllIsDoneAt64RowsOf400() throws {
    try folder.writeImages("a", "b")
    let path = try manifest(Array(repeating: ["a", "b"], count: 400))
    var observer = Importer.Observer()
    var shares: [Int: Double] = [:]
    observer.onProgress = { shares[$0.rows] = Double($0.bytesRead) / Double($0.bytesTotal ?? 0) }
    _ = try Importer(images: ContentImages()).run(ImportPlan(at: path), at: Imported.time, observer: observer)
    { _ in }
    #expect(try #require(shares[64]) < 0.2)
    #expect(shares[400] == 1)
  }

  @Test func rowsOfOneComparisonAddTheirTagsAndGenerators() throws {
    try folder.writeImages("a", "b")
    func row(_ more: String, _ generator: String) -> String {
      #"{"prompt":"p","candidates":[{"image":"a"\#(generator)},{"image":"b"}]\#(more)}"#
    }
    let rows = [row("", ""), row(#","tags":["x"]"#, #","generator":"sd14""#), row(#","tags":["y"]"#, "")]
    let imported = try Imported.from(folder.write(rows.joined(separator: "\n"), to: "set.jsonl"))
    let comparison = try #require(imported.comparisons.first?.comparison)
    #expect(comparison.tags == ["x", "y"])
    #expect(comparison.candidate(showing: ContentImages.image(named: "a"))?.generator == "sd14")
  }

  @Test func whatReviewersDecidedIsCountedAsPassedOver() throws {
    try folder.writeImages("a", "b")
    let row = #"{"prompt":"p","candidates":[{"image":"a"},{"image":"b"}],"adjudicated":"tie"}"#
    #expect(try Imported.from(folder.write(row, to: "set.jsonl")).progress?.reviewsPassedOver == 1)
  }

  @Test func cancellingKeepsWhatIsDone() throws {
    try folder.writeImages("a", "b")
    let line = #"{"prompt":"p","candidates":[{"image":"a"},{"image":"b"}],"choices":[]}"#
    let lines = (0..<300).map { line.replacing("\"p\"", with: "\"p\($0)\"") }.joined(separator: "\n")
    let path = try folder.write(lines, to: "set.jsonl")
    var importer = Importer(images: ContentImages())
    importer.batchSize = 50
    var observer = Importer.Observer()
    var rows = 0
    observer.onProgress = { rows = $0.rows }
    observer.isCancelled = { rows >= 100 }
    var kept = 0
    let end = try importer.run(ImportPlan(at: path), at: Imported.time, observer: observer) {
      kept += $0.count
    }
    #expect(end == .cancelled)
    #expect(kept == rows && rows < 300)
  }

  @Test func anErrorOfTheSinkEndsTheImport() throws {
    try folder.writeImages("a", "b")
    let plan = try ImportPlan(at: manifest(["a", "b"]))
    #expect(throws: StoreFault.diskFull(path: "x")) {
      _ = try Importer(images: ContentImages()).run(plan, at: Imported.time) { _ in
        throw StoreFault.diskFull(path: "x")
      }
    }
  }
}

extension Array where Element: Comparable {
  fileprivate var isSorted: Bool { zip(self, dropFirst()).allSatisfy { $0 < $1 } }
}
