import Testing

@testable import Checkpoints

@Suite("Values of JSON files")
struct JSONNodeTests {
  private func node(_ json: String) throws -> JSONNode {
    try JSONNode(MappedFile(copying: Array(json.utf8), as: "x"))
  }

  @Test("Every kind, with its place")
  func values() throws {
    let node = try node(#" {"a": [1, -2.5e3, true, false, null], "b": {"c": "d"}}"#)
    guard case .object(let members) = node.value, case .array(let elements)? = members["a"]?.value else {
      Issue.record("no object with an array")
      return
    }
    #expect(node.offset == 1 && members["a"]?.offset == 7)
    #expect(
      elements.map(\.value) == [.number("1"), .number("-2.5e3"), .flag(true), .flag(false), .null])
    #expect(members["b"]?.description == "{c: “d”}")
    #expect(members["a"]?.description == "[1, -2.5e3, true, false, null]")
  }

  @Test(
    "What is no JSON is refused with its place",
    arguments: [
      ("{\"a\": tru}", 9), ("{\"a\": 1} x", 9), ("{\"a\": 1, \"a\": 2}", 8), ("{\"a\": 01}", 6),
      ("{'a': 1}", 1), ("", 0),
    ])
  func damage(json: String, offset: Int) throws {
    do {
      _ = try node(json)
      Issue.record("\(json) was read")
    } catch CheckpointFault.damaged(_, _, let place, _) {
      #expect(place == offset)
    }
  }
}
