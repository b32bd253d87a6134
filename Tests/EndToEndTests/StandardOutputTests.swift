import Foundation
import Glibc
import TestSupport
import Testing

/// What a command prints is whole, or it is a failure.
@Suite struct StandardOutputTests {
  private let folder: TemporaryFolder

  private static let commands = [
    "export --db study.db --format csv --output -",
    "export --db study.db --format jsonl --output /dev/stdout",
    "report --db study.db --bootstrap 10", "report --db study.db --bootstrap 10 --json",
    "report --db study.db --bootstrap 10 --html -", "review --list --db study.db",
    "review --list --json --db study.db", "score --scorer 'exec:sh scorer.sh' --all --db study.db",
    "score --scorer 'exec:sh scorer.sh' --all --json --db study.db",
    "score --scorer 'exec:sh scorer.sh' --json --prompt x scenes/images/000000-a.png --db none.db",
    "import scenes --db study.db", "import scenes --db study.db --json", "--help", "help report", "--version",
  ]

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      #"""
      while IFS= read -r line; do
        id=${line#*'"id":'}; id=${id%%,*}
        images=$(printf %s "$line" | grep -o '\.png' | wc -l)
        scores=$(seq 1 $images | sed 's/$/.5/' | paste -sd,)
        [ $id = 0 ] && echo '{"id":0,"name":"counting","logit_scale":1}' || echo "{\"id\":$id,\"scores\":[$scores]}"
      done
      """#, to: "scorer.sh")
    let made = try Program.shell(
      """
      $konomi scenes --output scenes --count 6 --size 32 --label && $konomi import scenes --db study.db &&
      $konomi score --scorer 'exec:sh scorer.sh' --all --db study.db
      """, inFolder: folder)
    try #require(made.status == 0, "\(made.errors)")
  }

  @Test(arguments: commands)
  func aFullStandardOutputIsOneLineAndStatus74(command: String) throws {
    let result = try Program.shell("$konomi \(command) > /dev/full", inFolder: folder)
    #expect(result.status == 74)
    let last = result.errors.split(separator: "\n").last.map(String.init)
    #expect(
      last
        == "konomi: standard output: cannot be written: the disk is full; make room there and run it again",
      "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count { $0.hasPrefix("konomi: ") } == 1)
  }

  @Test(arguments: commands)
  func aClosedStandardOutputIsNoPlaceForTheNextFile(command: String) throws {
    let result = try Program.shell("$konomi \(command) >&-", inFolder: folder)
    #expect(result.status == 74)
    #expect(
      result.errors.hasSuffix(
        "konomi: standard output: cannot be written: it is closed; lead it somewhere\n"), "\(result.errors)")
    let check = try Program.shell(
      "$konomi export --db study.db --format csv --output - | head -c 5; cat state/konomi/konomi.log",
      inFolder: folder)
    #expect(check.output.hasPrefix("trial"))
    #expect(!check.output.contains("\"measures\"") && !check.output.contains("USAGE"))
  }

  @Test func aReaderThatGoesAwayEndsItQuietly() throws {
    let result = try Program.shell(
      """
      { $konomi report --json --db study.db; echo $? > usual; } | true
      { (trap '' PIPE; exec $konomi report --json --db study.db); echo $? > ignored; } | true
      cat usual ignored
      """, inFolder: folder)
    #expect(result.output == "141\n141\n")
    #expect(result.errors == "")
  }

  @Test func nothingThatIsPrintedIsCutOffAtAFullDisk() throws {
    try #require(SmallDisk.isAvailable)
    let disk = try SmallDisk()
    try disk.fill()
    for command in ["report --json --bootstrap 10 --db study.db", "import --json scenes --db study.db"] {
      let result = try Program.shell(
        "$konomi \(command) > \"$disk/out\"", environment: ["disk": disk.folder.path], inFolder: folder)
      #expect(result.status == 74 && result.errors.contains("standard output"), "\(result.errors)")
    }
  }

  @Test func aMessageOfTheArgumentParserIsNotObeyedByATerminal() throws {
    let result = try Program.run(["report", "\u{1b}]52;c;aGk=\u{07}"], in: folder)
    #expect(result.status == 64)
    #expect(!result.errors.unicodeScalars.contains { $0.value == 0x1b || $0.value == 7 })
    #expect(result.errors.contains("␛]52;c;aGk=␇") && result.errors.contains("\n"))
  }
}
