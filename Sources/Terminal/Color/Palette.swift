import Screen

/// The colours that text can have: those that terminfo can name.
enum Palette: Hashable, Sendable {
  case none
  case eight
  case sixteen
  case indexed256
  /// Numbers are red, green and blue themselves.
  case direct

  init(depth: ColorDepth, terminfo: TerminfoColors) {
    if depth == .mono || terminfo.count < 8 {
      self = .none
    } else if terminfo.areDirect {
      self = .direct
    } else if depth >= .indexed256, terminfo.count >= 256 {
      self = .indexed256
    } else if depth >= .sixteen, terminfo.count >= 16 {
      self = .sixteen
    } else {
      self = .eight
    }
  }

  /// The number of the colour nearest to `color`, −1 for the terminal's default.
  func number(of color: Color) -> Int32 {
    guard case .rgb(let red, let green, let blue) = color else { return -1 }
    let wanted = RGB(red: Int(red), green: Int(green), blue: Int(blue))
    switch self {
    case .none: return -1
    case .eight: return Self.nearest(to: wanted, in: Self.xterm16.prefix(8))
    case .sixteen: return Self.nearest(to: wanted, in: Self.xterm16[...])
    case .indexed256: return Self.nearestOf256(to: wanted)
    case .direct:
      let number = wanted.red << 16 | wanted.green << 8 | wanted.blue
      // Entries with direct colours keep 0 to 7 for the palette.
      return number < 8 ? 0 : Int32(number)
    }
  }

  private struct RGB {
    var red, green, blue: Int

    func distance(to other: RGB) -> Int {
      let red = red - other.red
      let green = green - other.green
      let blue = blue - other.blue
      return red * red + green * green + blue * blue
    }
  }

  private static func nearest(to wanted: RGB, in colors: ArraySlice<RGB>) -> Int32 {
    let best = colors.indices.min { wanted.distance(to: colors[$0]) < wanted.distance(to: colors[$1]) }
    return Int32(best ?? 0)
  }

  /// Among the cube of 6×6×6 and the 24 greys. The first 16 are left out: users set them as they like.
  private static func nearestOf256(to wanted: RGB) -> Int32 {
    func step(_ value: Int) -> Int { value < 48 ? 0 : value < 115 ? 1 : (value - 35) / 40 }
    func level(_ step: Int) -> Int { step == 0 ? 0 : 55 + 40 * step }
    let steps = (red: step(wanted.red), green: step(wanted.green), blue: step(wanted.blue))
    let cube = RGB(red: level(steps.red), green: level(steps.green), blue: level(steps.blue))

    let mean = (wanted.red + wanted.green + wanted.blue) / 3
    let grayStep = min(23, max(0, (mean - 3) / 10))
    let gray = RGB(red: 8 + 10 * grayStep, green: 8 + 10 * grayStep, blue: 8 + 10 * grayStep)

    if wanted.distance(to: gray) < wanted.distance(to: cube) { return Int32(232 + grayStep) }
    return Int32(16 + 36 * steps.red + 6 * steps.green + steps.blue)
  }

  /// xterm's own, from its documented defaults; other terminals are near them.
  private static let xterm16: [RGB] = [
    RGB(red: 0, green: 0, blue: 0), RGB(red: 205, green: 0, blue: 0), RGB(red: 0, green: 205, blue: 0),
    RGB(red: 205, green: 205, blue: 0), RGB(red: 0, green: 0, blue: 238), RGB(red: 205, green: 0, blue: 205),
    RGB(red: 0, green: 205, blue: 205), RGB(red: 229, green: 229, blue: 229),
    RGB(red: 127, green: 127, blue: 127), RGB(red: 255, green: 0, blue: 0), RGB(red: 0, green: 255, blue: 0),
    RGB(red: 255, green: 255, blue: 0), RGB(red: 92, green: 92, blue: 255),
    RGB(red: 255, green: 0, blue: 255), RGB(red: 0, green: 255, blue: 255),
    RGB(red: 255, green: 255, blue: 255),
  ]
}
