import Annotation
import ArgumentParser
import Preferences
import Screen

/// What a choice costs the screen's state and the frame with the panel in it, early in a session and late.
struct PanelCost: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "panel",
    abstract: "A choice with the panel open, the session's 100,000th against its 1,000th.")

  @Option(help: "How many choices.")
  var choices = 100_000

  @Option(help: "How many of the first and of the last are compared.")
  var compared = 1000

  func run() throws {
    guard choices >= 2 * compared, compared > 0 else {
      throw ValidationError("--choices takes twice --compared or more.")
    }
    var sitting = try PanelSitting(choices: choices)
    var early: [Double] = []
    var late: [Double] = []
    for number in 0..<choices {
      let time = try ContinuousClock.time { try sitting.choose() }
      if number < compared { early.append(time) } else if number >= choices - compared { late.append(time) }
    }
    try Figure(
      "a choice with the panel open, late against early in the session, medians",
      late.median / early.median, "x", target: "<= 1.5", n: choices,
      note: "\(compared) each; late \(late.median) ms"
    ).print()
  }
}

/// An annotator at a screen that is only a state, who always takes the left candidate.
private struct PanelSitting {
  private var state: AnnotateState
  private var uptime = 0
  private var loaded = 0
  private let choices: Int

  init(choices: Int) throws {
    self.choices = choices
    let session = Session(
      id: SessionID(naming: HashFields("bench")), annotator: try Annotator(name: "bench"),
      settings: SessionSettings(mode: .pair, reveal: .after), startedAt: Timestamp(milliseconds: 0))
    state = AnnotateState(
      session: session, title: "bench", size: Size(width: 120, height: 40),
      progress: Progress(done: 0, total: choices), scorer: .ready("bench", score: "score"))
    try follow(state.reduce(.began))
    press("a")
  }

  mutating func choose() throws {
    press("1")
    _ = state.render(theme: .plain)
  }

  private mutating func press(_ key: Character) {
    uptime += 1000
    let moment = Moment(
      uptime: uptime, time: Timestamp(milliseconds: Int64(uptime)), random: SIMD2(UInt64(uptime), 0))
    try? follow(state.reduce(.keyPressed(.character(key), moment)))
  }

  /// Does what is wanted at once.
  private mutating func follow(_ effects: [Effect]) throws {
    var wanted = effects
    while !wanted.isEmpty {
      var next: [Effect] = []
      for effect in wanted {
        switch effect {
        case .loadTrials(let position, let count, let token):
          let trials = try (position..<min(position + count, choices)).map(trial)
          next += state.reduce(
            .trialsLoaded(
              trials.map {
                .init(trial: $0, others: [[OtherChoice(.preferred($0.images[0]), of: $0.images)]])
              },
              nextPosition: position + count < choices ? position + count : nil, token: token))
        case .record(let event, _): next += state.reduce(.recorded(event.id))
        case .preparePictures(let useful):
          for request in useful.all {
            next += state.reduce(.pictureReady(request, Size(width: 40, height: 20)))
          }
        case .predict(let trials):
          for trial in trials {
            next += state.reduce(.predicted(trial.id, Prediction(scores: [0.22, 0.21], by: Self.scorer)))
          }
        case .wake, .rescue, .quit: break
        }
      }
      if let shown = state.fullyShownTrial, state.awaitingSight == shown.id {
        next += state.reduce(.becameVisible(shown.id, uptime: uptime))
      }
      wanted = next
    }
  }

  private static let scorer = ScorerIdentity(
    name: "bench", checkpoint: nil, logitScale: 100, preprocessing: "none")

  private func trial(_ number: Int) throws -> Trial {
    func candidate(_ place: UInt8) -> Candidate? {
      let digits = withUnsafeBytes(of: UInt64(number).littleEndian, Array.init)
      return ImageID(bytes: digits + [place] + [UInt8](repeating: 0, count: 23)).map {
        Candidate(image: $0, path: "/bench.png", size: PixelSize(width: 512, height: 512))
      }
    }
    let comparison = try Comparison(
      prompt: Prompt("comparison \(number)"), candidates: [0, 1].compactMap(candidate))
    var fields = HashFields("trial")
    fields.append(integer: UInt64(number))
    return try Trial(
      id: TrialID(naming: fields), comparison: comparison.id, prompt: comparison.prompt,
      candidates: comparison.candidates, task: .prefer, selection: Selection(policy: .random, probability: 1))
  }
}
