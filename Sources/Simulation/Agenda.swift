/// What will happen, earliest first; what was planned first comes first among equals.
struct Agenda {
  struct Entry {
    var time: Int
    var order: Int
    var what: What
    var desk: Int
    var epoch: Int
    var first: Int
    var second: Int

    func precedes(_ other: Entry) -> Bool {
      time == other.time ? order < other.order : time < other.time
    }
  }

  enum What: UInt8 {
    case arrival, reply, write, probeReply, page
    case submit, withdraw, attend, restart, crash, worker, death, merge, reversal, windowStart, windowEnd,
      migration
    case lineDown, lineUp, settingsLost, settingsBack, mend, staffLeaves, staffComes, verify, flag, lineBack
  }

  private var heap: [Entry] = []
  private var order = 0

  var isEmpty: Bool { heap.isEmpty }
  var nextTime: Int? { heap.first?.time }

  mutating func removeAll() {
    heap.removeAll(keepingCapacity: true)
    order = 0
  }

  mutating func add(
    _ what: What, at time: Int, desk: Int = 0, epoch: Int = 0, _ first: Int = 0, _ second: Int = 0
  ) {
    order += 1
    heap.append(
      Entry(time: time, order: order, what: what, desk: desk, epoch: epoch, first: first, second: second))
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child].precedes(heap[parent]) else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  mutating func removeFirst() -> Entry {
    heap.swapAt(0, heap.count - 1)
    let first = heap.removeLast()
    var parent = 0
    while true {
      var least = parent
      let left = 2 * parent + 1
      if left < heap.count, heap[left].precedes(heap[least]) { least = left }
      if left + 1 < heap.count, heap[left + 1].precedes(heap[least]) { least = left + 1 }
      if least == parent { return first }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
