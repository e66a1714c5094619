import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage

/// A run of ports that no customer of a deployment has, or is due to have, from some time on.
///
/// ```swift
/// try PortSearch(on: deployment, in: reader, size: 128, role: .data, from: time).ports
/// // 4201-4328
/// ```
public struct PortSearch: Sendable {
  public let deployment: DeploymentName
  public let role: PortRole
  public let transport: AssignedTransport
  /// The free ports.
  public let ports: PortRange
  /// Every run of free ports that has at least so many, each as long as it goes.
  public let ranges: [PortRange]

  /// - Parameters:
  ///   - size: how many ports; nil for 64, or 1 for signaling.
  ///   - transport: nil for the usual one of the role.
  ///   - bounds: where to look; nil for everything from the lowest port of the role that a customer
  ///     has or the document states.
  ///   - from: from when the ports are wanted.
  /// - Throws: `NoFreePortsError`, `InventoryError`
  public init(
    on deployment: DeploymentName, in inventory: InventoryReader, size: Int? = nil,
    role: PortRole, transport: AssignedTransport? = nil, within bounds: PortRange? = nil,
    from: UTCTime
  ) throws {
    self.deployment = deployment
    self.role = role
    self.transport = transport ?? AssignedTransport(of: role)
    let size = size ?? (role == .signaling ? 1 : 64)
    let bounds = try bounds ?? Self.bounds(of: role, on: deployment, in: inventory)
    let taken = try inventory.portsTaken(on: deployment, self.transport, from: from)
    guard let free = FreePorts.first(size, within: bounds, taken: taken) else {
      throw NoFreePortsError(deployment: deployment, size: size, bounds: bounds)
    }
    ports = free
    ranges = FreePorts.all(atLeast: size, within: bounds, taken: taken)
  }

  /// From the lowest port of the role upwards.
  private static func bounds(
    of role: PortRole, on deployment: DeploymentName, in inventory: InventoryReader
  ) throws -> PortRange {
    let lowest = try inventory.lowestPort(on: deployment, role)
    let revision = try inventory.revision(RevisionReference(deployment))
    let stated = try inventory.snapshot(of: revision).endpoints.filter { $0.portRole == role }
      .compactMap { endpoint -> UInt16? in
        if case .numbers(let set)? = endpoint.ports { return set.ranges[0].lowerBound }
        return endpoint.examplePorts?.ranges[0].lowerBound
      }
    let start = ([lowest].compactMap { $0 } + stated).min()
    // Ports below 1024 are system ports (RFC 6335 section 6).
    return PortRange(start ?? 1024, 65535)!
  }

  public var json: JSONText {
    .object([
      "deployment": .string(deployment.description), "ports": .string(ports.description),
      "protocol": .string(transport.rawValue), "role": .string(role.rawValue),
    ])
  }
}

/// No run of that many ports is free.
public struct NoFreePortsError: Error, CustomStringConvertible {
  let deployment: DeploymentName
  let size: Int
  let bounds: PortRange

  public var description: String {
    "\(deployment) has no \(size) consecutive ports free within \(bounds)"
  }
}
