import Annotation
import Imaging
import Preferences
import Screen
import Synchronization

/// The pictures that the screen wants now, as far as they have arrived. Filled by the preparer's threads, read
/// by the loop's.
final class PictureShelf: Sendable {
  private struct Contents {
    var requests: [PictureKey: [Annotation.PictureRequest]] = [:]
    var pictures: [PictureName: Picture] = [:]
  }

  private let contents = Mutex(Contents())

  /// Forgets what is not among `wanted`.
  /// - Returns: what is wanted and not there, in the same order.
  func keep(
    _ wanted: [(request: Annotation.PictureRequest, key: PictureKey)]
  ) -> [(request: Annotation.PictureRequest, key: PictureKey)] {
    contents.withLock { contents in
      contents.requests = Dictionary(grouping: wanted, by: \.key).mapValues { $0.map(\.request) }
      let names = Set(wanted.map(\.request.name))
      contents.pictures = contents.pictures.filter { names.contains($0.key) }
      return wanted.filter { contents.pictures[$0.request.name] == nil }
    }
  }

  /// - Returns: what to tell the screen; nothing where the picture is no longer wanted.
  func receive<Action: ScreenAction>(_ delivery: PictureDelivery) -> [Action] {
    contents.withLock { contents in
      let requests = contents.requests[delivery.key] ?? []
      switch delivery.result {
      case .success(let drawn):
        let picture = Picture(drawn)
        for request in requests { contents.pictures[request.name] = picture }
        return requests.map { .pictureReady($0, picture.size) }
      case .failure(let fault):
        return requests.map { .pictureFailed($0, fault.description) }
      }
    }
  }

  /// Forgets everything; what is yet to come is not wanted.
  func clear() {
    contents.withLock { $0 = Contents() }
  }

  func picture(_ name: PictureName) -> Picture? {
    contents.withLock { $0.pictures[name] }
  }
}

extension Picture {
  init(_ drawn: CellPicture) {
    let size = Size(width: drawn.covered.columns, height: drawn.covered.rows)
    switch drawn.content {
    case .rows(let rows): self.init(size: size, rows: rows)
    }
  }
}
