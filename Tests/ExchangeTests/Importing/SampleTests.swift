import Preferences
import TestSupport
import Testing

@testable import Exchange

/// The real thing, where it is at hand.
@Suite struct SampleTests {
  static let sample = RepositoryPaths.sharedFolder("hpd-v2-sample")

  @Test(
    .enabled(
      if: sample != nil,
      "skipped: no ../shared/hpd-v2-sample beside the package"))
  func theSampleOfHPDv2IsReadWhole() throws {
    let sample = try #require(Self.sample)
    let imported = try Imported.from(sample)
    #expect(imported.rejected == [])
    #expect(imported.comparisons.count == 20)
    #expect(imported.comparisons.map(\.comparison.candidates.count).reduce(0, +) == 184)
    #expect(imported.choices.count == 200)
    #expect(Set(imported.choices.map(\.session.annotator.name)).count == 10)
    #expect(imported.choices.allSatisfy { $0.trial.task == .rank })
    #expect(try ImportFormat.detect(at: sample) == .hpdV2Test)
  }
}
