import Preferences
import Testing

@testable import Imaging

@Suite("Keeping pictures")
struct PictureCacheTests {
  private func key(_ number: UInt8, columns: Int = 10) throws -> PictureKey {
    PictureKey(
      image: SHA256.digest(of: [number]), box: CellBox(columns: columns, rows: 5),
      graphics: .symbols(.trueColor))
  }

  private func picture(byteCount: Int) -> CellPicture {
    CellPicture(
      covered: CellBox(columns: 1, rows: 1), content: .rows([[UInt8](repeating: 32, count: byteCount)]))
  }

  @Test("The picture unused for longest goes first")
  func eviction() throws {
    let cache = PictureCache(byteLimit: 100)
    let keys = try (0..<4).map { try key($0) }
    for key in keys[..<3] { cache.insert(picture(byteCount: 30), for: key) }
    #expect(cache.byteCount == 90)
    #expect(cache.picture(for: keys[0]) != nil)
    cache.insert(picture(byteCount: 40), for: keys[3])
    #expect(keys.map { cache.picture(for: $0) != nil } == [true, false, true, true])
    #expect(cache.byteCount == 100)
  }

  @Test("A picture put in again counts once")
  func replaced() throws {
    let cache = PictureCache(byteLimit: 100)
    cache.insert(picture(byteCount: 30), for: try key(0))
    cache.insert(picture(byteCount: 50), for: try key(0))
    #expect(cache.byteCount == 50)
  }

  @Test("A picture larger than the limit is not kept")
  func tooLarge() throws {
    let cache = PictureCache(byteLimit: 100)
    cache.insert(picture(byteCount: 101), for: try key(0))
    #expect(cache.picture(for: try key(0)) == nil)
    #expect(cache.byteCount == 0)
  }

  @Test("Another size is another picture")
  func size() throws {
    let cache = PictureCache(byteLimit: 100)
    cache.insert(picture(byteCount: 10), for: try key(0))
    #expect(cache.picture(for: try key(0, columns: 11)) == nil)
  }
}
