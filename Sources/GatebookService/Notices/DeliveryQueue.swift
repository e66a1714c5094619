import InventoryModel

/// Which lanes are delivered next: receivers take turns, and no receiver is sent more than a few
/// messages at a time, however many lanes lead there.
///
/// ```swift
/// var queue = DeliveryQueue(perReceiver: 1)
/// queue.add(lanes)             // three, of which two lead to one host
/// queue.next(8).count          // 2
/// ```
struct DeliveryQueue {
  private let perReceiver: Int
  private var waiting: [String: [DeliveryLane]] = [:]
  /// Receivers with waiting lanes, in the order in which it is their turn.
  private var turns: [String] = []
  private var underway: [String: Int] = [:]

  /// - Parameter perReceiver: how many messages one receiver is sent at a time.
  init(perReceiver: Int) { self.perReceiver = perReceiver }

  /// Whether nothing waits and nothing is underway.
  var isEmpty: Bool { turns.isEmpty && underway.isEmpty }

  mutating func add(_ lanes: [DeliveryLane]) {
    for lane in lanes {
      let receiver = lane.target.receiver
      if waiting[receiver] == nil { turns.append(receiver) }
      waiting[receiver, default: []].append(lane)
    }
  }

  /// Takes lanes out, which are underway until they are done.
  mutating func next(_ room: Int) -> [DeliveryLane] {
    var taken: [DeliveryLane] = []
    var passed: [String] = []
    var left = turns[...]
    while taken.count < room, let receiver = left.popFirst() {
      guard underway[receiver, default: 0] < perReceiver, let lane = waiting[receiver]?.first else {
        passed.append(receiver)
        continue
      }
      taken.append(lane)
      underway[receiver, default: 0] += 1
      waiting[receiver]?.removeFirst()
      if waiting[receiver]?.isEmpty ?? true {
        waiting[receiver] = nil
      } else {
        // Its next turn is after everybody else's.
        left.append(receiver)
      }
    }
    turns = passed + left
    return taken
  }

  /// - Parameter isAgain: whether the lane may have more.
  mutating func done(_ lane: DeliveryLane, isAgain: Bool) {
    let receiver = lane.target.receiver
    let rest = underway[receiver, default: 1] - 1
    underway[receiver] = rest > 0 ? rest : nil
    if isAgain { add([lane]) }
  }
}
