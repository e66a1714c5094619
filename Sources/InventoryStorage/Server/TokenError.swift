import EndpointModel
import InventoryModel

/// Why a server's token cannot be kept or removed.
public enum TokenError: Error, Hashable, Sendable {
  case tokenExists(GivenText)
  case unknownToken(GivenText)
}

extension TokenError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .tokenExists(let name): "the inventory has a token \(name) already"
    case .unknownToken(let name): "the inventory has no token \(name)"
    }
  }
}
