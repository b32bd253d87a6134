import Screen

/// A screen as a state machine: what happened goes in, what is wanted comes out, and the state can be drawn.
package protocol ScreenState: Equatable, Sendable {
  associatedtype Action: ScreenAction
  associatedtype Effect: ScreenEffect

  /// Takes in what happened and says what is wanted. Synchronous and total: whatever comes, in whatever order,
  /// leaves a state that can be drawn.
  mutating func reduce(_ action: Action) -> [Effect]

  /// The screen as it is now. Pure: the same state and theme give the same frame.
  func render(theme: Theme) -> Frame

  /// What is to be judged, when `render` places all its candidates on the screen and their being seen is yet to be
  /// told.
  var awaitingSight: Action.Subject? { get }

  /// Whether the candidates were seen, and are covered now.
  var isCovered: Bool { get }
}

/// What happens on every screen. Uptimes are milliseconds of a clock that stands still while the program is stopped
/// or the machine sleeps.
package protocol ScreenAction: Equatable, Sendable {
  /// What is judged on the screen.
  associatedtype Subject: Equatable

  static var began: Self { get }
  static func resized(_ size: Size) -> Self
  static func keyPressed(_ key: Key, _ moment: Moment) -> Self
  /// The terminal says that a key which is held down repeats itself.
  static func keyRepeated(_ key: Key, _ moment: Moment) -> Self
  static func pasted(_ text: String) -> Self
  /// What the terminal calls itself: text from outside.
  static func terminalNamed(_ name: String) -> Self
  /// Pictures are drawn in other colours from now on: those that are there are gone.
  static func colorsChanged(_ colors: ColorDepth) -> Self
  /// The time of an alarm is over.
  static func woke(token: Int) -> Self
  /// - confirmsFrames: whether the terminal says when a frame is on the glass.
  /// - tellsRepeats: whether it tells a key that repeats itself from one that is pressed.
  static func terminalKnown(confirmsFrames: Bool, tellsRepeats: Bool) -> Self
  static func pictureReady(_ request: PictureRequest, _ size: Size) -> Self
  static func pictureFailed(_ request: PictureRequest, _ reason: String) -> Self
  /// A frame with all candidates has been written; it may still be under way.
  static func wasWritten(_ subject: Subject, uptime: Int) -> Self
  /// All candidates are on the glass.
  static func becameVisible(_ subject: Subject, uptime: Int) -> Self
  /// They are not any more.
  static func becameCovered(uptime: Int) -> Self
}

/// What a screen wants.
package protocol ScreenEffect: Equatable, Sendable {
  /// When to wake it, if that is what it wants.
  var alarm: Alarm? { get }
}
