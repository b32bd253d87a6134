extension InMemoryChoiceStore: RescuableStore {
  package var hasMoved: Bool { false }

  package func rescue() throws(StoreFault) -> String {
    throw .inconsistent("there is no file")
  }
}
