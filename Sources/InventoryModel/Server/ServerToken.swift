import EndpointModel

/// What a token lets a program do at a server; each role may all that the ones before it may.
public enum ServerRole: String, Hashable, Sendable, CaseIterable, Comparable {
  /// Look at everything in its scope.
  case read
  /// Keep customers and their ports.
  case desk
  /// Decide about revisions.
  case approve
  /// Decide who may do what.
  case administer

  public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .read: 0
    case .desk: 1
    case .approve: 2
    case .administer: 3
    }
  }
}

/// What somebody may see: everything, or what is named and nothing else.
///
/// ```swift
/// let own = ServerScope.only(deployments: [], customers: [CustomerName("northwood-ems")!])
/// own.includes(DeploymentName("eschat/canada-aws-02")!)  // false
/// ```
public enum ServerScope: Hashable, Sendable {
  case everything
  case only(deployments: Set<DeploymentName>, customers: Set<CustomerName>)

  /// The deployments and customers that it names, sorted; none for everything.
  public var names: [String] {
    switch self {
    case .everything: []
    case .only(let deployments, let customers):
      deployments.sorted().map(\.description) + customers.sorted().map(\.text)
    }
  }

  /// "everything", or the names.
  public var inWords: String {
    self == .everything ? "everything" : names.joined(separator: ", ")
  }

  public func includes(_ deployment: DeploymentName) -> Bool {
    switch self {
    case .everything: true
    case .only(let deployments, _): deployments.contains(deployment)
    }
  }

  public func includes(_ customer: CustomerName) -> Bool {
    switch self {
    case .everything: true
    case .only(_, let customers): customers.contains(customer)
    }
  }
}

/// A token by which a server knows a program. The token itself is told once and kept nowhere.
public struct ServerToken: Hashable, Sendable {
  public let name: GivenText
  public let role: ServerRole
  public let scope: ServerScope
  public let createdAt: UTCTime
  /// From then on it is none; nil for never.
  public let expiresAt: UTCTime?

  public init(
    name: GivenText, role: ServerRole, scope: ServerScope, createdAt: UTCTime, expiresAt: UTCTime?
  ) {
    self.name = name
    self.role = role
    self.scope = scope
    self.createdAt = createdAt
    self.expiresAt = expiresAt
  }

  public func isValid(at time: UTCTime) -> Bool { expiresAt.map { time < $0 } ?? true }
}
