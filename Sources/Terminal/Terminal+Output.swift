import CTerminal

extension Terminal {
  /// Hands over a signal that another part of the process was told of instead: with a terminal that is open it is an
  /// event like those that arrive here by themselves. From any thread.
  /// - Returns: whether a terminal is open.
  package static func take(signal number: Int32) -> Bool { ct_signals_queue(number) }

  /// Whether the terminal has yet to take something of what it was sent. As long as it has, no frame is begun.
  var isBehind: Bool { !outgoing.isEmpty }

  /// Sends bytes behind those that are on their way.
  func send(_ bytes: some Sequence<UInt8>) {
    outgoing.add(bytes)
    flush()
  }

  func send(_ bytes: ct_bytes) {
    send(UnsafeBufferPointer(start: bytes.bytes, count: bytes.count))
  }

  /// Sends what the terminal takes now.
  func flush() {
    let error = outgoing.send { ct_send($0.baseAddress, $0.count) }
    if error != 0 { loss = TerminalFault.outputLost(error: error) }
    ct_set_behind(isBehind)
  }

  /// Forgets what is on its way: the terminal was left, which dropped it.
  func dropOutput() {
    outgoing.drop()
    ct_set_behind(false)
  }
}
