import Preferences
import Testing

@testable import Reports

@Suite struct ConditionsTests {
  private func report(_ conditions: SessionConditions?) throws -> Report {
    let store = try HandReport.store()
    let study = try #require(
      store.study(
        StudyFilter(includesRevealed: true, strata: Set(Selection.Policy.allCases)), isCancelled: { false }))
    var report = ReportBuilder(study, scorers: [], options: ReportOptions(replicates: 0)).report()
    report.addConditions { _ in conditions }
    return report
  }

  @Test func keysThatDidNotCountAreTold() throws {
    let conditions = SessionConditions(
      confirmsFrames: false, refusals: SessionConditions.Refusals(held: 2, unseen: 3))
    let report = try report(conditions)
    let sat = report.data.sessions.count { $0.session.origin == .annotation }
    try #require(sat > 0)
    let text = Page(report).text(width: 120)
    #expect(
      text.contains(
        "Keys that did not count in their sessions: \(2 * sat) held down, \(3 * sat) before they could be seen."
      ))
    #expect(text.contains("terminals that do not say when a frame is seen: \(sat)"))
    let json = try report.json()
    #expect(json.contains(#""confirms_frames":false"#))
    #expect(json.contains(#""refused":{"early":0,"held":2,"unseen":3}"#))
  }

  @Test func whereNothingWasRefusedNothingIsSaid() throws {
    let text = Page(try report(SessionConditions(confirmsFrames: true))).text(width: 120)
    #expect(!text.contains("did not count"))
    #expect(!text.contains("when a frame is seen"))
    #expect(try report(nil).json().contains(#""refused":null"#))
  }
}
