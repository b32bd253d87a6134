import Screen

/// Which pictures a screen has use for, and what has become of each.
struct PictureBook: Equatable, Sendable {
  private var states: [PictureRequest: PictureState] = [:]
  /// What was last asked for.
  private var wanted = UsefulPictures()

  subscript(request: PictureRequest) -> PictureState? { states[request] }

  var isEmpty: Bool { states.isEmpty }

  /// Takes note of what is of use now, and forgets the rest.
  /// - Returns: what to ask for; `nil` where it is the same as before.
  mutating func want(_ useful: UsefulPictures) -> UsefulPictures? {
    guard useful != wanted else { return nil }
    wanted = useful
    let all = Set(useful.all)
    states = states.filter { all.contains($0.key) }
    for request in all where states[request] == nil { states[request] = .awaited }
    return useful
  }

  /// What became of a picture; nothing where it is no longer of use.
  mutating func receive(_ state: PictureState, for request: PictureRequest) {
    if states[request] != nil { states[request] = state }
  }

  /// Has everything asked for again.
  mutating func forgetAll() {
    states = [:]
    wanted = UsefulPictures()
  }

  /// Has what failed asked for again.
  mutating func forgetFailures() {
    states = states.filter { if case .failed = $0.value { false } else { true } }
    wanted = UsefulPictures()
  }
}
