import EndpointModel
import InventoryModel

/// Why a server's user cannot be kept, changed or removed.
public enum UserError: Error, Hashable, Sendable {
  case userExists(GivenText)
  case unknownUser(GivenText)
}

extension UserError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .userExists(let name): "the inventory has a user \(name) already"
    case .unknownUser(let name): "the inventory has no user \(name)"
    }
  }
}
