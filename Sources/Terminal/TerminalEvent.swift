import Screen

/// What happened at the terminal.
package enum TerminalEvent: Hashable, Sendable {
  case key(Key)
  /// A key that is held down, where the terminal tells that from one pressed again (`TerminalTraits.tellsRepeats`).
  case repeated(Key)
  /// Text from the clipboard, as one: none of it is a key. Lines end with `\n`, and other control characters
  /// are gone, but nothing else makes it safe to show.
  case pasted(String)
  /// Of the key filter only: the terminal makes of it what follows.
  case reply(TerminalReply)
  /// The terminal said more of itself.
  case identified(TerminalTraits)
  /// By what the terminal said of itself, pictures can have more colours, or fewer, than was thought: `Terminal.colors`.
  case colorsChanged(ColorDepth)
  /// The terminal has dealt with this frame (`Painting.frame`) and all before it.
  case painted(frame: Int)
  case resized(Size)
  /// The program goes on after it was stopped. The screen is lost: present a frame again.
  case resumed
  /// SIGTERM, SIGINT or SIGHUP asks the program to end, or the terminal went away (as SIGHUP).
  case terminate(signal: Int32)
}
