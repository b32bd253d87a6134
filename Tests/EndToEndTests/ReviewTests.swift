import Foundation
import Preferences
import Storage
import TestSupport
import Testing

/// Reviewing with the real program: scores of an outside scorer, choices that contradict it.
@Suite(.serialized) struct ReviewTests {
  private let folder: TemporaryFolder
  private var database: String { folder["study.db"] }

  init() throws {
    folder = try TemporaryFolder()
  }

  private func run(_ arguments: String...) throws -> ChildProcess.Result {
    try Program.run(arguments, in: folder)
  }

  private func konomi(_ arguments: String...) throws -> String {
    let result = try Program.run(arguments, in: folder)
    try #require(result.status == 0, "\(arguments): \(result.errors)")
    return result.output
  }

  /// Three comparisons in which mia, and in the first ben too, prefers the image named first, and a scorer the other.
  private func makeStudy(score: Bool = true, choices: Bool = true) throws {
    let demo = RepositoryPaths.root.appending(path: "Data/demo").path
    let names = try FileManager.default.contentsOfDirectory(atPath: demo + "/images").sorted().prefix(6)
    var lines: [String] = []
    for (number, pair) in stride(from: 0, to: 6, by: 2).map({ [names[$0], names[$0 + 1]] }).enumerated() {
      let candidates = pair.enumerated().map {
        #"{"image":"\#(demo)/images/\#($1)","generator":"maker \#($0)"}"#
      }
      let made = (number == 0 ? ["mia", "ben"] : ["mia"]).map {
        #"{"annotator":"\#($0)","outcome":"preferred","preferred":0}"#
      }
      let chosen = choices ? #","choices":[\#(made.joined(separator: ","))]"# : ""
      lines.append(
        #"{"prompt":"prompt number \#(number)","candidates":[\#(candidates.joined(separator: ","))]\#(chosen)}"#
      )
    }
    try folder.write(lines.joined(separator: "\n"), to: "manifest.jsonl")
    _ = try konomi("import", folder["manifest.jsonl"], "--db", database)
    guard score else { return }
    // Scores follow names and not places, which are those of digests.
    let script = #"""
      IFS='
      '
      while read -r line; do
        id=$(printf %s "$line" | sed 's/.*"id":\([0-9]*\).*/\1/')
        case "$line" in
        *'"hello"'*) printf '{"id":%s,"name":"contrary","logit_scale":10}\n' "$id" ;;
        *) s=""; for p in $(printf %s "$line" | tr -d '\\' | tr '"' '\n' | grep /images/); do
             case " $FIRST " in *" $p "*) v=0.1 ;; *) v=0.3 ;; esac; s="$s${s:+,}$v"; done
           printf '{"id":%s,"scores":[%s]}\n' "$id" "$s" ;;
        esac
      done
      """#
    let first = stride(from: 0, to: 6, by: 2).map { "\(demo)/images/\(names[$0])" }.joined(separator: " ")
    try folder.write("FIRST='\(first)'\n" + script, to: "scorer.sh")
    _ = try konomi("score", "--scorer", "exec:sh '\(folder["scorer.sh"])'", "--all", "--db", database)
  }

  private func reviews() throws -> [Review] {
    Array(try SQLiteChoiceStore(readOnlyAt: database).reviews().values)
  }

  private func review(_ arguments: String..., width: Int = 120, height: Int = 40) throws -> TmuxScreen {
    try TmuxScreen(
      ["review", "--db", database, "--reviewer", "lea"] + arguments, width: width, height: height, in: folder)
  }

  @Test func whatIsMissingIsSaidInOneLine() throws {
    let none = try run("review", "--db", database)
    #expect(none.status == 66 && none.errors.contains("no such database"))
    try makeStudy(score: false)
    let unscored = try run("review", "--db", database)
    #expect(unscored.status == 66)
    #expect(
      unscored.errors
        == "konomi: \(database): no scores in the database; `konomi score --all --model PATH --db '\(database)'` makes them\n"
    )
  }

  @Test func withoutChoicesThereIsNothingToCompare() throws {
    try makeStudy(choices: false)
    let result = try run("review", "--db", database)
    #expect(result.status == 66 && result.errors.contains("no choices to compare with"))
  }

  @Test func wrongOptionsAreSaid() throws {
    try makeStudy()
    let unknown = try run("review", "--db", database, "--scorer", "hps")
    #expect(unknown.status == 66 && unknown.errors.contains("no scorer 'hps'; there are contrary ("))
    #expect(
      try run("review", "--db", database, "--tags", "a,a").errors.contains("--tags: a tag is there twice."))
    #expect(
      try run("review", "--db", database, "--tags-file", folder["none"]).errors.contains(
        "no such file of tags"))
    #expect(try run("review", "--json", "--db", database).errors.contains("--json goes with --list"))
  }

  /// `report` printed one name, and `review --scorer` wanted another.
  @Test func whateverIsPrintedOfTheScorerNamesItInEveryCommand() throws {
    try makeStudy()
    let unknown = try run("report", "--db", database, "--scorer", "zzz")
    #expect(unknown.status == 66)
    let label = try #require(unknown.errors.firstMatch(of: /there are (contrary \([0-9a-f]{8}\))/)?.output.1)
    let id = label.dropFirst("contrary (".count).dropLast()
    for name in ["contrary", "contr", String(label), String(id), String(id.prefix(4))] {
      #expect(
        try konomi("review", "--list", "--db", database, "--scorer", name).hasPrefix("contrary is against"))
      #expect(
        try konomi("report", "--db", database, "--bootstrap", "0", "--scorer", name).contains("contrary"))
      let kept = try konomi("score", "--all", "--db", database, "--scorer", name)
      #expect(kept.contains("in the database: 3 of 3 comparisons have scores"))
    }
    let refused = try run("score", "--prompt", "p", "a.png", "--db", database, "--scorer", "contrary")
    #expect(refused.status == 64 && refused.errors.contains("which --all prints"))
  }

  @Test func theListNamesTheDisagreements() throws {
    try makeStudy()
    let text = try konomi("review", "--list", "--db", database)
    let lines = text.split(separator: "\n")
    #expect(lines.first == "contrary is against most people on 3 of 3 pairs")
    // The scorer is as sure of each: more people come first.
    #expect(lines.count == 4)
    #expect(lines[1].hasPrefix("p 0.8808  people 2 of 2  model wrong  "))
    #expect(lines[1].hasSuffix("  prompt number 0"))
    #expect(Set(lines).count == lines.count)
    #expect(
      try konomi("review", "--list", "--show", "people-split", "--db", database).split(separator: "\n").count
        == 1)

    let json = try JSONSerialization.jsonObject(
      with: Data(konomi("review", "--list", "--json", "--db", database).utf8))
    let listing = try #require(json as? [String: Any])
    #expect(listing["decided_pairs"] as? Int == 3)
    let first = try #require((listing["disagreements"] as? [[String: Any]])?.first)
    let people = try #require(first["people"] as? Int)
    #expect((first["images"] as? [[String: Any]])?[people]["generator"] as? String == "maker 0")
    #expect(first["adjudicated"] is NSNull)
  }

  @Test(.enabled(if: TmuxScreen.isInstalled, "tmux is not installed"), arguments: [(80, 24), (120, 40)])
  func aPairIsJudgedBlindThenAdjudicatedAndExported(width: Int, height: Int) throws {
    try makeStudy()
    let screen = try review(width: width, height: height)
    let blind = try screen.wait(for: "1/3")
    for word in ["maker", "contrary", "people:", "mia"] { #expect(!blind.contains(word), "\(word)") }
    try screen.type("1", until: "what people chose") { $0.contains("people: ") && $0.contains("2 of 2") }
    let revealed = try screen.wait(for: "maker 0")
    for word in ["contrary", "mia", "ben", "blind", "p 0.88", "model wrong"] {
      #expect(revealed.contains(word), "\(word)")
    }
    #expect(try reviews().map(\.judgements.count) == [1])

    try screen.type("a")
    try screen.wait(for: "what is right")
    try screen.type("=")
    try screen.wait(for: "adjudicated tie by lea")
    try screen.type("t")
    try screen.wait(for: "what is wrong")
    try screen.type("1")
    try screen.type("3")
    try screen.type("Enter")
    try screen.wait(for: "# hands, text")
    try screen.type("e")
    try screen.wait(for: "Enter keep")
    try screen.type("six fingers")
    try screen.type("Enter")
    try screen.wait(for: "✎ six fingers")
    try screen.type("q")
    try screen.wait(for: "ended with status 0")

    let review = try #require(try reviews().first)
    #expect(review.adjudication?.outcome == .tie)
    #expect(review.tags == ["hands", "text"] && review.note == "six fingers")
    #expect((review.judgements.first?.responseMilliseconds ?? 0) >= 250)
    _ = try konomi("export", "--format", "jsonl", "--output", folder["out.jsonl"], "--db", database)
    let exported = try String(contentsOfFile: folder["out.jsonl"], encoding: .utf8).split(separator: "\n")
    #expect(exported.count == 4)
    #expect(exported.count { $0.contains(#""adjudicated":"tie","error_tags":["hands","text"]"#) } == 2)
    #expect(exported.allSatisfy { $0.contains(#""outcome":"preferred""#) })
    _ = try konomi("import", folder["out.jsonl"], "--db", folder["other.db"])
    #expect(try SQLiteChoiceStore(readOnlyAt: folder["other.db"]).counts().choices == 4)
  }

  @Test(.enabled(if: TmuxScreen.isInstalled, "tmux is not installed"))
  func itGoesOnAtTheFirstThatIsNotReviewed() throws {
    try makeStudy()
    var screen: TmuxScreen? = try review()
    try screen?.wait(for: "1/3")
    try screen?.type("s", until: "what people chose") { $0.contains("1 reviewed") }
    kill(try #require(screen).processID(), SIGKILL)
    try screen?.wait(for: "ended with status 137")
    screen = nil

    let again = try review()
    let start = try again.wait(for: "2/3")
    #expect(start.contains("1 reviewed") && !start.contains("maker"))
    try again.type("p")
    #expect(try again.wait(for: "1/3").contains("maker"))
    try again.type("/")
    try again.wait(for: "Enter keep")
    try again.type("NUMBER 2")
    try again.type("Enter")
    try again.wait(for: "prompt number 2")
    try again.wait(for: "1/1")
    try again.type("l")
    try again.wait(for: "un-reviewed only")
    try again.type("x")
    try again.wait(for: "/3 ")
    try again.type("Escape")
    try again.wait(until: "the window closed") { !$0.contains("un-reviewed only") }
    try again.type("q")
    try again.wait(for: "ended with status 0")
    #expect(try reviews().count == 1)
  }

  @Test(.enabled(if: TmuxScreen.isInstalled, "tmux is not installed"))
  func whereAllAgreeTheScreenSaysSo() throws {
    try makeStudy()
    let agreeing = folder["agreeing.sh"]
    let contrary = try String(contentsOfFile: folder["scorer.sh"], encoding: .utf8)
    try folder.write(
      contrary.replacingOccurrences(of: "v=0.1", with: "v=0.9").replacingOccurrences(
        of: "contrary", with: "yes man"),
      to: "agreeing.sh")
    _ = try konomi("score", "--scorer", "exec:sh '\(agreeing)'", "--all", "--db", database)
    let screen = try review()
    try screen.wait(for: "No disagreements")
    try screen.wait(for: "yes man says what most people say on all 3 pairs")
    try screen.type("q")
    try screen.wait(for: "ended with status 0")
  }
}
