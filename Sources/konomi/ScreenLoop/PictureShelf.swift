import Annotation
import Imaging
import Preferences
import Screen
import Synchronization

/// The pictures that the screen wants now, as far as they have arrived. Filled by the preparer's threads, read
/// by the loop's.
///
/// Each request of the latest `keep` is answered once, whatever lies there already: by `keep` itself where its picture
/// is there, else when its picture or the failure arrives.
final class PictureShelf: Sendable {
  struct Wanted {
    let request: Annotation.PictureRequest
    let key: PictureKey
  }

  /// A picture that is to be made.
  struct Missing: Equatable {
    let key: PictureKey
    /// Where its image lies, each place once.
    var paths: [String]
  }

  /// What the screen is told about a request.
  struct Answer: Equatable {
    let request: Annotation.PictureRequest
    let result: Result<Size, ImageFault>

    func action<Action: ScreenAction>() -> Action {
      switch result {
      case .success(let size): .pictureReady(request, size)
      case .failure(let fault): .pictureFailed(request, fault.description)
      }
    }
  }

  private struct Contents {
    var unanswered: [PictureKey: [Annotation.PictureRequest]] = [:]
    var pictures: [PictureName: Picture] = [:]
  }

  private let contents = Mutex(Contents())

  /// Forgets what is not among `wanted`.
  /// - Returns: answers for what is there, and what is not, most urgent first.
  func keep(_ wanted: [Wanted]) -> (answers: [Answer], missing: [Missing]) {
    contents.withLock { contents in
      let names = Set(wanted.map(\.request.name))
      contents.pictures = contents.pictures.filter { names.contains($0.key) }
      contents.unanswered = [:]
      var answers: [Answer] = []
      var missing: [Missing] = []
      var seen: Set<Annotation.PictureRequest> = []
      for entry in wanted where seen.insert(entry.request).inserted {
        if let picture = contents.pictures[entry.request.name] {
          answers.append(Answer(request: entry.request, result: .success(picture.size)))
          continue
        }
        contents.unanswered[entry.key, default: []].append(entry.request)
        let path = entry.request.candidate.path
        if let place = missing.firstIndex(where: { $0.key == entry.key }) {
          if !missing[place].paths.contains(path) { missing[place].paths.append(path) }
        } else {
          missing.append(Missing(key: entry.key, paths: [path]))
        }
      }
      return (answers, missing)
    }
  }

  /// - Returns: what to tell the screen; nothing where the picture is no longer wanted.
  func receive(_ delivery: PictureDelivery) -> [Answer] {
    contents.withLock { contents in
      let requests = contents.unanswered[delivery.key] ?? []
      switch delivery.result {
      case .success(let drawn):
        let picture = Picture(drawn)
        contents.unanswered[delivery.key] = nil
        for request in requests { contents.pictures[request.name] = picture }
        return requests.map { Answer(request: $0, result: .success(picture.size)) }
      case .failure(let fault):
        // Where another file is yet to be tried, there is no answer yet.
        let (failed, open) = requests.divided { delivery.paths.contains($0.candidate.path) }
        contents.unanswered[delivery.key] = open
        return failed.map { Answer(request: $0, result: .failure(fault)) }
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

extension Array {
  fileprivate func divided(by belongs: (Element) -> Bool) -> (Self, Self) {
    (filter(belongs), filter { !belongs($0) })
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
