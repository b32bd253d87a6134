import Foundation
import Preferences
import Testing

@testable import Reports

/// Scripts read the object: its keys stay.
@Suite struct ReportJSONTests {
  private let object: [String: Any]

  init() throws {
    let store = try HandReport.store()
    try HandReport.scores(store)
    let json = try HandReport.report(store).json()
    object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
  }

  private func keys(_ value: Any?) -> Set<String> { Set((value as? [String: Any])?.keys.map { $0 } ?? []) }

  @Test func dataHasItsKeys() throws {
    #expect(Set(object.keys) == ["data", "measures"])
    let data = try #require(object["data"] as? [String: Any])
    #expect(
      Set(data.keys) == [
        "annotators", "bootstrap", "candidates", "choices", "comparisons", "decided_pairs", "filter",
        "generators", "left_out", "pairs", "prompts", "repeats", "scorers", "sessions", "shown_otherwise",
        "tags",
      ])
    #expect(keys(data["shown_otherwise"]) == ["candidates", "turned", "transparent", "unknown"])
    #expect(
      keys(data["choices"]) == [
        "all", "preferred", "rankings", "ties", "both_bad", "skips", "flagged", "strata",
      ])
    #expect(
      keys(data["filter"]) == ["sessions", "annotators", "generators", "since", "blind_only", "strata"])
    #expect(
      keys((data["scorers"] as? [Any])?.first) == [
        "label", "name", "preprocessing", "checkpoint_sha256", "logit_scale", "superseded",
      ])
    #expect(
      keys((data["sessions"] as? [Any])?.first) == [
        "id", "origin", "started_at", "choices", "confirms_frames", "refused",
      ])
  }

  @Test func measuresAreATidyTable() throws {
    let measures = try #require(object["measures"] as? [[String: Any]])
    for measure in measures {
      #expect(
        Set(measure.keys) == [
          "section", "subject", "scorer", "measure", "value", "low", "high", "n", "note",
        ])
      // A figure that there is none of says why.
      #expect(!(measure["value"] is NSNull) || measure["note"] is String)
    }
    let names = measures.map { measure in
      ["section", "subject", "scorer", "measure"].map { "\(measure[$0] ?? "")" }
    }
    #expect(Set(names).count == names.count)
    let sections = Set(measures.compactMap { $0["section"] as? String })
    // One scorer is compared with no other.
    #expect(sections == Set(Measure.Section.allCases.map(\.rawValue)).subtracting(["scorer_pair"]))
  }
}
