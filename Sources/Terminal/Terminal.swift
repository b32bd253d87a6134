import CTerminal
import FoundationEssentials
import Screen

/// The one owner of the terminal: curses for text, escape sequences for images, keys and signals.
///
/// A process has one at a time, and one thread uses it. However the process ends, by `close`, by `exit`, by a
/// signal or a crash, the terminal is left as it was found.
package final class Terminal {
  /// In how many colours pictures are to be drawn; changes arrive as events.
  package var colors: ColorDepth { colorFacts.pictures }
  /// What text may use, as far as terminfo can name it.
  package let textColors: ColorDepth
  /// In cells.
  package private(set) var size: Size
  /// As far as the terminal has answered; changes arrive as events.
  package internal(set) var traits = TerminalTraits()

  /// TERM: what the terminal is described as.
  package let type: String

  var colorFacts: ColorFacts
  let palette: Palette
  /// How a style looks in curses, as far as it has been asked for.
  var looks: [Style: Look] = [:]
  /// What a person sees now, `nil` when that is unknown.
  var glass: Glass?
  var trace = CursorTrace(size: Size(width: 0, height: 0), width: Terminal.width)
  /// Reused from frame to frame.
  var output: [UInt8] = []
  var outgoing = Outgoing()
  /// Why nothing more can be sent.
  var loss: TerminalFault?
  var filter = KeyFilter()
  var questions = OpenQuestions()
  /// How many frames have been written.
  var lastFrame = 0
  var patience = InputPatience(at: .now)
  var isHungUp = false
  private var isOpen = true

  /// How long a terminal may take nothing when konomi starts, in milliseconds.
  private static let firstPatience: Int32 = 3000

  /// Checks the terminal and takes it over.
  /// - Parameter colors: what to show, text and pictures, instead of what the terminal is found to show.
  /// - Throws: what stands against it, with the remedy; nothing has been changed then.
  package init(colors: ColorDepth? = nil) throws(TerminalFault) {
    let environment = ProcessInfo.processInfo.environment
    type = environment["TERM"] ?? ""
    let terminfo = try Self.check(terminalType: type)
    colorFacts = ColorFacts(environment: environment, terminfo: terminfo, wanted: colors)
    textColors = colorFacts.text
    palette = Palette(depth: textColors, terminfo: terminfo)
    size = Size(width: 0, height: 0)

    guard ct_use_utf8() else { throw TerminalFault.noUTF8Locale }
    guard ct_takes_output(Self.firstPatience) else { throw TerminalFault.stalled }
    let error = ct_signals_open()
    guard error == 0 else { throw TerminalFault.system(call: "pipe", error: error) }
    guard ct_open(palette != .none) else {
      ct_signals_close()
      throw TerminalFault.refused(type)
    }
    updateSize()
    send(ct_opening())
    send(TerminalTraits.questions)
    questions.ask(.attributes)
  }

  deinit {
    close()
  }

  /// Gives the terminal back. Nothing else may be called afterwards.
  package func close() {
    guard isOpen else { return }
    isOpen = false
    awaitLastAnswers()
    ct_close()
    ct_signals_close()
  }

  /// Width and height of a cell in pixels. Where the terminal does not say, one of the usual shape: 1 to 2.
  package var cellPixels: Size {
    let now = ct_size_read()
    guard now.columns > 0, now.rows > 0, now.pixel_width >= now.columns, now.pixel_height >= now.rows else {
      return Size(width: 8, height: 16)
    }
    return Size(width: Int(now.pixel_width / now.columns), height: Int(now.pixel_height / now.rows))
  }

  /// Asks for the size and tells curses when it changed.
  /// - Returns: whether it did.
  @discardableResult
  func updateSize() -> Bool {
    let now = ct_size_read()
    // A tty that does not know its size counts as the least that every terminal has.
    let found =
      now.columns > 0 && now.rows > 0
      ? Size(width: Int(now.columns), height: Int(now.rows)) : Size(width: 80, height: 24)
    guard found != size else { return false }
    size = found
    ct_resize(Int32(found.height), Int32(found.width))
    trace = CursorTrace(size: found, width: Self.width)
    glass = nil
    return true
  }

  @Sendable private static func width(_ scalar: Unicode.Scalar) -> Int {
    Int(ct_width(scalar.value))
  }
}
