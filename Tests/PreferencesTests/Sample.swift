import Preferences

/// Small valid values of the domain.
enum Sample {
  static func image(_ number: Int) -> ImageID {
    ImageID(bytes: (0..<32).map { $0 == 31 ? UInt8(number & 0xff) : UInt8($0 == 30 ? number >> 8 : 0) })!
  }

  static func candidate(_ number: Int) -> Candidate {
    Candidate(
      image: image(number), path: "/images/\(number).png", generator: "g\(number % 3)",
      size: PixelSize(width: 512, height: 512))
  }

  static func comparison(_ number: Int, candidates: Int = 2) throws -> Comparison {
    try Comparison(
      prompt: Prompt("prompt \(number)"), candidates: (0..<candidates).map { candidate(number * 10 + $0) })
  }

  static func session(_ name: String = "mia", _ settings: SessionSettings = SessionSettings()) throws
    -> Session
  {
    var fields = HashFields("test session")
    fields.append(name)
    return Session(
      id: SessionID(naming: fields), annotator: try Annotator(name: name), settings: settings,
      startedAt: Timestamp(milliseconds: 0))
  }
}
