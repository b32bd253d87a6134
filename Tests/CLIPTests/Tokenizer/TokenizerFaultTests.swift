import FoundationEssentials
import TestSupport
import Testing

@testable import CLIP

@Suite("files that are no tokenizer")
struct TokenizerFaultTests {
  private static let specials = #""<|startoftext|>":0,"<|endoftext|>":1"#

  private static func tokenizer(_ vocabulary: String, merges: String = "[]", added: String = "[]") -> String {
    #"{"model":{"type":"BPE","vocab":{\#(vocabulary)},"merges":\#(merges)},"added_tokens":\#(added)}"#
  }

  private static func fault(_ json: String) -> TokenizerFault? {
    do throws(TokenizerFault) {
      _ = try Tokenizer(tokenizer: Array(json.utf8), named: "tokenizer.json")
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "tokenizer.json",
    arguments: [
      ("", "the JSON"),
      ("[]", "the JSON"),
      ("{}", "model"),
      (#"{"model":{"vocab":[],"merges":[]}}"#, "model.vocab"),
      (#"{"model":{"type":"WordPiece","vocab":{},"merges":[]}}"#, "model.type"),
      (tokenizer(#""a":1.5"#), "the JSON"),
      (tokenizer(#""a":1e400"#), "the JSON"),
      (tokenizer(#""a":4294967296"#), "the JSON"),
      (tokenizer(#""a":"b""#), "model.vocab.a"),
      (tokenizer(#""a":-1,\#(specials)"#), "the vocabulary"),
      (tokenizer(#""a":2147483647,\#(specials)"#), "the vocabulary"),
      (tokenizer(#""a":1,\#(specials)"#), "the vocabulary"),
      (tokenizer(#""<|startoftext|>":0"#), "the vocabulary"),
      (tokenizer(specials, merges: "[3]"), "model.merges.0"),
      (tokenizer(specials, merges: #"["a"]"#), "model.merges"),
      (tokenizer(specials, merges: #"["a  b"]"#), "model.merges"),
      (tokenizer(specials, merges: #"[["a"]]"#), "model.merges"),
      (tokenizer(specials, merges: #"["a b"]"#), "merge 1"),
      (tokenizer(#"\#(specials),"a":2,"b":3"#, merges: #"[["a","b"]]"#), "merge 1"),
      (tokenizer(specials, added: #"[{"id":7,"content":"<|startoftext|>"}]"#), "the vocabulary"),
      (tokenizer(specials, added: #"[{"id":"x","content":"y"}]"#), "added_tokens.0.id"),
    ])
  func json(_ json: String, place: String) throws {
    guard case .damaged(_, let found, _) = Self.fault(json) else {
      Issue.record("no fault, or another")
      return
    }
    #expect(found == place)
  }

  @Test("bytes that are not UTF-8, and nesting without end")
  func notText() {
    let nested = Array(String(repeating: "[", count: 100_000).utf8)
    for bytes in [[0xff, 0xfe, 0x00], Array(Self.tokenizer(#""\u{1}"#).utf8) + [0xc0], nested] {
      #expect(throws: TokenizerFault.self) { try Tokenizer(tokenizer: bytes, named: "x") }
    }
  }

  @Test("the least vocabulary works; bytes without symbol are the end of text, as in transformers")
  func least() throws {
    let json = Self.tokenizer(Self.specials)
    let tokenizer = try Tokenizer(tokenizer: Array(json.utf8), named: "x")
    #expect(tokenizer.tokens(of: "ab", context: 77).ids == [0, 1, 1, 1])
  }

  @Test("symbols that look the same are two symbols")
  func canonicalEquivalents() throws {
    var table = SymbolTable(capacity: 0)
    #expect(table.insert("\u{e9}".utf8) == 0)
    #expect(table.insert("e\u{301}".utf8) == 1)
    for index in 2..<2_000 { #expect(table.insert("\(index)".utf8) == Int32(index)) }
    #expect(table.symbol("e\u{301}".utf8) == 1)
    #expect(table.symbol("\u{212b}".utf8) == nil)
  }

  @Test(
    "merges.txt",
    arguments: [
      ("a", "line 1"), ("#version: 0.2\na b c", "line 2"), ("#version\n\n", "line 2"), (" a", "line 1"),
      ("a ", "line 1"),
    ])
  func merges(_ text: String, place: String) {
    #expect(
      throws: TokenizerFault.damaged(
        file: "m", place: place, reason: "not two symbols with a space between them")
    ) {
      try Tokenizer(
        vocabulary: Array("{\(Self.specials)}".utf8), named: "v", merges: Array(text.utf8), named: "m")
    }
  }

  @Test("OpenAI's merge table: symbols have to be known, and new")
  func mergeTable() throws {
    func load(_ merges: String, _ entities: String = "") throws -> Tokenizer {
      try Tokenizer(
        mergeTable: Array(merges.utf8), named: "m", entities: Array(entities.utf8), named: "e")
    }
    #expect(try load("#version\na b\r\nab c</w>\n").vocabularySize == 516)
    #expect(
      throws: TokenizerFault.damaged(file: "m", place: "line 2", reason: "a symbol that no line before makes")
    ) {
      try load("a b\nabc d")
    }
    #expect(
      throws: TokenizerFault.damaged(file: "m", place: "line 2", reason: "makes a symbol that there is")
    ) {
      try load("a b\na b")
    }
    for entities in ["amp;", "amp; 26 110000", "amp; D800", "amp; 26\namp; 26"] {
      #expect(throws: TokenizerFault.self) { try load("a b", entities) }
    }
  }

  @Test("files that are missing, or no files")
  func files() throws {
    let folder = try TemporaryFolder()
    #expect(throws: TokenizerFault.missing(file: folder["m"])) {
      try Tokenizer(mergeTable: folder["m"], entities: folder["e"])
    }
    #expect(throws: TokenizerFault.unreadable(file: folder.path, reason: "it is not a file")) {
      try Tokenizer(mergeTable: folder.path, entities: folder["e"])
    }
    try folder.write("{}", to: "vocab.json")
    #expect(throws: TokenizerFault.missing(file: folder["merges.txt"])) { try Tokenizer(beside: folder.path) }
  }

  @Test("a fault is one printable line")
  func wording() {
    let fault = TokenizerFault.damaged(
      file: "t", place: "model.vocab.\u{1b}[2J\n", reason: String(repeating: "x", count: 1_000))
    #expect(fault.description.hasPrefix("t: model.vocab.�[2J�: x"))
    #expect(fault.description.count < 300)
  }
}
