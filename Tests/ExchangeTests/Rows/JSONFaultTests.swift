import FoundationEssentials
import Testing

@testable import Exchange

/// What is wrong with a row that is no JSON, and where.
@Suite struct JSONFaultTests {
  private func words(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    return JSONFault(in: bytes)?.inWords(of: bytes)
  }

  @Test(arguments: [
    (
      #"{"prompt":"é","score":NaN}"#,
      "score, column 23: NaN is no number of JSON's; write null, or take the key away"
    ),
    (
      #"{"scores":[1,{"p":-Infinity}]}"#,
      "scores[1].p, column 19: -Infinity is no number of JSON's; write null, or take the key away"
    ),
    (
      #"{"prompt":"a\ud800b"}"#,
      """
      prompt, column 13: \\ud800 is half of a pair whose other half is missing, and no text can hold it; write \\ufffd in \
      its place
      """
    ),
    (#"{"prompt": 3"#, "column 13: a comma or } is expected"),
    (#"{"prompt":"p"#, "prompt, column 13: the row ends inside a text"),
    ("{\n \"prompt\": tru\n}", "prompt, its line 2, column 12: tru is no value of JSON's"),
    ("{'prompt':1}", "column 2: a key in quotes is expected"),
    (#"{"a":01}"#, "a, column 6: a number begins with 0"),
    (#"{"a":1} x"#, "column 9: something follows the end of the row"),
    ("", "column 1: the row ends where a value is expected"),
  ])
  func isNamedWithItsPlace(text: String, expected: String) {
    #expect(words(text) == expected)
  }

  @Test(arguments: [
    #"{"a":[1,-0.5e+7,true,null,"\u00e9\ud83d\ude00\n"],"b":{}}"#, " [ ] ", "0", #""""#,
  ])
  func whatIsJSONHasNone(text: String) throws {
    #expect(words(text) == nil)
    _ = try JSONDecoder().decode(Anything.self, from: Data(text.utf8))
  }

  private struct Anything: Decodable {
    init(from decoder: any Decoder) throws {}
  }
}
