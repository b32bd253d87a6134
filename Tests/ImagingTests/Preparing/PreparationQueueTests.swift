import Preferences
import Testing

@testable import Imaging

@Suite("The order of preparation")
struct PreparationQueueTests {
  private func request(
    _ number: UInt8, _ priority: PictureRequest.Priority = .prefetch, token: UInt64 = 0
  ) -> PictureRequest {
    PictureRequest(
      key: PictureKey(
        image: SHA256.digest(of: [number]), box: CellBox(columns: 10, rows: 5),
        graphics: .symbols(.trueColor)),
      paths: ["\(number)"], priority: priority, token: token)
  }

  private func queue(_ requests: [PictureRequest]) -> PreparationQueue {
    var queue = PreparationQueue()
    for request in requests { queue.add(request) }
    return queue
  }

  private func started(_ queue: inout PreparationQueue) -> [String] {
    var paths: [String] = []
    while let (job, _) = queue.start() { paths.append(job.paths.joined(separator: "+")) }
    return paths
  }

  @Test("Visible ones first, each kind in the order it came")
  func order() {
    var queue = queue([request(1), request(2, .visible), request(3), request(4, .visible)])
    #expect(started(&queue) == ["2", "4", "1", "3"])
  }

  @Test("One image in two files is one job, with both files to try")
  func twoFiles() {
    let first = request(1)
    let second = PictureRequest(key: first.key, paths: ["copy", "1"], priority: .prefetch, token: 2)
    var queue = queue([first, second])
    #expect(started(&queue) == ["1+copy"])
  }

  @Test("A file that a running job does not try is tried by another")
  func anotherFile() throws {
    let first = request(1)
    var queue = queue([first])
    #expect(started(&queue) == ["1"])
    queue.add(PictureRequest(key: first.key, paths: ["copy"], priority: .prefetch, token: 2))
    #expect(started(&queue) == [])
    #expect(queue.finish(first.key) == [0])
    #expect(started(&queue) == ["copy"])
    #expect(queue.finish(first.key) == [2])
  }

  @Test("What becomes visible is lifted")
  func lifted() {
    var queue = queue([request(1), request(2), request(2, .visible)])
    #expect(started(&queue) == ["2", "1"])
  }

  @Test("Equal requests are one job, also while it runs")
  func joined() {
    var queue = queue([request(1, token: 5), request(1, token: 6)])
    #expect(started(&queue) == ["1"])
    queue.add(request(1, token: 7))
    #expect(started(&queue) == [])
    #expect(queue.finish(request(1).key) == [5, 6, 7])
    #expect(queue.finish(request(1).key) == [])
  }

  @Test("Cancelling drops what waits and stops what runs, but for what is kept")
  func cancelled() {
    var queue = queue([request(1, token: 1), request(2, token: 2), request(3), request(4)])
    let (first, second) = (queue.start(), queue.start())
    queue.cancel(except: [request(2).key, request(4).key])
    #expect(first?.cancellation.isRaised == true)
    #expect(second?.cancellation.isRaised == false)
    #expect(started(&queue) == ["4"])
    #expect(queue.finish(request(1).key) == [])
    #expect(queue.finish(request(2).key) == [2])
  }

  @Test("What is asked for again while it is being stopped waits until it has stopped")
  func askedAgain() {
    var queue = queue([request(1, token: 1)])
    #expect(started(&queue) == ["1"])
    queue.cancel(except: [])
    queue.add(request(1, token: 2))
    #expect(started(&queue) == [])
    #expect(queue.finish(request(1).key) == [])
    #expect(started(&queue) == ["1"])
    #expect(queue.finish(request(1).key) == [2])
  }
}
