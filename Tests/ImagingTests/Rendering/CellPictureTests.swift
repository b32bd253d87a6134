import Dispatch
import Imaging
import Preferences
import Synchronization
import TestSupport
import Testing

@Suite("Drawing images as cells")
struct CellPictureTests {
  private let folder: TemporaryFolder
  private let box = CellBox(columns: 24, rows: 12)

  init() throws {
    folder = try TemporaryFolder()
  }

  private func picture(
    _ pixels: Pixels, _ colors: ColorDepth = .trueColor, in box: CellBox? = nil
  ) throws -> CellPicture {
    let box = box ?? self.box
    let path = try folder.write(pixels.encoded(as: .png), to: "image")
    let image = try DecodedImage.decode(
      fileAt: path, fitting: CellPicture.pixelBox(for: box, by: .symbols(colors)))
    return try CellPicture.render(image, in: box, by: .symbols(colors))
  }

  private func rows(_ picture: CellPicture) -> [String] {
    switch picture.content {
    case .rows(let rows): rows.map { String(decoding: $0, as: UTF8.self) }
    }
  }

  @Test("Rows hold SGR sequences and block characters only", arguments: ColorDepth.allCases)
  func rowContent(colors: ColorDepth) throws {
    let picture = try picture(.noise(200, 200, seed: 5), colors)
    #expect(picture.covered == CellBox(columns: 24, rows: 12))
    let rows = rows(picture)
    #expect(rows.count == 12)
    for row in rows {
      #expect(row.hasPrefix("\u{1b}[0m"))
      #expect(row.hasSuffix("\u{1b}[0m"))
      let characters = row.replacing(#/\x1b\[[0-9;]+m/#, with: "").unicodeScalars
      #expect(characters.count == 24)
      #expect(characters.allSatisfy { $0 == " " || ("\u{2580}"..."\u{259f}").contains($0) })
    }
  }

  @Test(
    "Colours are written as the terminal can show them",
    arguments: [
      (ColorDepth.mono, "0"), (.sixteen, "0|((3|9)[0-7])?;?((4|10)[0-7])?"),
      (.twoHundredFiftySix, "0|(38;5;[0-9]+)?;?(48;5;[0-9]+)?"),
      (.trueColor, "0|(38;2;[0-9]+;[0-9]+;[0-9]+)?;?(48;2;[0-9]+;[0-9]+;[0-9]+)?"),
    ])
  func sequences(colors: ColorDepth, pattern: String) throws {
    let allowed = try Regex(pattern)
    for row in rows(try picture(.noise(200, 200, seed: 6), colors)) {
      for sequence in row.matches(of: #/\x1b\[([0-9;]+)m/#) {
        #expect(try allowed.wholeMatch(in: sequence.output.1) != nil, "\(sequence.output.1)")
      }
    }
  }

  @Test("The same image gives the same bytes, on any thread", arguments: ColorDepth.allCases)
  func deterministic(colors: ColorDepth) throws {
    let path = try folder.write(Pixels.gradient(100, 100).encoded(as: .png), to: "image")
    let pictures = Mutex<[CellPicture]>([])
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      guard let image = try? DecodedImage.decode(fileAt: path, fitting: nil),
        let picture = try? CellPicture.render(image, in: box, by: .symbols(colors))
      else { return }
      pictures.withLock { $0.append(picture) }
    }
    let all = pictures.withLock { $0 }
    #expect(all.count == 8)
    #expect(Set(all).count == 1)
  }

  @Test("One colour is one colour in every cell")
  func plain() throws {
    let rows = rows(try picture(.plain(60, 60, [200, 30, 60, 255])))
    for row in rows {
      #expect(row.matches(of: #/\x1b\[[1-9][0-9;]*m/#).count == 1)
      #expect(row.contains(";2;200;30;60m"))
    }
  }

  @Test("What is transparent is shown over mid-gray")
  func transparent() throws {
    let clear = try picture(.plain(60, 60, [255, 0, 0, 0]))
    #expect(clear == (try picture(.plain(60, 60, [128, 128, 128, 255]))))
    let half = try picture(.plain(60, 60, [255, 128, 0, 128]))
    #expect(half == (try picture(.plain(60, 60, [192, 128, 64, 255]))))
  }

  @Test("Tiny, tall and wide images", arguments: [(1, 1, 24, 12), (1, 500, 1, 12), (500, 1, 24, 1)])
  func extremes(width: Int, height: Int, columns: Int, rows: Int) throws {
    let picture = try picture(.gradient(width, height))
    #expect(picture.covered == CellBox(columns: columns, rows: rows))
    #expect(self.rows(picture).count == rows)
  }

  @Test("The byte count is that of the rows")
  func byteCount() throws {
    let picture = try picture(.gradient(60, 60))
    #expect(picture.byteCount == rows(picture).reduce(0) { $0 + $1.utf8.count })
  }
}
