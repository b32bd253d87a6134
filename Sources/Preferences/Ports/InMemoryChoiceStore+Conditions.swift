extension InMemoryChoiceStore {
  package func record(_ conditions: SessionConditions, of session: SessionID) throws(StoreFault) {
    try contents.withLock { contents throws(StoreFault) in
      guard contents.sessions[session] != nil else { throw .inconsistent("no session \(session)") }
      contents.conditions[session] = conditions
    }
  }

  package func conditions(of session: SessionID) -> SessionConditions? {
    contents.withLock { $0.conditions[session] }
  }
}
