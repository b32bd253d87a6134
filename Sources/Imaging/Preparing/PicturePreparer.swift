import Dispatch
import Glibc
import Preferences
import Synchronization

/// Decodes and draws images on a few threads of its own. Nothing here makes the caller wait.
package final class PicturePreparer: Sendable {
  private struct State {
    var queue = PreparationQueue()
    var workers = 0
  }

  private let state = Mutex(State())
  private let cache: PictureCache
  private let workerLimit: Int
  private let deliver: @Sendable (PictureDelivery) -> Void
  private let threads = DispatchQueue(label: "konomi.pictures", qos: .userInitiated, attributes: .concurrent)

  /// - Parameters:
  ///   - cache: looked into before an image is decoded, and filled with every picture made.
  ///   - workers: one decoded image is in memory for each; a worker for each core, up to four, if not given.
  ///   - deliver: is called on a worker, several at once, once for each request that was not cancelled.
  package init(
    cache: PictureCache, workers: Int? = nil, deliver: @escaping @Sendable (PictureDelivery) -> Void
  ) {
    self.cache = cache
    self.workerLimit = max(1, workers ?? min(4, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    self.deliver = deliver
  }

  /// Queues requests. One whose key is already queued or running shares its decoding; a visible one lifts
  /// what was queued as prefetch.
  package func prepare(_ requests: [PictureRequest]) {
    let newWorkers = state.withLock { state in
      for request in requests { state.queue.add(request) }
      let wanted = min(workerLimit - state.workers, state.queue.waiting.count)
      state.workers += wanted
      return wanted
    }
    for _ in 0..<newWorkers {
      threads.async { self.work() }
    }
  }

  /// Drops what waits and stops what runs at its next 64 KiB, but for these keys. What is dropped is not
  /// delivered; a delivery already on its way still arrives.
  package func cancel(except keys: Set<PictureKey>) {
    state.withLock { $0.queue.cancel(except: keys) }
  }

  private func work() {
    while let (job, cancellation) = next() {
      let outcome = picture(for: job, cancellation)
      let tokens = state.withLock { $0.queue.finish(job.key) }
      guard let outcome else { continue }
      for token in tokens {
        deliver(PictureDelivery(key: job.key, paths: job.paths, token: token, result: outcome))
      }
    }
  }

  /// The next job, or `nil` and one worker less.
  private func next() -> (PreparationQueue.Job, PreparationQueue.Cancellation)? {
    state.withLock { state in
      if let started = state.queue.start() { return started }
      state.workers -= 1
      return nil
    }
  }

  /// From the first of the job's files that holds the image; what is wrong with the first of all where none does.
  /// `nil` when it was cancelled.
  private func picture(
    for job: PreparationQueue.Job, _ cancellation: PreparationQueue.Cancellation
  ) -> Result<CellPicture, ImageFault>? {
    if let picture = cache.picture(for: job.key) { return .success(picture) }
    var firstFailure: Result<CellPicture, ImageFault>?
    for path in job.paths {
      guard let outcome = picture(for: job.key, fromFileAt: path, cancellation) else { return nil }
      if case .success = outcome { return outcome }
      firstFailure = firstFailure ?? outcome
    }
    return firstFailure ?? .failure(.missing)
  }

  private func picture(
    for key: PictureKey, fromFileAt path: String, _ cancellation: PreparationQueue.Cancellation
  ) -> Result<CellPicture, ImageFault>? {
    do throws(DecodingFailure) {
      let image = try DecodedImage.decode(
        fileAt: path, fitting: CellPicture.pixelBox(for: key.box, cell: key.cell, by: key.graphics),
        expecting: key.image, isCancelled: { cancellation.isRaised })
      return draw(image, for: key)
    } catch {
      switch error {
      case .fault(let fault): return .failure(fault)
      case .cancelled: return nil
      }
    }
  }

  private func draw(_ image: DecodedImage, for key: PictureKey) -> Result<CellPicture, ImageFault> {
    do throws(ImageFault) {
      let picture = try CellPicture.render(image, in: key.box, cell: key.cell, by: key.graphics)
      cache.insert(picture, for: key)
      return .success(picture)
    } catch {
      return .failure(error)
    }
  }
}
