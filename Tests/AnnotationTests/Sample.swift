import Annotation
import Preferences
import Screen

/// Small valid values, and the walk of a state through actions.
enum Sample {
  static let wide = Size(width: 120, height: 40)

  static func candidate(_ number: Int) -> Candidate {
    Candidate(
      image: ImageID(bytes: (0..<32).map { $0 == 31 ? UInt8(number) : 0 })!, path: "/images/\(number).png",
      generator: "g", size: PixelSize(width: 512, height: 512))
  }

  static func trial(
    _ number: Int, candidates: Int = 2, task: AnnotationMode.Task = .prefer, prompt: String? = nil
  ) throws -> Trial {
    let comparison = try Comparison(
      prompt: Prompt(prompt ?? "A cat with \(number) horns on its head."),
      candidates: (0..<candidates).map { candidate(number * 12 + $0) })
    var fields = HashFields("trial")
    fields.append(integer: UInt64(number))
    return try Trial(
      id: TrialID(naming: fields), comparison: comparison.id, prompt: comparison.prompt,
      candidates: comparison.candidates, task: task, selection: Selection(policy: .random, probability: 1))
  }

  static func session(_ mode: AnnotationMode = .pair, reveal: Reveal? = nil) throws -> Session {
    Session(
      id: SessionID(naming: HashFields("session")), annotator: try Annotator(name: "mia"),
      settings: SessionSettings(mode: mode, reveal: reveal), startedAt: Timestamp(milliseconds: 0))
  }

  /// A state that waits for its first trials.
  static func begun(
    _ mode: AnnotationMode = .pair, size: Size = wide, total: Int = 3, history: [ChoiceRecord] = [],
    reveal: Reveal? = nil, scorer: ScorerStage = .none
  ) throws -> AnnotateState {
    var state = AnnotateState(
      session: try session(mode, reveal: reveal), title: "sd14-vs-adapted", size: size,
      progress: Progress(done: 0, total: total),
      history: history, scorer: scorer)
    _ = state.reduce(.began)
    return state
  }

  /// A state with `trials` queued, the first of them on the glass since `uptime` 0.
  static func showing(
    _ trials: [Trial], mode: AnnotationMode = .pair, size: Size = wide, reveal: Reveal? = nil,
    scorer: ScorerStage = .none, others: [[Outcome]] = []
  ) throws -> AnnotateState {
    var state = try begun(mode, size: size, total: trials.count, reveal: reveal, scorer: scorer)
    let queued = trials.map { trial in
      AnnotateState.QueuedTrial(
        trial: trial, others: others.map { $0.map { OtherChoice($0, of: trial.images) } })
    }
    let effects = state.reduce(.trialsLoaded(queued, nextPosition: nil, token: 1))
    finishPictures(effects, &state)
    becomeVisible(&state, at: 0)
    return state
  }

  static let scorer = ScorerIdentity(
    name: "hpc.pt", checkpoint: CheckpointID(bytes: [UInt8](repeating: 7, count: 32)), logitScale: 100,
    preprocessing: "p")

  /// The candidates' scores fall from 0.2134 on by 0.0049 each, so that the first is the best.
  static func prediction(of trial: Trial, isStale: Bool = false) -> Prediction {
    Prediction(
      scores: trial.candidates.indices.map { 0.2134 - 0.0049 * Double($0) }, by: scorer, isStale: isStale)
  }

  /// Answers a request for pictures with pictures that fill their boxes' height.
  static func finishPictures(_ effects: [Effect], _ state: inout AnnotateState) {
    for case .preparePictures(let pictures) in effects {
      for request in pictures.all { _ = state.reduce(.pictureReady(request, picture(in: request.box))) }
    }
  }

  /// Half as many rows as columns, as a square image is.
  static func picture(in box: Size) -> Size {
    let rows = min(box.height, box.width / 2)
    return Size(width: rows * 2, height: rows)
  }

  static func becomeVisible(_ state: inout AnnotateState, at uptime: Int) {
    guard let trial = state.awaitingSight else { return }
    _ = state.reduce(.wasWritten(trial, uptime: uptime))
    _ = state.reduce(.becameVisible(trial, uptime: uptime))
  }

  static func moment(_ uptime: Int) -> Moment {
    Moment(
      uptime: uptime, time: Timestamp(milliseconds: 1_790_000_000_000 + Int64(uptime)),
      random: SIMD2(UInt64(uptime), 7))
  }

  /// Presses a key once, and lets so much time pass that a press which was held back counts.
  static func press(_ key: Key, at uptime: Int, _ state: inout AnnotateState) -> [Effect] {
    state.reduce(.keyPressed(key, moment(uptime))).flatMap { effect in
      if case .wake(let alarm) = effect { state.reduce(.woke(token: alarm.token)) } else { [effect] }
    }
  }

  /// Presses a key, lets its event reach the disk, and paints what comes next `delay` later.
  @discardableResult
  static func commit(_ key: Key, at uptime: Int, _ state: inout AnnotateState) -> Event? {
    let effects = press(key, at: uptime, &state)
    var committed: Event?
    for case .record(let event, _) in effects {
      finishPictures(state.reduce(.recorded(event.id)), &state)
      committed = event
    }
    becomeVisible(&state, at: uptime + 10)
    return committed
  }
}
