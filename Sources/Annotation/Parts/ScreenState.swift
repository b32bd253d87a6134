import Screen

/// A screen as a state machine: what happened goes in, what is wanted comes out, and the state can be drawn.
package protocol ScreenState: Equatable, Sendable {
  associatedtype Action: ScreenAction
  associatedtype Effect: Equatable, Sendable

  /// Takes in what happened and says what is wanted. Synchronous and total: whatever comes, in whatever order,
  /// leaves a state that can be drawn.
  mutating func reduce(_ action: Action) -> [Effect]

  /// The screen as it is now. Pure: the same state and theme give the same frame.
  func render(theme: Theme) -> Frame
}

/// What happens on every screen.
package protocol ScreenAction: Equatable, Sendable {
  static var began: Self { get }
  static func resized(_ size: Size) -> Self
  static func keyPressed(_ key: Key, _ moment: Moment) -> Self
  static func pasted(_ text: String) -> Self
  /// What the terminal calls itself: text from outside.
  static func terminalNamed(_ name: String) -> Self
  /// Pictures are drawn in other colours from now on: those that are there are gone.
  static func colorsChanged(_ colors: ColorDepth) -> Self
  static func pictureReady(_ request: PictureRequest, _ size: Size) -> Self
  static func pictureFailed(_ request: PictureRequest, _ reason: String) -> Self
}
