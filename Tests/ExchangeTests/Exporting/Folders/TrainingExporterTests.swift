import FoundationEssentials
import Output
import Preferences
import TestSupport
import Testing

@testable import Exchange

@Suite struct TrainingExporterTests {
  private let study: TrainingStudy

  init() throws {
    study = try TrainingStudy()
  }

  @Test(arguments: FolderFormat.allCases)
  func whatHasNoFormIsCounted(_ format: FolderFormat) throws {
    let records = try study.records("a cat", [(.png, "a"), (.png, "b"), (.png, "c")])
    let images = records.comparison.candidates.map(\.image)
    let outcomes: [Outcome] = [
      .tie, .bothBad, .skip, .skip, .preferred(images[0]), .ranking([[images[0], images[1]], [images[2]]]),
    ]
    let choices = try outcomes.enumerated().map { try records.record($1, number: UInt64($0 + 1)) }
    let dropped = try study.export(choices, as: format, to: "dropped")
    #expect(dropped.captions.samples == [.train: 1])
    #expect(dropped.captions.leftOut == [.ties: 1, .bothBad: 1, .skips: 2, .rankingsWithoutBest: 1])
    #expect(dropped.pairs.samples == [.train: 4])
    #expect(dropped.pairs.leftOut == [.tiedPairs: 4, .bothBad: 1, .skips: 2])

    let halves = try study.export(
      choices, as: format, to: "halves", TrainingStudy.settings { $0.ties = .half })
    #expect(halves.pairs.samples == [.train: 8])
    #expect(halves.pairs.leftOut == [.bothBad: 1, .skips: 2])
  }

