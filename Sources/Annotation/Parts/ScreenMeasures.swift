import Screen

/// What both screens ask of a terminal's size.
package enum ScreenMeasures {
  package static let leastSize = Size(width: 80, height: 24)

  package static func fits(_ size: Size) -> Bool {
    size.width >= leastSize.width && size.height >= leastSize.height
  }

  /// In fewer cells nobody could tell one picture from another.
  static func canShowPicture(in box: Size) -> Bool { box.width >= 4 && box.height >= 2 }

  /// The cells that one candidate fills alone, its border included.
  static func zoomArea(_ size: Size) -> Rect {
    Rect(column: 0, row: 0, width: size.width, height: size.height - 1)
  }

  /// The cells inside that border.
  package static func zoomBox(_ size: Size) -> Size { zoomArea(size).inset(by: 1).size }
}
