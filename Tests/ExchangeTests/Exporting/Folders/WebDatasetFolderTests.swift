import Preferences
import Testing

@testable import Exchange

@Suite struct WebDatasetFolderTests {
  private let study: TrainingStudy

  init() throws {
    study = try TrainingStudy()
  }

  @Test func aPreferenceBecomesACaptionAndAPair() throws {
    let records = try study.records("un café", [(.jpeg, "a"), (.png, "b")])
    let best = TrainingStudy.image(.jpeg, "a")
    let summary = try study.export([try records.record(.preferred(best))], as: .webdataset)
    #expect(summary.captions.samples == [.train: 1] && summary.pairs.samples == [.train: 1])

    let files = try study.files()
    #expect(
      files.keys.sorted() == [
        "README.md", "captions/sizes.json", "captions/train-000000.tar", "pairs/sizes.json",
        "pairs/train-000000.tar",
      ])
    let caption = TrainingStudy.entries(ofTar: files["captions/train-000000.tar"] ?? [])
    #expect(caption.map(\.name) == ["000000000.jpg", "000000000.txt"])
    #expect(caption.map(\.contents) == [TrainingStudy.bytes(.jpeg, "a"), Array("un café".utf8)])

    let pair = TrainingStudy.entries(ofTar: files["pairs/train-000000.tar"] ?? [])
    let isFirst = records.comparison.candidates[0].image == best
    #expect(
      pair.map(\.name)
        == (isFirst ? ["0.jpg", "1.png", "json"] : ["0.png", "1.jpg", "json"]).map { "000000000.\($0)" })
    #expect(pair[isFirst ? 0 : 1].contents == TrainingStudy.bytes(.jpeg, "a"))
    #expect(pair[isFirst ? 1 : 0].contents == TrainingStudy.bytes(.png, "b"))
    let row = try TrainingStudy.rows(pair[2].contents, as: PairRow.self)[0]
    #expect(row.caption == "un café" && row.user_id == "mia" && row.num_example_per_prompt == 1)
    #expect(row.label_0 == (isFirst ? 1 : 0) && row.label_1 == (isFirst ? 0 : 1))
    #expect([row.image_0_uid, row.image_1_uid] == records.comparison.candidates.map(\.image.hexadecimal))
    #expect(row.model_0 == (isFirst ? "" : "maker of b"))
  }

  @Test func shardsEndAtEitherLimit() throws {
    let records = try study.records("a cat", [(.png, "a"), (.png, "b")])
    let choices = try (1...7).map {
      try records.record(.preferred(TrainingStudy.image(.png, "a")), number: UInt64($0))
    }
    var settings = TrainingStudy.settings {
      $0.samples = [.captions]
      $0.shardSamples = 3
    }
    let summary = try study.export(choices, as: .webdataset, to: "three", settings)
    #expect(summary.captions.shards == [.train: 3])
    let files = try study.files(in: "three")
    #expect(
      String(decoding: files["captions/sizes.json"] ?? [], as: UTF8.self)
        == #"{"train-000000.tar":3,"train-000001.tar":3,"train-000002.tar":1}"# + "\n")
    #expect(
      TrainingStudy.entries(ofTar: files["captions/train-000002.tar"] ?? []).map(\.name) == [
        "000000006.png", "000000006.txt",
      ])

    // A sample is two entries of two blocks each.
    settings.shardBytes = 2 * 2048
    settings.shardSamples = 1000
    #expect(try study.export(choices, as: .webdataset, to: "bytes", settings).captions.shards == [.train: 4])
    // One that is larger than a shard has one of its own.
    settings.shardBytes = 1
    #expect(try study.export(choices, as: .webdataset, to: "small", settings).captions.shards == [.train: 7])
  }

  @Test(arguments: FolderFormat.allCases)
  func theSameChoicesGiveTheSameBytes(_ format: FolderFormat) throws {
    var choices: [ChoiceRecord] = []
    for number in 0..<20 {
      let records = try study.records("cat \(number)", [(.png, "a\(number)"), (.webp, "b\(number)")])
      choices.append(
        try records.record(.preferred(TrainingStudy.image(.webp, "b\(number)")), number: UInt64(number + 1)))
    }
    let settings = TrainingStudy.settings { $0.split = PromptSplit(share: 0.3) }
    let summary = try study.export(choices, as: format, to: "one", settings)
    try study.export(choices, as: format, to: "two", settings)
    #expect(try study.files(in: "one") == (try study.files(in: "two")))
    #expect(summary.pairs.samples.keys.count == 2 && summary.pairs.count == 20)
  }
}