  @Test(arguments: FolderFormat.allCases)
  func imagesThatAreGoneOrHaveChangedAreLeftOutAndNamedOnce(_ format: FolderFormat) throws {
    let records = try study.records("a cat", [(.png, "a"), (.png, "b"), (.png, "c")])
    let gone = TrainingStudy.image(.png, "a")
    let kept = TrainingStudy.image(.png, "c")
    try FileManager.default.removeItem(atPath: study.folder["images/a"])
    try study.folder.write(TrainingStudy.bytes(.png, "another"), to: "images/b")
    var faults: [String] = []
    let summary = try study.export(
      [
        try records.record(.preferred(gone), number: 1), try records.record(.preferred(gone), number: 2),
        try records.record(.preferred(kept), number: 3),
      ], as: format
    ) { faults.append("\($0.path.suffix(8)): \($1)") }
    #expect(
      faults.sorted() == ["images/a: \(ImageFault.missing)", "images/b: \(ImageFault.changed)"])
    #expect(summary.captions.samples == [.train: 1] && summary.captions.leftOut == [.uselessImages: 2])
    #expect(summary.pairs.samples == [:] && summary.pairs.leftOut == [.uselessImages: 6])
    #expect(summary.uselessImages == 2)
  }

  @Test(arguments: FolderFormat.allCases)
  func captionsTakeOnlyWhatTrainersReadBesideThem(_ format: FolderFormat) throws {
    let records = try study.records("a cat", [(.gif, "a"), (.tiff, "b")])
    let choices = [try records.record(.preferred(TrainingStudy.image(.tiff, "b")))]
    let summary = try study.export(choices, as: format)
    #expect(summary.captions.samples == [:] && summary.captions.leftOut == [.formats: 1])
    #expect(summary.pairs.samples == [.train: 1])
    let alone = try study.export(
      choices, as: format, to: "none", TrainingStudy.settings { $0.samples = [.captions] })
    #expect(alone.isEmpty)
  }

  @Test(arguments: FolderFormat.allCases)
  func promptsStayTogether(_ format: FolderFormat) throws {
    var choices: [ChoiceRecord] = []
    for number in 0..<30 {
      let records = try study.records("cat \(number % 10)", [(.png, "a\(number)"), (.png, "b\(number)")])
      choices.append(
        try records.record(.preferred(TrainingStudy.image(.png, "a\(number)")), number: UInt64(number + 1)))
    }
    let split = PromptSplit(share: 0.5, seed: 4)
    let summary = try study.export(choices, as: format, TrainingStudy.settings { $0.split = split })
    let validation = choices.count { split.side(of: $0.trial.prompt) == .validation }
    #expect(validation % 3 == 0 && validation > 0 && validation < 30)
    #expect(summary.pairs.samples == [.train: 30 - validation, .validation: validation])
    #expect(summary.captions.samples == summary.pairs.samples)
  }

  @Test(arguments: FolderFormat.allCases)
  func promptsThatAreOneToAModelOrShareAnImageStayTogether(_ format: FolderFormat) throws {
    var choices: [ChoiceRecord] = []
    for number in 0..<12 {
      for (variant, images) in [
        ("CAT", ["a\(number)", "b\(number)"]), ("cat", ["c\(number)", "d\(number)"]),
        ("dog", ["d\(number)", "e\(number)"]),
      ] {
        let records = try study.records("\(variant) \(number)", images.map { (.png, $0) })
        choices.append(
          try records.record(
            .preferred(TrainingStudy.image(.png, images[0])), number: UInt64(choices.count + 1)))
      }
    }
    let split = PromptSplit(share: 0.5, seed: 4)
    let alone = choices.count { split.side(of: $0.trial.prompt) == .validation }
    #expect(alone % 3 != 0)
    let summary = try study.export(choices, as: format, TrainingStudy.settings { $0.split = split })
    let validation = try #require(summary.pairs.samples[.validation])
    #expect(validation % 3 == 0 && validation < 36)
    #expect(summary.captions.samples == summary.pairs.samples)
  }

  @Test(arguments: FolderFormat.allCases)
  func withoutASampleNothingIsWritten(_ format: FolderFormat) throws {
    let records = try study.records("a cat", [(.png, "a"), (.png, "b")])
    let summary = try study.export(
      [try records.record(.tie), try records.record(.skip, number: 2)], as: format)
    #expect(summary.isEmpty)
    #expect(try study.export([], as: format).isEmpty)
    #expect(try study.folder.names() == ["images"])
  }

  @Test(arguments: FolderFormat.allCases)
  func anExportThatIsBrokenOffLeavesNothing(_ format: FolderFormat) throws {
    let records = try study.records("a cat", [(.png, "a"), (.png, "b")])
    do {
      var exporter = try TrainingExporter(
        format: format, settings: TrainingStudy.settings(), path: study.folder["out"],
        identity: TrainingStudy.identity,
        read: TrainingStudy.read)
      try exporter.write(try records.record(.preferred(TrainingStudy.image(.png, "a"))))
      #expect(try study.folder.names().count == 2)
    }
    #expect(try study.folder.names() == ["images"])
  }

  @Test(
    .enabled(if: SmallDisk.isAvailable, "a small disk cannot be mounted here"),
    arguments: FolderFormat.allCases)
  func aFullDiskIsSaidAndNothingIsLeft(_ format: FolderFormat) throws {
    let disk = try SmallDisk()
    let content = String(repeating: "x", count: 200_000)
    let records = try ["a", "b"].map { name in
      let bytes = TrainingStudy.bytes(.png, name + content)
      let path = try study.folder.write(bytes, to: "images/\(name)")
      return Candidate(
        image: ContentImages.image(of: bytes), path: path, size: PixelSize(width: 8, height: 8))
    }
    let comparison = Records(try Comparison(prompt: Prompt("a cat"), candidates: records))
    var exporter = try TrainingExporter(
      format: format, settings: TrainingStudy.settings(), path: disk.folder["out"],
      identity: TrainingStudy.identity,
      read: TrainingStudy.read)
    let choice = try comparison.record(.preferred(records[0].image))
    let fault = #expect(throws: OutputFault.self) {
      for _ in 0..<2000 { try exporter.write(choice) }
    }
    #expect(fault?.reason == "the disk is full")
    #expect(fault?.path.hasPrefix(disk.folder["out"] + "/") == true)
  }
}
