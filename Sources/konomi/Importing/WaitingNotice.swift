/// Says that a pipe has nothing to read yet: on the line of the progress, or where there is none, once.
struct WaitingNotice {
  private var wasPrinted = false

  mutating func show(_ path: String, _ time: Duration) {
    let seconds = time.components.seconds
    let text = "waiting for rows from \(path)"
    if StandardError.isTerminal {
      StandardError.replaceLine("\(text) · \(seconds) s · Ctrl-C ends")
    } else if !wasPrinted, seconds >= 5 {
      wasPrinted = true
      StandardError.print(text)
    }
  }
}
