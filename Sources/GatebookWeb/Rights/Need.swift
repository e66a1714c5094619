import InventoryModel

/// What a route needs of who asks it. There is no route without one.
enum Need: Hashable, Sendable {
  /// Nothing: the answer holds nothing of the inventory.
  case nothing
  /// A list: public, or within the caller's scope; the route itself looks.
  case list
  /// A role, and a scope that includes what the path and the query name.
  case role(ServerRole, Subject)

  /// What an answer is about.
  enum Subject: Hashable, Sendable {
    /// The deployments that the route's questions name.
    case deployment
    /// The customer that the path names.
    case customer
    /// Many: the route leaves out what the caller does not see.
    case seen
    /// The inventory as a whole: only for who sees everything.
    case everything
  }
}
