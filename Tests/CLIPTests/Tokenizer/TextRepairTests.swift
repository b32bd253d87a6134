import Testing

@testable import CLIP

@Suite("text repair")
struct TextRepairTests {
  private func cleaned(_ text: String) throws -> [UInt32] {
    try Tokenizer.openAI.get().cleaned(text).scalarValues
  }

  @Test(
    "what people paste",
    arguments: [
      ("cafÃ©", "café"), ("itâ€™s", "it's"), ("â€œquotedâ€\u{9d}", "\"quoted\""), ("andâ€¦", "and…"),
      ("ðŸ˜€", "😀"),
      ("æ°´å¢¨", "水墨"), ("ÃƒÂ©", "é"), ("voilÃ le travail", "voilà le travail"), ("\u{93}x\u{94}", "\"x\""),
      ("ﬁne ＡＢＣ", "fine abc"), ("e\u{301}", "é"), ("a\r\nb\u{2028}c", "a b c"),
      ("\u{1b}[31mred\u{1b}[0m", "red"),
      ("the â€\u{fffd} end", "the � end"),
    ])
  func common(broken: String, whole: String) throws {
    #expect(try cleaned(broken) == whole.scalarValues)
  }

  @Test(
    "what is right stays",
    arguments: [
      "café", "naïve façade", "Łódź", "œuvre", "50 °c", "ça va ?", "¿qué?", "10 €", "βγ", "привет", "ÿ",
    ])
  func right(text: String) throws {
    #expect(try cleaned(text) == text.lowercased().scalarValues)
  }

  @Test(
    "character references",
    arguments: [
      ("&amp;lt;b&gt;", "<b>"), ("&EACUTE;&SZLIG;", "éss"), ("AT&T", "at&t"), ("&notit; &ampx", "¬it; &x"),
      ("&#x41;&#128;&#0;", "a€�"), ("&#99999999999999999999;", "�"), ("a<b &amp; &eacute;", "a<b & é"),
    ])
  func references(text: String, meaning: String) throws {
    #expect(try cleaned(text) == meaning.scalarValues)
  }

  @Test("names that only look like one are none", arguments: ["&gamma\u{37e}", "&\u{212a}appa;"])
  func lookalikes(text: String) throws {
    let references = try CharacterReferences(Array("gamma; 3B3\nKappa; 39A".utf8), file: "entities")
    let scalars = Array(text.unicodeScalars)
    #expect(references.unescaped(scalars) == scalars)
    #expect(references.unescapedWhereClosed(scalars) == scalars)
  }

  @Test("final sigma, dotted I, sharp S")
  func lowerCase() throws {
    #expect(try cleaned("ΟΔΟΣ Σ ΑΣΑ ΑΣ\u{301} İ ẞ") == "οδος σ ασα ας\u{301} i\u{307} ß".scalarValues)
    #expect(TextCleaning.huggingFace.cleaned("ΟΔΟΣ".unicodeScalars) == Array("οδοσ".unicodeScalars))
  }

  @Test("the table of forms has an entry for every place")
  func forms() {
    for value in UInt32(0xff00)...0xfff0 {
      let scalar = Unicode.Scalar(value)!
      #expect(CharacterForms.usual([scalar]).count <= 2)
    }
  }

  @Test("an encoding gives back what it reads", arguments: SingleByteEncoding.all.map(\.name))
  func roundTrip(name: String) throws {
    let encoding = try #require(SingleByteEncoding.all.first { $0.name == name })
    let bytes = Array(UInt8(0x80)...0xff)
    #expect(encoding.upperHalf.count == 128)
    #expect(encoding.encoded(encoding.upperHalf) == bytes)
  }
}
