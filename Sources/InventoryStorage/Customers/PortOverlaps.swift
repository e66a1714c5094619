import EndpointModel
import InventoryModel

/// Whether any two of many assignments meet, in one pass through time: asking the file about each
/// takes as long as storing it.
struct PortOverlaps {
  private var changes: [Change] = []
  private var tcp = PortBits()
  private var udp = PortBits()

  /// Ports that are taken or become free at a moment.
  private struct Change {
    /// Only assignments of the same group can meet.
    let group: Int64
    let time: Int64
    /// What ends at a moment makes room for what begins then.
    let begins: Bool
    let ports: PortRange
    let transport: AssignedTransport
  }

  /// - Parameter group: assignments of different groups do not meet.
  mutating func add(
    _ ports: PortRange, _ transport: AssignedTransport, _ period: Period, group: Int64
  ) {
    if period.isEmpty { return }
    func change(_ time: Int64, begins: Bool) {
      changes.append(
        Change(group: group, time: time, begins: begins, ports: ports, transport: transport))
    }
    change(period.from.seconds, begins: true)
    change(period.until?.seconds ?? .max, begins: false)
  }

  /// Whether two of them have a port of a protocol at the same time.
  mutating func exist() -> Bool {
    changes.sort { a, b in
      if a.group != b.group { return a.group < b.group }
      return a.time == b.time ? !a.begins && b.begins : a.time < b.time
    }
    for change in changes {
      let isFree =
        (change.transport == .udp || tcp.set(change.ports, to: change.begins))
        && (change.transport == .tcp || udp.set(change.ports, to: change.begins))
      if !isFree { return true }
    }
    return false
  }
}

/// A bit for each port.
private struct PortBits {
  private var words = [UInt64](repeating: 0, count: 65_536 / 64)

  /// Sets or clears the bits of a range.
  ///
  /// - Returns: whether all of them changed.
  mutating func set(_ ports: PortRange, to value: Bool) -> Bool {
    var low = Int(ports.low)
    while low <= ports.high {
      let end = min(low | 63, Int(ports.high))
      let mask = (UInt64.max >> (63 - UInt64(end - low))) << UInt64(low & 63)
      if words[low >> 6] & mask != (value ? 0 : mask) { return false }
      words[low >> 6] ^= mask
      low = end + 1
    }
    return true
  }
}
