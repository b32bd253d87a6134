import Foundation
import Glibc
import TestSupport
import Testing

/// Reading needs no room and no permission to write.
@Suite(.enabled(if: SmallDisk.isAvailable, "a small disk cannot be mounted here"))
struct ReadingTests {
  private let folder: TemporaryFolder
  private let disk: SmallDisk
  private let scorer: String

  init() throws {
    folder = try TemporaryFolder()
    disk = try SmallDisk()
    scorer = try folder.write(
      #"""
      while IFS= read -r line; do
        id=${line#*'"id":'}; id=${id%%,*}
        images=$(printf %s "$line" | grep -o '\.png' | wc -l)
        scores=$(seq 1 $images | sed 's/$/.5/' | paste -sd,)
        [ $id = 0 ] && echo '{"id":0,"name":"counting","logit_scale":1}' || echo "{\"id\":$id,\"scores\":[$scores]}"
      done
      """#, to: "scorer.sh")
    let made = try shell(
      """
      $konomi scenes --output scenes --count 4 --size 32 --label && $konomi import scenes --db "$disk/study.db" &&
      $konomi score --scorer 'exec:sh scorer.sh' --all --db "$disk/study.db"
      """)
    try #require(made.status == 0, "\(made.errors)")
  }

  private func shell(_ line: String) throws -> ChildProcess.Result {
    try Program.shell(line, environment: ["disk": disk.folder.path], inFolder: folder)
  }

  private static let commands = [
    "report --bootstrap 10", "report --bootstrap 10 --json", "report --bootstrap 10 --html page.html",
    "export --format csv --output -", "export --format jsonl --output out.jsonl", "review --list",
    "score --scorer 'exec:sh scorer.sh' --all", "score --scorer 'exec:sh scorer.sh' --all --json",
    "score --scorer 'exec:sh scorer.sh' --prompt x scenes/images/000000-a.png",
  ]

  private func results() throws -> [String] {
    try Self.commands.map { command in
      let result = try shell(
        "$konomi \(command) --db \"$disk/study.db\"; status=$?; rm -f page.html out.jsonl; exit $status")
      #expect(result.status == 0, "\(command): \(result.errors)")
      return result.output
    }
  }

  @Test func whatIsReadOnAFullDiskIsWhatIsReadElsewhere() throws {
    let before = try results()
    try disk.fill()
    #expect(try results() == before)
    // The second time on what the first may have left beside the database.
    #expect(try results() == before)
  }

  @Test func aReadOnlyMediumIsReadTheSame() throws {
    let before = try results()
    try disk.makeReadOnly()
    #expect(try results() == before)
    try disk.makeWritable()
  }

  @Test func whatStillLiesInALogIsNotPassedOverInSilence() throws {
    // As a copy of a database in use has it: a log with pages, and nothing that says which of them count.
    let made = try shell(
      """
      cp "$disk/study.db" "$disk/copy.db" && dd if=/dev/zero of="$disk/copy.db-wal" bs=4096 count=2 2>/dev/null
      """)
    try #require(made.status == 0)
    try disk.makeReadOnly()
    let result = try shell(#"$konomi report --db "$disk/copy.db""#)
    #expect(result.status == 73 && result.errors.split(separator: "\n").count == 1)
    #expect(result.errors.contains("copy both to a place that can be written"), "\(result.errors)")
    try disk.makeWritable()
  }

  @Test func whatNeedsRoomSaysSoAndWhatWasThereStays() throws {
    try disk.fill()
    let result = try shell(#"$konomi import scenes --db "$disk/new.db""#)
    #expect(result.status == 74 && result.errors.contains("the disk is full"))
    let output = try shell(#"$konomi export --format csv --db "$disk/study.db" --output "$disk/out.csv""#)
    #expect(output.status == 74 && output.errors.contains("the disk is full; make room there"))
    #expect(try disk.folder.names().allSatisfy { !$0.hasPrefix(".konomi-") && $0 != "out.csv" })
  }
}
