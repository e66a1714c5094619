/// The ascending order of many endpoints, found by small keys: endpoints are large
/// to move, and their names slow to compare again and again.
public struct EndpointOrder: Sendable {
  /// The positions of the endpoints, those of the lesser endpoints first, equal
  /// ones in their given order.
  public let positions: [Int]
  /// For each position, the number of the endpoint's service among the sorted
  /// names of all services; 0 where it names none.
  public let services: [Int]

  public init(_ endpoints: [Endpoint]) {
    let services = Self.ranks(endpoints.map(\.service))
    let groups = Self.ranks(endpoints.map(\.group))
    let keys = endpoints.indices.map { Key(services[$0], groups[$0], endpoints[$0].address) }
    self.services = services
    positions = keys.withUnsafeBufferPointer { keys in
      endpoints.indices.sorted { a, b in
        if let isBefore = Key.isBefore(keys[a], keys[b]) { return isBefore }
        // Most that agree so far are distinct addresses' names, or differ in ports.
        if endpoints[a] < endpoints[b] { return true }
        return a < b && !(endpoints[b] < endpoints[a])
      }
    }
  }

  /// For each name its number in ascending order, from 1; 0 for nil.
  private static func ranks(_ names: [String?]) -> [Int] {
    let sorted = Set(names.lazy.compactMap { $0 }).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(sorted, 1...))
    var last: (name: String?, rank: Int) = (nil, 0)
    return names.map { name in
      // Rows of one service follow each other.
      if name != last.name { last = (name, name.map { numbers[$0]! } ?? 0) }
      return last.rank
    }
  }

  private struct Key {
    let service: Int
    let group: Int
    let kind: Kind
    let first: UInt128
    let last: UInt128

    enum Kind: UInt8 { case none, v4, v6, name }

    init(_ service: Int, _ group: Int, _ address: EndpointAddress?) {
      self.service = service
      self.group = group
      let range = address?.range
      first = range?.first.number ?? 0
      last = range?.last.number ?? 0
      kind =
        switch range?.family {
        case .v4: .v4
        case .v6: .v6
        case nil: address == nil ? .none : .name
        }
    }

    /// Nil where the keys do not decide.
    static func isBefore(_ a: Key, _ b: Key) -> Bool? {
      if a.service != b.service { return a.service < b.service }
      if a.group != b.group { return a.group < b.group }
      if a.kind != b.kind { return a.kind.rawValue < b.kind.rawValue }
      if a.first != b.first { return a.first < b.first }
      // Of ranges that begin alike, the longer one comes first.
      return a.last == b.last ? nil : b.last < a.last
    }
  }
}
