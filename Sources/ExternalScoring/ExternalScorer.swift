import FoundationEssentials
import Preferences
import Synchronization

/// A scorer that is an outside program: any model in any language, here or at the other end of `ssh`.
///
/// The command is run once by `/bin/sh -c`, without a controlling terminal. It is spoken to in JSON lines, each one
/// object in UTF-8, and answers one line before it gets the next:
///
///     konomi writes to its standard input            the program writes to its standard output, and flushes
///     {"hello":"konomi 1","id":0,"images":[],"prompt":""}
///                                                    {"id":0,"name":"my model 3","logit_scale":100.0}
///     {"id":1,"images":["/a.png","/b.png"],"prompt":"a red fox"}
///                                                    {"id":1,"scores":[0.21,0.19]}
///     {"id":2,"images":["/c.png"],"prompt":"a red fox"}
///                                                    {"id":2,"error":"/c.png: not an image"}
///
/// The hello is a request without images, so that a program that knows of no hello answers it with no scores. What
/// its answer may hold besides the id, each key optional: `name` (else the command is the name; put a version in it,
/// since scores that are kept go by it), `logit_scale` (what scores are multiplied by before the softmax of a
/// prediction, above 0; without it there is none), `preprocessing` (in words), `checkpoint_sha256` (64 hexadecimal
/// digits), or `error`. To a request it answers as many scores as there are images, in their order, or an `error`,
/// which fails that request only. Image paths are absolute; ids grow; unknown keys are passed over; a line has at
/// most 1 MiB. Standard error is free for messages; it is read while an answer is waited for. The program is to end
/// when its standard input does.
///
/// A program that ends in mid-request is started again and asked once more. One that writes what is no answer, or
/// lets two time limits in a row pass, is ended, and started again for the next request. Late answers are dropped.
package final class ExternalScorer: Scorer {
  package let identity: ScorerIdentity

  private let isCancelled: @Sendable () -> Bool
  private let isStopped = Atomic(false)
  private let conversation: Mutex<Conversation>

  /// Starts the program and waits for its answer to the hello: for as long as a model takes to load.
  /// - Parameters:
  ///   - isCancelled: asked at least ten times a second while a call waits.
  ///   - log: gets every line of the program's standard error made safe to show, on the thread of the call that
  ///     happened to read it; must not call the scorer.
  package init(
    command: String, limits: Limits = Limits(),
    isCancelled: @escaping @Sendable () -> Bool = { false },
    log: @escaping @Sendable (String) -> Void = { _ in }
  ) throws(ScoringFault) {
    var conversation = Conversation(command: command, limits: limits, log: log)
    identity = try conversation.begin(isCancelled: isCancelled)
    self.isCancelled = isCancelled
    self.conversation = Mutex(conversation)
  }

  /// Any thread may call; one request is under way at a time. Paths that are not absolute start at the current folder.
  package func scores(of images: [ImageFile], for prompt: Prompt) throws(ScoringFault) -> [Double] {
    guard !images.isEmpty else { return [] }
    let paths = images.map { Self.absolute($0.path) }
    return try conversation.withLock { conversation throws(ScoringFault) in
      try conversation.scores(of: paths, for: prompt.text) {
        isStopped.load(ordering: .relaxed) || isCancelled()
      }
    }
  }

  /// Ends the program and all it started, as giving up the scorer does: closes its standard input, then asks it to
  /// end (SIGTERM), then ends it (SIGKILL), with `Limits.ending` between them. A request under way and all later
  /// ones are cancelled.
  package func stop() {
    isStopped.store(true, ordering: .relaxed)
    conversation.withLock { $0.end() }
  }

  private static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }
}

extension ExternalScorer {
  /// How long a program may take, and how often it may fail.
  package struct Limits: Hashable, Sendable {
    /// For the hello, and again for the first scores after a start: some programs load their model only then.
    package var start: Duration
    /// For every further request.
    package var request: Duration
    /// Between closing its input, asking it to end and ending it.
    package var ending: Duration
    /// How often it is started again in a row without an answer in between.
    package var restarts: Int
    /// Before the first of these; four times as long before each further one.
    package var pause: Duration
    /// In bytes, for one line of an answer.
    package var line: Int

    package init(
      start: Duration = .seconds(120), request: Duration = .seconds(60), ending: Duration = .seconds(1),
      restarts: Int = 3, pause: Duration = .milliseconds(200), line: Int = 1 << 20
    ) {
      self.start = start
      self.request = request
      self.ending = ending
      self.restarts = restarts
      self.pause = pause
      self.line = line
    }
  }
}
