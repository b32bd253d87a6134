import Preferences
import Statistics

/// What a report says, before it has a form: all of its text, pages and files are made from this.
package struct Report: Hashable, Sendable {
  package internal(set) var data: ReportData
  package let measures: [Measure]

  package func measures(_ section: Measure.Section, scorer: String? = nil) -> [Measure] {
    measures.filter { $0.section == section && (scorer == nil || $0.scorer == scorer) }
  }

  package func measure(
    _ section: Measure.Section, _ subject: String, scorer: String? = nil, _ name: String
  ) -> Measure? {
    measures.first {
      $0.section == section && $0.subject == subject && $0.scorer == scorer && $0.name == name
    }
  }
}

/// What the figures rest on.
package struct ReportData: Hashable, Sendable {
  package var filter: StudyFilter
  package var leftOut: StudyLeftOut
  package var comparisons = 0
  package var prompts = 0
  package var candidates = 0
  /// Of how many of them people and models judge different pictures.
  package var sights = SightCounts()
  package var choices = Counts()
  package var repeats = Counts()
  /// Pairs that the choices say something of, without repeats.
  package var pairs = 0
  package var decidedPairs = 0
  package var annotators: [String] = []
  package var sessions: [Session] = []
  package var generators: [String] = []
  package var tags: [String] = []
  package var scorers: [Scorer] = []
  package var bootstrap = Bootstrap()
  /// Of what agreement is broken down by, how many have fewer pairs than those that are named.
  package var partsLeftOut: [Measure.Section: Int] = [:]

  package struct Counts: Hashable, Sendable {
    package var all = 0
    package var preferred = 0
    package var rankings = 0
    package var ties = 0
    package var bothBad = 0
    package var skips = 0
    package var flagged = 0
    /// By the policy that picked their trials.
    package var strata: [Selection.Policy: Int] = [:]
  }

  package struct Session: Hashable, Sendable {
    package let session: StudySession
    /// Repeats among them.
    package var choices = 0
    /// `nil` where none were kept, as of a session that was imported.
    package var conditions: SessionConditions?
  }

  package struct Scorer: Hashable, Sendable {
    package let label: String
    package let identity: ScorerIdentity
    /// Whether a scorer of the same name was added later.
    package let isSuperseded: Bool
  }

  package struct Bootstrap: Hashable, Sendable {
    package var replicates = 0
    package var seed: UInt64 = 0
    package var level = Interval.usualLevel
    /// Prompts and annotators are drawn one by one, or where there are many in this number of random groups.
    package var promptGroups = 0
    package var annotatorGroups = 0
  }
}

package struct ReportOptions: Hashable, Sendable {
  package var replicates = 1000
  package var seed: UInt64 = 1
  package var threads = 2

  package init(replicates: Int = 1000, seed: UInt64 = 1, threads: Int = 2) {
    self.replicates = replicates
    self.seed = seed
    self.threads = threads
  }
}
