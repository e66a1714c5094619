import EndpointModel
import InventoryModel
import InventoryStorage

/// What was noted wrongly of a customer's ports, and what is right.
///
/// ```swift
/// let correction = PortCorrection(customer, on: deployment, .data, at: day, to: .never)
/// let wrong = try inventory.write(act) { try correction.make(in: $0) }
/// wrong.ports  // 4201-4264: stays in the history, marked as noted wrongly
/// ```
public struct PortCorrection: Sendable {
  /// What takes the place of what was noted.
  public enum Right: Sendable {
    /// It never had such ports.
    case never
    /// What is nil stays as it was noted; of the period, too.
    case had(PortRange?, AssignedTransport?, from: UTCTime?, until: UTCTime?)
  }

  private let customer: CustomerName
  private let deployment: DeploymentName
  private let role: PortRole
  private let time: UTCTime
  private let ports: PortQuestion?
  private let right: Right

  /// - Parameters:
  ///   - time: a moment at which the wrong ports hold.
  ///   - ports: the wrong ones, where the customer has several ranges of the role then.
  public init(
    _ customer: CustomerName, on deployment: DeploymentName, _ role: PortRole, at time: UTCTime,
    _ ports: PortQuestion? = nil, to right: Right
  ) {
    self.customer = customer
    self.deployment = deployment
    self.role = role
    self.time = time
    self.ports = ports
    self.right = right
  }

  /// Marks the wrong record, and stores the right one in its place.
  ///
  /// - Returns: the wrong record.
  /// - Throws: `AssignmentError`, `InventoryError`
  public func make(in writer: InventoryWriter) throws -> PortAssignment {
    try writer.correct(customer, on: deployment, role, at: time, ports) { wrong in
      guard case .had(let ports, let transport, let begin, let end) = right else { return nil }
      let (from, until) = (begin ?? wrong.period.from, end ?? wrong.period.until)
      guard let period = Period(from: from, until: until) else {
        throw AssignmentError.endBeforeStart(from: from, until: until ?? from)
      }
      return NewCorrection(
        ports: ports ?? wrong.ports, transport: transport ?? wrong.transport, period: period)
    }
  }
}
