import Dispatch
import Imaging
import Preferences
import Synchronization
import TestSupport
import Testing

@Suite("Preparing pictures")
struct PicturePreparerTests {
  private let folder: TemporaryFolder
  private let cache = PictureCache()

  init() throws {
    folder = try TemporaryFolder()
  }

  /// A request for an image file that differs with `token`.
  private func request(_ token: UInt64, _ priority: PictureRequest.Priority = .prefetch) throws
    -> PictureRequest
  {
    let bytes = try Pixels.noise(30, 30, seed: token).encoded(as: .png)
    let key = PictureKey(
      image: SHA256.digest(of: bytes), box: CellBox(columns: 10, rows: 5), graphics: .symbols(.trueColor))
    return PictureRequest(
      key: key, paths: [try folder.write(bytes, to: "\(token).png")], priority: priority, token: token)
  }

  /// A preparer, and what it delivers in the order of delivery.
  private func preparer(
    workers: Int? = nil, during: @escaping @Sendable (PictureDelivery) -> Void = { _ in }
  ) -> (PicturePreparer, AsyncStream<PictureDelivery>) {
    let (stream, continuation) = AsyncStream.makeStream(of: PictureDelivery.self)
    let preparer = PicturePreparer(cache: cache, workers: workers) { delivery in
      during(delivery)
      continuation.yield(delivery)
    }
    return (preparer, stream)
  }

  private func next(_ count: Int, of stream: AsyncStream<PictureDelivery>) async -> [PictureDelivery] {
    var deliveries: [PictureDelivery] = []
    for await delivery in stream {
      deliveries.append(delivery)
      if deliveries.count == count { break }
    }
    return deliveries
  }

  @Test("Pictures are delivered and kept")
  func delivered() async throws {
    let (preparer, stream) = preparer()
    let requests = try (1...6).map { try request($0) }
    preparer.prepare(requests)
    let deliveries = await next(6, of: stream)
    #expect(Set(deliveries.map(\.token)) == Set(1...6))
    for delivery in deliveries {
      #expect(try delivery.result.get() == cache.picture(for: delivery.key))
    }
  }

  @Test("Visible ones come first")
  func order() async throws {
    let (preparer, stream) = preparer(workers: 1)
    preparer.prepare([try request(1), try request(2), try request(3, .visible), try request(4, .visible)])
    #expect(await next(4, of: stream).map(\.token) == [3, 4, 1, 2])
  }

  @Test("Every request for one key is answered")
  func sameKey() async throws {
    let (preparer, stream) = preparer()
    let first = try request(1)
    let second = PictureRequest(key: first.key, paths: first.paths, priority: .visible, token: 2)
    preparer.prepare([first, second])
    preparer.prepare([second])
    let deliveries = await next(3, of: stream)
    #expect(deliveries.map(\.token).sorted() == [1, 2, 2])
    #expect(Set(deliveries.map(\.result)).count == 1)
  }

  @Test("What is cancelled while the worker is busy is never delivered")
  func cancelled() async throws {
    let isBusy = DispatchSemaphore(value: 0)
    let mayGoOn = DispatchSemaphore(value: 0)
    let (preparer, stream) = preparer(workers: 1) { delivery in
      guard delivery.token == 1 else { return }
      isBusy.signal()
      mayGoOn.wait()
    }
    let kept = try request(3)
    preparer.prepare([try request(1)])
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        isBusy.wait()
        continuation.resume()
      }
    }
    preparer.prepare([try request(2), kept])
    preparer.cancel(except: [kept.key])
    preparer.prepare([try request(4)])
    mayGoOn.signal()
    #expect(await next(3, of: stream).map(\.token) == [1, 3, 4])
    #expect(cache.picture(for: try request(2).key) == nil)
  }

  @Test("A file that changed since import is refused, and nothing is kept")
  func changed() async throws {
    let (preparer, stream) = preparer()
    let request = try request(1)
    _ = try folder.write(Pixels.noise(30, 30, seed: 99).encoded(as: .png), to: "1.png")
    preparer.prepare([request])
    #expect(
      await next(1, of: stream) == [
        PictureDelivery(key: request.key, paths: request.paths, token: 1, result: .failure(.changed))
      ])
    #expect(cache.picture(for: request.key) == nil)
  }

  @Test("A missing file is told, and the next one is prepared")
  func missing() async throws {
    let (preparer, stream) = preparer(workers: 1)
    let lost = try request(1)
    let gone = PictureRequest(
      key: lost.key, paths: [folder["gone.png"]], priority: .visible, token: 7)
    preparer.prepare([gone, try request(2)])
    let deliveries = await next(2, of: stream)
    #expect(
      deliveries[0] == PictureDelivery(key: lost.key, paths: gone.paths, token: 7, result: .failure(.missing))
    )
    #expect(throws: Never.self) { try deliveries[1].result.get() }
  }

  @Test("An image is read from whichever of its files is there")
  func anotherFile() async throws {
    let (preparer, stream) = preparer()
    let there = try request(1)
    let paths = [folder["gone.png"]] + there.paths
    preparer.prepare([PictureRequest(key: there.key, paths: paths, priority: .visible, token: 7)])
    let delivery = await next(1, of: stream)[0]
    #expect(delivery.paths == paths)
    #expect(throws: Never.self) { try delivery.result.get() }
  }
}
