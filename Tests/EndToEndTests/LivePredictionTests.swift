import Foundation
import Preferences
import Storage
import TestSupport
import Testing

/// Predictions beside choices with the real program: outside scorers and a tiny model.
@Suite(.serialized, .enabled(if: TmuxScreen.isInstalled, "tmux is not installed"))
struct LivePredictionTests {
  private let folder: TemporaryFolder
  private var database: String { folder["study.db"] }
  private static let model =
    RepositoryPaths.root.appending(path: "Tests/CLIPTests/Fixtures/checkpoints/hf").path

  init() throws {
    folder = try TemporaryFolder()
    let demo = RepositoryPaths.root.appending(path: "Data/demo").path
    let result = try Program.run(["import", demo, "--db", folder["study.db"]], in: folder)
    try #require(result.status == 0, "\(result.errors)")
  }

  private func annotate(_ arguments: String...) throws -> TmuxScreen {
    let screen = try TmuxScreen(
      ["annotate", "--db", database, "--annotator", "mia"] + arguments, in: folder)
    try screen.wait(for: "trial 1/")
    return screen
  }

  /// A scorer that prefers the second of two images.
  /// - Parameter gate: a file without which it answers nothing but the hello.
  private func secondIsBetter(logitScale: Double = 10, gate: String? = nil) throws -> String {
    let waiting = gate.map { "until [ -e '\($0)' ]; do sleep 0.05; done;" } ?? ""
    let program = try folder.write(
      #"""
      echo $$ > '\#(folder["pid"])'
      while read -r line; do
        id=$(printf %s "$line" | sed 's/.*"id":\([0-9]*\).*/\1/')
        case "$line" in
        *'"hello"'*) printf '{"id":%s,"name":"second","logit_scale":\#(logitScale)}\n' "$id" ;;
        *) \#(waiting) printf '{"id":%s,"scores":[0.1,0.3]}\n' "$id" ;;
        esac
      done
      """#, to: "second-\(logitScale).sh")
    return "exec:sh '\(program)'"
  }

  private func choices() throws -> [ChoiceRecord] {
    var records: [ChoiceRecord] = []
    try SQLiteChoiceStore(readOnlyAt: database).forEachChoice { records.append($0) }
    return records
  }

  @Test func thePredictionStandsBesideTheChoiceWhileTheNextTrialIsUp() throws {
    let screen = try annotate("--scorer", try secondIsBetter())
    let before = try screen.text()
    #expect(!before.contains("0.300") && !before.contains("predicted"))
    try screen.type("1", until: "trial 2") { $0.contains("trial 2/") }
    try screen.wait(for: "preferred 1 · scorer 2 ✗ differs · 0.100 : 0.300 · p 0.88")
    try screen.type("2", until: "trial 3") { $0.contains("trial 3/") }
    try screen.wait(for: "preferred 2 · scorer 2 ✓ agrees · 0.100 : 0.300 · p 0.88")
    try screen.type("a", until: "the panel") { $0.contains("scorer–you 50.0 % [9.5, 90.5]") }
    try screen.type("q")
    let end = try screen.wait(for: "ended with status 0")
    #expect(end.contains("2 choices recorded"))
    #expect(end.contains("predictions were there for"))
    #expect(try choices().map(\.choice.scoresVisible) == [false, false])
  }

  @Test func pauseShowsTheResultUnderTheCandidatesUntilAKey() throws {
    let screen = try annotate("--scorer", try secondIsBetter(), "--reveal", "pause")
    try screen.type("2", until: "the result") { $0.contains("✓ agrees") }
    let result = try screen.wait(for: "88 % ▲ predicted")
    #expect(result.contains("trial 1/"))
    try screen.type("Space", until: "trial 2") { $0.contains("trial 2/") && !$0.contains("▲ predicted") }
    #expect(try choices().count == 1)
  }

  @Test func alwaysShowsItBeforeAndTheChoiceIsNotBlind() throws {
    let screen = try annotate("--scorer", try secondIsBetter(), "--reveal", "always")
    try screen.wait(for: "88 % ▲ predicted")
    try screen.type("2", until: "trial 2") { $0.contains("trial 2/") }
    #expect(try choices().map(\.choice.scoresVisible) == [true])
  }

  @Test func neverShowsNothingAndKeepsTheScores() throws {
    let screen = try annotate("--scorer", try secondIsBetter(), "--reveal", "never")
    try screen.type("2", until: "trial 2") { $0.contains("trial 2/") }
    try screen.type("2", until: "trial 3") { $0.contains("trial 3/") }
    #expect(!(try screen.text()).contains("agrees"))
    try screen.type("q")
    #expect(!(try screen.wait(for: "ended with status 0")).contains("–you"))
    let store = try SQLiteChoiceStore(readOnlyAt: database)
    let scorer = try #require(try store.scorers().first)
    let first = try #require(try choices().first)
    #expect(try store.scores(of: first.trial.comparison, by: scorer.id).count >= 2)
  }

  @Test func aLatePredictionIsPutInItsPlace() throws {
    let gate = folder["gate"]
    let screen = try annotate("--scorer", try secondIsBetter(gate: gate))
    try screen.type("2", until: "trial 2") { $0.contains("trial 2/") }
    try screen.wait(for: "prediction on its way")
    try folder.write("", to: "gate")
    try screen.wait(for: "✓ agrees")
    #expect(try screen.text().contains("trial 2/"))
  }

  @Test func scoresOfAnOlderCheckpointAreMarkedStaleUntilTheirSuccessorsAreThere() throws {
    let older = try annotate("--scorer", try secondIsBetter(), "--reveal", "always")
    try older.wait(for: "88 % ▲ predicted")
    try older.type("q")
    try older.wait(for: "ended with status 0")
    let screen = try annotate(
      "--scorer", try secondIsBetter(logitScale: 20, gate: folder["gate"]), "--reveal", "always")
    try screen.wait(for: "88 % ▲ predicted stale")
    try folder.write("", to: "gate")
    let fresh = try screen.wait(for: "98 % ▲ predicted")
    #expect(!fresh.contains("stale"))
  }

  @Test func scoresThatAreKeptNeedNoScorer() throws {
    let scored = try Program.run(
      ["score", "--all", "--db", database, "--model", Self.model], in: folder)
    try #require(scored.status == 0, "\(scored.errors)")
    let screen = try annotate("--scorer", "hf")
    try screen.type("2", until: "trial 2") { $0.contains("trial 2/") }
    try screen.wait(until: "the prediction") { $0.contains("✓ agrees") || $0.contains("✗ differs") }
  }

  @Test func aModelPredictsAndItsScoresAreKept() throws {
    let screen = try annotate("--model", Self.model)
    try screen.type("1", until: "trial 2") { $0.contains("trial 2/") }
    try screen.wait(until: "the prediction") { $0.contains("✓ agrees") || $0.contains("✗ differs") }
    try screen.type("q")
    try screen.wait(for: "ended with status 0")
    let store = try SQLiteChoiceStore(readOnlyAt: database)
    let first = try #require(try choices().first)
    let scorer = try #require(try store.scorers().first)
    #expect(scorer.isCosine)
    let scores = try store.scores(of: first.trial.comparison, by: scorer.id)
    #expect(first.trial.images.allSatisfy { scores[$0] != nil })
  }

  @Test func aProgramThatAnswersNothingIsNotLeftBehind() throws {
    let screen = try annotate("--scorer", try secondIsBetter(gate: folder["gate"]))
    var written = ""
    try screen.wait(until: "the program") { _ in
      written = (try? String(contentsOfFile: folder["pid"], encoding: .utf8)) ?? ""
      return written.hasSuffix("\n")
    }
    let program = try #require(pid_t(written.dropLast()))
    #expect(kill(program, 0) == 0)
    try screen.type("q")
    try screen.wait(for: "ended with status 0")
    // It has been told to end; when its parent is told that it has is the system's affair.
    try screen.wait(until: "the program's end") { _ in kill(program, 0) == -1 }
  }

  @Test func choosingGoesOnWhereTheScorerFails() throws {
    let screen = try annotate("--scorer", "exec:exit 3")
    try screen.wait(for: "no predictions: ")
    try screen.type("1", until: "trial 2") { $0.contains("trial 2/") }
    #expect(try choices().count == 1)
  }

  @Test func aScorerThatIsUnknownOrAModelThatIsMissingIsSaid() throws {
    let missing = try Program.run(["annotate", "--db", database, "--model", "/nowhere/hpc.pt"], in: folder)
    #expect(missing.status == 66 && missing.errors.contains("/nowhere/hpc.pt: no such"))
    let unknown = try Program.run(["annotate", "--db", database, "--scorer", "hps"], in: folder)
    #expect(unknown.status == 66 && unknown.errors.contains("--scorer hps: no scores in the database"))
  }
}
