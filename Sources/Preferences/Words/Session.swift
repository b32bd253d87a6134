/// One sitting of one annotator under fixed settings.
package struct Session: Hashable, Sendable {
  package let id: SessionID
  package let annotator: Annotator
  package let origin: Origin
  package let settings: SessionSettings
  package let startedAt: Timestamp

  package init(
    id: SessionID, annotator: Annotator, origin: Origin = .annotation, settings: SessionSettings,
    startedAt: Timestamp
  ) {
    self.id = id
    self.annotator = annotator
    self.origin = origin
    self.settings = settings
    self.startedAt = startedAt
  }

  /// How the session's choices came into the file.
  package enum Origin: String, Hashable, Sendable {
    case annotation
    case `import`
  }

  /// The session that stands for everything imported of one annotator.
  package static func imported(of annotator: Annotator, at time: Timestamp) -> Session {
    var fields = HashFields("imported session")
    fields.append(annotator.id)
    return Session(
      id: SessionID(naming: fields), annotator: annotator, origin: .import, settings: SessionSettings(),
      startedAt: time)
  }
}
