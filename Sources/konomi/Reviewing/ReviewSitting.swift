import Annotation
import Preferences
import Screen
import Terminal

/// One sitting of a reviewer at the terminal: puts screen, store and pictures together and runs the loop.
struct ReviewSitting {
  let store: DisagreementDesk.Store
  let title: String
  let reviewer: Annotator
  let scorer: ScorerIdentity
  let tags: ErrorTags
  let filter: ReviewFilter
  let display: DisplayOptions

  /// Returns when the reviewer quits.
  func run() throws {
    let terminal = try Terminal(colors: display.colors)
    defer { terminal.close() }
    let theme = try display.loadTheme(for: terminal.textColors)
    let state = ReviewState(
      reviewer: reviewer, title: title, tags: tags, filter: filter, size: terminal.size,
      colors: terminal.colors)
    let mailbox = try Mailbox<ReviewState.Action>()
    let desk = ReviewDesk(
      disagreements: DisagreementDesk(store: store, scorer: scorer) { mailbox.post($0) },
      pictures: PictureDesk(colors: terminal.colors, cellPixels: terminal.cellPixels) { mailbox.post($0) })
    try ScreenLoop(terminal: terminal, theme: theme, state: state, mailbox: mailbox, desk: desk).run()
  }
}
