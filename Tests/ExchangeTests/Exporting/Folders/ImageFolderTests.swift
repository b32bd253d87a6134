import Preferences
import Testing

@testable import Exchange

@Suite struct ImageFolderTests {
  private let study: TrainingStudy

  private struct CaptionRow: Decodable {
    let image_path: String
    let caption: String
  }

  init() throws {
    study = try TrainingStudy()
  }

  @Test func eachImageIsThereOnceAndEachPairIsALine() throws {
    let records = try study.records("a cat", [(.png, "a"), (.webp, "b"), (.jpeg, "c")])
    let images = records.comparison.candidates.map(\.image)
    let summary = try study.export(
      [
        try records.record(.ranking([[images[2]], [images[0]], [images[1]]]), number: 1),
        try records.record(.preferred(images[0]), number: 2, shown: [1, 0]),
      ], as: .hf)
    #expect(summary.captions.samples == [.train: 2] && summary.pairs.samples == [.train: 4])

    let files = try study.files()
    #expect(files.keys.count { $0.hasPrefix("train/images/") } == 3)
    let rows = try TrainingStudy.rows(files["train/metadata.jsonl"], as: PairRow.self)
    #expect(rows.map(\.label_0) == [1, 0, 0, 1])
    #expect(rows.allSatisfy { $0.num_example_per_prompt == 4 })
    for row in rows {
      for (name, image) in [(row.jpg_0_file_name, row.image_0_uid), (row.jpg_1_file_name, row.image_1_uid)] {
        let bytes = try #require(files["train/" + (name ?? "")])
        #expect(ContentImages.image(of: bytes).hexadecimal == image)
      }
    }
    let captions = try TrainingStudy.rows(files["train.json"], as: CaptionRow.self)
    #expect(captions.map(\.caption) == ["a cat", "a cat"])
    #expect(
      captions.map { files[$0.image_path].map(ContentImages.image) } == [images[2], images[0]])
  }

  @Test func theCardNamesTheSplitsThatThereAre() throws {
    let records = try study.records("a cat", [(.png, "a"), (.png, "b")])
    try study.export([try records.record(.preferred(TrainingStudy.image(.png, "b")))], as: .hf)
    let card = String(decoding: try study.files()["README.md"] ?? [], as: UTF8.self)
    #expect(
      card.hasPrefix(
        """
        ---
        configs:
        - config_name: default
          data_files:
          - split: train
            path: train/**
        ---

        # Human preferences
        """))
    #expect(card.contains("| captions | train | 1 |\n| captions | validation | 0 |\n| pairs | train | 1 |\n"))
  }
}
