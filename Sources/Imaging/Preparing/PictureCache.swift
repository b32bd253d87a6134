import Synchronization

/// Keeps prepared pictures up to a number of bytes; the one unused for longest goes first.
/// Any number of threads may use it at once.
package final class PictureCache: Sendable {
  private struct Entry {
    let picture: CellPicture
    var lastUse: UInt64
  }

  private struct State {
    var entries: [PictureKey: Entry] = [:]
    var byteCount = 0
    var uses: UInt64 = 0
  }

  private let byteLimit: Int
  private let state = Mutex(State())

  package init(byteLimit: Int = 64 << 20) {
    self.byteLimit = byteLimit
  }

  /// The bytes that are kept now.
  package var byteCount: Int {
    state.withLock { $0.byteCount }
  }

  package func picture(for key: PictureKey) -> CellPicture? {
    state.withLock { state in
      state.uses += 1
      state.entries[key]?.lastUse = state.uses
      return state.entries[key]?.picture
    }
  }

  /// A picture larger than the whole limit is not kept.
  package func insert(_ picture: CellPicture, for key: PictureKey) {
    state.withLock { state in
      state.uses += 1
      let replaced = state.entries.updateValue(Entry(picture: picture, lastUse: state.uses), forKey: key)
      state.byteCount += picture.byteCount - (replaced?.picture.byteCount ?? 0)
      // There are hundreds of entries at most, so looking through them is cheaper than keeping them sorted.
      while state.byteCount > byteLimit,
        let oldest = state.entries.min(by: { $0.value.lastUse < $1.value.lastUse })
      {
        state.entries[oldest.key] = nil
        state.byteCount -= oldest.value.picture.byteCount
      }
    }
  }
}
