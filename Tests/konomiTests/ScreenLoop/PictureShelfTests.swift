import Annotation
import Preferences
import Screen
import Testing

@testable import Imaging
@testable import konomi

@Suite struct PictureShelfTests {
  private let shelf = PictureShelf()
  private static let box = Size(width: 10, height: 5)

  /// A request for the image that `number` names, from a file of its own or another's.
  private func wanted(_ number: UInt8, at path: String, box: Size = box) throws -> PictureShelf.Wanted {
    let image = try #require(ImageID(bytes: [UInt8](repeating: number, count: 32)))
    let candidate = Candidate(
      image: image, path: path, generator: nil, size: PixelSize(width: 8, height: 8))
    return PictureShelf.Wanted(
      request: Annotation.PictureRequest(candidate: candidate, box: box),
      key: PictureKey(
        image: image, box: CellBox(columns: box.width, rows: box.height), graphics: .symbols(.trueColor)))
  }

  private func delivery(of wanted: PictureShelf.Wanted, _ fault: ImageFault? = nil) -> PictureDelivery {
    let drawn = CellPicture(covered: CellBox(columns: 10, rows: 5), content: .rows([]))
    return PictureDelivery(
      key: wanted.key, paths: [wanted.request.candidate.path], token: 0,
      result: fault.map(Result.failure) ?? .success(drawn))
  }

  private func ready(_ wanted: PictureShelf.Wanted) -> PictureShelf.Answer {
    PictureShelf.Answer(request: wanted.request, result: .success(Self.box))
  }

  @Test func aRequestWhosePictureLiesThereUnderAnotherPathIsAnsweredAtOnce() throws {
    let first = try wanted(1, at: "a.png")
    let second = try wanted(1, at: "b.png")
    #expect(shelf.keep([first]).missing == [PictureShelf.Missing(key: first.key, paths: ["a.png"])])
    #expect(shelf.receive(delivery(of: first)) == [ready(first)])

    let (answers, missing) = shelf.keep([second])
    #expect(answers == [ready(second)])
    #expect(missing.isEmpty)
    #expect(shelf.picture(second.request.name) != nil)
  }

  @Test func requestsForOnePictureThatIsOnItsWayAreAllAnsweredByIt() throws {
    let same = try [wanted(1, at: "a.png"), wanted(1, at: "b.png"), wanted(1, at: "a.png")]
    let (answers, missing) = shelf.keep(same)
    #expect(answers.isEmpty)
    #expect(missing == [PictureShelf.Missing(key: same[0].key, paths: ["a.png", "b.png"])])
    #expect(shelf.receive(delivery(of: same[0])) == [ready(same[0]), ready(same[1])])
    #expect(shelf.receive(delivery(of: same[0])).isEmpty)
  }

  /// The screen forgets between two of its frames, and the desk hears of the second only.
  @Test func whatIsAskedForAgainIsAnsweredAgain() throws {
    let picture = try wanted(1, at: "a.png")
    _ = shelf.keep([picture])
    _ = shelf.receive(delivery(of: picture))
    for _ in 0..<2 { #expect(shelf.keep([picture]).answers == [ready(picture)]) }
  }

  @Test func whatIsDroppedAndWantedAgainIsMadeAgain() throws {
    let picture = try wanted(1, at: "a.png")
    _ = shelf.keep([picture])
    _ = shelf.receive(delivery(of: picture))
    _ = shelf.keep([])
    #expect(shelf.receive(delivery(of: picture)).isEmpty)
    #expect(shelf.picture(picture.request.name) == nil)
    #expect(shelf.keep([picture]).missing.map(\.key) == [picture.key])
    #expect(shelf.receive(delivery(of: picture)) == [ready(picture)])
  }

  @Test func anotherSizeOfAPictureIsAnotherPicture() throws {
    let small = try wanted(1, at: "a.png")
    let large = try wanted(1, at: "a.png", box: Size(width: 40, height: 20))
    _ = shelf.keep([small])
    _ = shelf.receive(delivery(of: small))
    let (answers, missing) = shelf.keep([large, small])
    #expect(answers == [ready(small)])
    #expect(missing.map(\.key) == [large.key])
  }

  @Test func aFailureIsOfTheFilesThatWereTried() throws {
    let gone = try wanted(1, at: "gone.png")
    let there = try wanted(1, at: "there.png")
    _ = shelf.keep([gone, there])
    #expect(
      shelf.receive(delivery(of: gone, .missing)) == [
        PictureShelf.Answer(request: gone.request, result: .failure(.missing))
      ])
    #expect(shelf.receive(delivery(of: there)) == [ready(there)])
  }
}
