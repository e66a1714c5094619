import EndpointModel
import InventoryModel

/// The time during which one machine writes the inventory. The next begins when another takes over.
public struct Generation: Hashable, Sendable, Codable {
  /// From 1.
  public let number: Int
  /// Made anew for each, and known to the machine alone that began it: two machines with the same
  /// number are told apart by it.
  let key: String
  /// Who began it.
  public let by: String
  /// When, in RFC 3339.
  public let at: String
}

/// Why this machine is not the one that writes the inventory, or is not known to be.
public enum GenerationError: Error, Hashable, Sendable {
  /// The store cannot be read, or did not answer in time.
  case unreadable(store: String, reason: String)
  /// The inventory was never made the one that is written.
  case none(path: String, store: String)
  /// Another machine has taken over.
  case superseded(path: String, own: Int, by: Generation)
  /// Another machine took over at the same moment.
  case overtaken(number: Int, store: String)
  /// There is a generation whose changes the inventory does not have.
  case needsCopy(generation: Int, store: String)
  /// The copy is of another generation than the last that was written to.
  case otherGeneration(copy: String, has: Int?, needed: Int)
  /// The copy lacks transactions that stand in the store, by Litestream's numbers.
  case incomplete(copy: String, has: Int?, needed: Int)
}

extension GenerationError: CustomStringConvertible {
  /// What is wrong and where, in one line.
  public var description: String {
    switch self {
    case .unreadable(let store, let reason):
      "which machine writes the inventory cannot be told: \(store.withVisibleControls): "
        + reason.withVisibleControls
    case .none(let path, let store):
      "\(path.withVisibleControls) is not the inventory that is written: in "
        + "\(store.withVisibleControls), no generation is this machine's"
    case .superseded(let path, let own, let other):
      "\(path.withVisibleControls) is of generation \(own), and another machine has taken over: "
        + "generation \(other.number), begun by \(other.by.withVisibleControls) at "
        + other.at.withVisibleControls
    case .overtaken(let number, let store):
      "another machine began generation \(number) in \(store.withVisibleControls) at the same moment"
    case .needsCopy(let generation, let store):
      "what was stored in generation \(generation) stands in \(store.withVisibleControls), and this "
        + "inventory does not have it"
    case .otherGeneration(let copy, let has, let needed):
      "\(copy.withVisibleControls) is a copy of \(has.map { "generation \($0)" } ?? "no generation"); "
        + "the last that was written to is \(needed)"
    case .incomplete(let copy, let has, let needed):
      "\(copy.withVisibleControls) has transaction \(has.map(String.init) ?? "unknown"), and the "
        + "store has \(needed)"
    }
  }
}
