import Annotation
import Imaging
import Preferences
import Screen
import Synchronization

/// Has pictures made for the screen and hands them to the terminal.
final class PictureDesk: Sendable {
  private let shelf: PictureShelf
  private let preparer: PicturePreparer
  private let cell: PixelSize
  private let graphics: Mutex<GraphicsProtocol>
  private let answer: @Sendable ([PictureShelf.Answer]) -> Void

  /// - Parameter report: is called on the preparer's threads.
  init<Action: ScreenAction>(
    colors: TerminalColors, cellPixels: Size, report: @escaping @Sendable (Action) -> Void
  ) {
    let shelf = PictureShelf()
    self.shelf = shelf
    cell = PixelSize(width: cellPixels.width, height: cellPixels.height)
    graphics = Mutex(.symbols(Imaging.ColorDepth(colors)))
    preparer = PicturePreparer(cache: PictureCache()) { delivery in
      for answer in shelf.receive(delivery) { report(answer.action()) }
    }
    answer = { for answer in $0 { report(answer.action()) } }
  }

  /// Begins what is new, answers what is there already, and drops all other work, finished or not.
  func prepare(_ pictures: UsefulPictures) {
    let (answers, missing) = shelf.keep(
      pictures.all.map { PictureShelf.Wanted(request: $0, key: key(for: $0)) })
    preparer.cancel(except: Set(missing.map(\.key)))
    let now = Set(pictures.now.map(key))
    preparer.prepare(
      missing.map { missing in
        Imaging.PictureRequest(
          key: missing.key, paths: missing.paths, priority: now.contains(missing.key) ? .visible : .prefetch,
          token: 0)
      })
    answer(answers)
  }

  /// All pictures are to be asked for again.
  func changeColors(to colors: TerminalColors) {
    graphics.withLock { $0 = .symbols(Imaging.ColorDepth(colors)) }
    shelf.clear()
  }

  func picture(_ name: PictureName) -> Picture? {
    shelf.picture(name)
  }

  private func key(for request: Annotation.PictureRequest) -> PictureKey {
    PictureKey(
      image: request.candidate.image, box: CellBox(columns: request.box.width, rows: request.box.height),
      cell: cell, graphics: graphics.withLock { $0 })
  }
}

extension Imaging.ColorDepth {
  init(_ depth: TerminalColors) {
    switch depth {
    case .mono: self = .mono
    case .eight, .sixteen: self = .sixteen
    case .indexed256: self = .twoHundredFiftySix
    case .truecolor: self = .trueColor
    }
  }
}
