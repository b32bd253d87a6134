import Preferences

/// Whether there is anything to report on, and whether what the options name exists: a mistyped name must not become a
/// report without it.
struct ReportScope {
  let path: String
  let filter: StudyFilter
  /// As they were typed.
  let annotators: [String]

  /// - Parameter everything: the same study without a filter; asked for only where something is missing.
  func check(_ study: Study, everything: () throws -> Study) throws {
    let unknown = [
      ("annotator", annotators, study.annotators.map(\.name)),
      ("session", filter.sessions?.map(\.description) ?? [], study.sessions.map(\.id.description)),
      ("generator", filter.generators.map(Array.init) ?? [], study.generators),
    ].contains { _, named, known in !Set(named).isSubset(of: known) }
    guard study.choices.isEmpty || unknown else { return }
    let all = try everything()
    let db = ShellWord.quoted(path)
    guard !all.choices.isEmpty else {
      throw CommandFailure(
        .noInput,
        "\(path): no choices in the database; `konomi annotate --db \(db)` makes some, `konomi import PATH --db \(db)` brings some"
      )
    }
    try check("annotator", annotators, among: all.annotators.map(\.name))
    try check(
      "session", filter.sessions?.map(\.description) ?? [], among: all.sessions.map(\.id.description))
    try check("generator", filter.generators.map(Array.init) ?? [], among: all.generators)
    guard study.choices.isEmpty else { return }
    throw CommandFailure(
      .noInput, "\(path): none of \(counted(all.choices.count, "choice")) counts\(reasons(study.leftOut))")
  }

  private func check(_ kind: String, _ named: [String], among known: [String]) throws {
    guard let name = named.sorted().first(where: { !known.contains($0) }) else { return }
    let most = 10
    let list = known.isEmpty ? "none is named" : "there are " + known.prefix(most).joined(separator: ", ")
    throw CommandFailure(
      .noInput, "\(path): no choice with the \(kind) '\(name)'; \(list)\(known.count > most ? ", …" : "")")
  }

  private func reasons(_ leftOut: StudyLeftOut) -> String {
    var reasons: [String] = []
    if leftOut.revealed > 0 {
      reasons.append("\(leftOut.revealed) made with scores in sight, which --include-revealed counts")
    }
    for (policy, number) in leftOut.strata.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      reasons.append(
        "\(number) on trials picked by \(policy.rawValue), which --strata \(policy.rawValue) counts")
    }
    return reasons.isEmpty
      ? "; --session, --annotator and --since leave none" : ": " + reasons.joined(separator: ", ")
  }
}
