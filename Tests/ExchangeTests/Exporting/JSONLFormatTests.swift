import Preferences
import TestSupport
import Testing

@testable import Exchange

@Suite struct JSONLFormatTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func aLineIsAChoiceWithItsKeysInOrder() throws {
    let records = try Records(prompt: "a \"cat\"\n\u{1}é", names: ["a", "b", "c"], in: "/images")
    let canonical = records.comparison.candidates
    let record = try records.record(.preferred(canonical[2].image), shown: [2, 0])
    let (text, summary) = try Records.export([record], as: .jsonl, comparisons: [records.comparison])
    let candidates = canonical.map {
      #"{"sha256":"\#($0.image)","path":"\#($0.path)","generator":"\#($0.generator ?? "")"}"#
    }.joined(separator: ",")
    #expect(
      text == """
        {"trial":"\(record.trial.id)","choice":"00000000-0000-7001-8000-000000000001",\
        "session":"00000000-0000-4002-8000-000000000002","annotator":"mia",\
        "comparison":"\(records.comparison.id)","prompt":"a \\"cat\\"\\n\\u0001é","candidates":[\(candidates)],\
        "tags":[],"shown":[2,0],"task":"prefer","repetition":0,"outcome":"preferred","preferred":2,"ranking":null,\
        "flagged":false,"note":null,"response_ms":1234,"scores_visible":false,"policy":"random",\
        "probability":0.5,"at":"2023-11-14T22:13:20.124Z",\
        "adjudicated":null,"error_tags":[],"adjudicated_pairs":null}

        """)
    #expect(summary.written == 1 && summary.rows == 1 && summary.leftOut == [:])
  }

  @Test func nothingIsAnEmptyFile() throws {
    #expect(try Records.export([], as: .jsonl).text == "")
  }

  @Test(arguments: 1...10)
  func whatIsImportedAgainIsTheSame(seed: UInt64) throws {
    var random = SeededSource(seed: seed)
    let names = (0..<5).map { "image-\(seed)-\($0).png" }
    for name in names { try folder.write("image " + name, to: name) }
    let sets = try (0..<3).map { index in
      try RandomRecords.records(
        prompt: "prompt \(index) \(RandomRecords.text(using: &random))",
        names: Array(names.shuffled(using: &random).prefix(Int.random(in: 2...5, using: &random))),
        in: folder.path, annotator: "annotator \(index)", using: &random)
    }
    let records = sets.flatMap(\.records).sorted { $0.choice.event < $1.choice.event }
    let text = try Records.export(records, as: .jsonl, comparisons: sets.map(\.comparison)).text
    let path = try folder.write(text, to: "export.jsonl")
    #expect(try ImportFormat.detect(at: path) == .jsonl)
    let imported = try Imported.from(path)
    #expect(imported.rejected == [])
    #expect(Set(imported.comparisons.map(\.comparison)) == Set(sets.map(\.comparison)))
    #expect(try imported.records() == records)
    #expect(
      try Records.export(imported.records(), as: .jsonl, comparisons: sets.map(\.comparison)).text == text)
  }

  @Test func tagsComeBackAndThoseThatAreLackingAreAdded() throws {
    try folder.writeImages("a", "b")
    func manifest(_ tags: String) -> String {
      #"{"prompt":"p","candidates":[{"image":"a"},{"image":"b"}],"tags":\#(tags),"#
        + #""choices":[{"annotator":"mia","outcome":"tie"}]}"#
    }
    let store = InMemoryChoiceStore()
    let first = try Imported.from(folder.write(manifest(#"["photo","é\"","photo"]"#), to: "first.jsonl"))
    let comparison = try #require(first.comparisons.first?.comparison)
    #expect(comparison.tags == ["photo", "é\""])
    _ = try store.add(first.comparisons)
    let second = try Imported.from(folder.write(manifest(#"["anime"]"#), to: "second.jsonl"))
    #expect(try store.add(second.comparisons) == ImportCounts())
    let whole = try #require(store.comparison(comparison.id))
    #expect(whole.tags == ["anime", "photo", "é\""])

    let text = try Records.export(first.records(), as: .jsonl, comparisons: [whole]).text
    #expect(text.contains(#""tags":["anime","photo","é\""],"#))
    let again = try Imported.from(folder.write(text, to: "export.jsonl"))
    #expect(again.comparisons.map(\.comparison) == [whole])
  }

  @Test func anEmptyTagLeavesItsRowOut() throws {
    try folder.writeImages("a", "b")
    let row = #"{"prompt":"p","candidates":[{"image":"a"},{"image":"b"}],"tags":["photo"," "]}"#
    let imported = try Imported.from(folder.write(row + "\n", to: "manifest.jsonl"), format: .jsonl)
    #expect(imported.reasons == ["line 1: a tag is empty"])
  }

  @Test func whatIsImportedIntoTheSameStoreAddsNothing() throws {
    var random = SeededSource(seed: 99)
    try folder.writeImages("a", "b", "c")
    let set = try RandomRecords.records(
      prompt: "p", names: ["a", "b", "c"], in: folder.path, annotator: "mia", using: &random)
    let text = try Records.export(set.records, as: .jsonl, comparisons: [set.comparison]).text
    let imported = try Imported.from(folder.write(text, to: "export.jsonl"))
    let store = InMemoryChoiceStore()
    #expect(try store.add(imported.comparisons).choices == set.records.count)
    #expect(try store.add(imported.comparisons) == ImportCounts())
  }
}

/// Records with everything in them that the domain allows.
enum RandomRecords {
  static func text(using random: inout SeededSource) -> String {
    let pieces = [
      "=", "\"", "\\", ",", "\r\n", "\t", "é", "e\u{301}", "猫", "😀", "/", "\u{7f}", "\u{2028}", " a", "0",
    ]
    return (0..<Int.random(in: 1...12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? ""
    }
    .joined()
  }

  static func records(
    prompt: String, names: [String], in folder: String, annotator: String, using random: inout SeededSource
  ) throws -> (comparison: Comparison, records: [ChoiceRecord]) {
    let base = try Records(prompt: prompt, names: names, in: folder, annotator: annotator)
    let session = SessionID(high: random.next(), low: random.next(), version: 7)
    var ids = EventIDSequence()
    let records = try (0..<8).map { number in
      let count = Int.random(in: 2...names.count, using: &random)
      let shown = Array(base.comparison.candidates.shuffled(using: &random).prefix(count))
      let at = Timestamp(milliseconds: Int64.random(in: 0...4_000_000_000_000, using: &random))
      let trial = try Trial(
        id: TrialID(high: random.next(), low: random.next(), version: 8), comparison: base.comparison.id,
        prompt: base.comparison.prompt, candidates: shown,
        task: Bool.random(using: &random) ? .rank : .prefer,
        repetition: number % 2,
        selection: Selection(
          policy: Selection.Policy.allCases.randomElement(using: &random) ?? .random,
          probability: Double.random(in: 0.001...1, using: &random)))
      let choice = Choice(
        event: ids.next(at: at, random: (random.next(), random.next())), session: session,
        outcome: outcome(of: shown.map(\.image), using: &random), flagged: Bool.random(using: &random),
        note: Bool.random(using: &random) ? text(using: &random) : nil,
        responseMilliseconds: Bool.random(using: &random) ? Int.random(in: 0...99_999, using: &random) : nil,
        scoresVisible: Bool.random(using: &random), at: at)
      return ChoiceRecord(annotator: base.annotator, trial: trial, choice: choice)
    }
    return (base.comparison, records)
  }

  private static func outcome(of images: [ImageID], using random: inout SeededSource) -> Outcome {
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return .preferred(images[0])
    case 1: return .tie
    case 2: return .bothBad
    case 3: return .skip
    default:
      var groups: [[ImageID]] = []
      for image in images {
        if groups.isEmpty || Bool.random(using: &random) {
          groups.append([image])
        } else {
          groups[groups.count - 1].append(image)
        }
      }
      return .ranking(groups)
    }
  }
}
