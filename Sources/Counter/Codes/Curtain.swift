import Terminal
import TerminalCurses
import Workflow

/// What stands between the first half of codes and the screen: it writes them past every buffer into the cells that
/// the frame left blank, and takes them away.
///
/// It belongs to the thread of the terminal.
final class Curtain {
  private let device: TerminalDevice
  private let half: HeldHalf
  /// The cells that hold codes now.
  private var open: [CodePlace] = []
  private var painted: Grid?

  init(device: TerminalDevice, half: HeldHalf) {
    self.device = device
    self.half = half
  }

  /// Whether codes stand on the screen.
  var isOpen: Bool { !open.isEmpty }

  /// Shows a frame, with the codes in their places.
  ///
  /// - Returns: Whether codes stood on the screen and were taken away for good: they are wiped then.
  func paint(_ grid: Grid, codes: [CodePlace]) -> Bool {
    guard !codes.isEmpty, half.isHeld else {
      let wasOpen = isOpen
      close()
      device.paint(grid)
      return wasOpen
    }
    // Nothing that the terminal shifts about may carry a code along.
    if grid != painted { conceal() }
    device.paint(grid)
    painted = grid
    guard open.isEmpty else { return false }
    for place in codes {
      half.withCode(place.part) { bytes in
        guard bytes.count == place.count else { return }
        device.reveal(bytes, at: place.position)
      }
    }
    open = codes
    return false
  }

  /// Takes the codes away and wipes them.
  func close() {
    guard isOpen else { return }
    conceal()
    half.drop()
  }

  private func conceal() {
    for place in open { device.conceal(place.count, at: place.position) }
    open = []
  }
}
