import ChangeReporting
import EndpointModel
import InventoryModel
import InventoryStorage

/// Finds what a few typed characters may mean: deployments, customers, addresses, ports.
public struct Search {
  private let inventory: InventoryReader

  public init(_ inventory: InventoryReader) { self.inventory = inventory }

  /// What was found, each kind in its own order.
  public struct Findings: Sendable {
    /// Deployments in use whose name holds the text.
    public var deployments: [DeploymentName] = []
    /// Customers in use of whom a name or a contact holds it.
    public var customers: [Customer] = []
    /// Where the address occurs, if the text is one.
    public var occurrences: [ConcernedOccurrence] = []
    /// Who has the port, if it is one.
    public var assignments: [PortAssignment] = []
  }

  /// - Parameters:
  ///   - most: how many of each kind are of use.
  ///   - time: when "now" is.
  /// - Throws: `InventoryError`
  public func find(_ text: GivenText, most: Int, at time: UTCTime) throws -> Findings {
    var found = Findings()
    let sought = text.text.lowercased()
    found.deployments = Array(
      try inventory.deploymentsInUse().filter { $0.description.contains(sought) }.prefix(most))
    found.customers = try inventory.customers(holding: sought, most: most)
    if let port = PortQuestion(text.text) {
      found.assignments = Array(
        try PortLookup(inventory).holders(of: port, at: time)
          .filter { $0.period.contains(time) }.prefix(most))
    } else if text.text.contains(where: { ".:".contains($0) }),
      let address = EndpointAddress(text.text)
    {
      found.occurrences = try address.occurrences(inventory, at: time, most: most)
    }
    return found
  }
}

extension Search {
  /// What was found in the tables of documents and in notes.
  public struct Names: Sendable {
    /// Endpoints of current revisions by their service, group and note.
    public let endpoints: [NamedEndpoints]
    /// Ports, whenever they held, of which a note holds the text.
    public let assignments: [PortAssignment]
  }

  /// Services, groups and notes that hold a text. All endpoints are looked through: this is for a
  /// question that is asked, not for each character that is typed.
  ///
  /// - Parameter most: how many of each kind are of use.
  /// - Throws: `InventoryError`
  public func names(holding text: GivenText, most: Int) throws -> Names {
    let sought = text.text.lowercased()
    return Names(
      endpoints: try inventory.endpoints(naming: sought, most: most),
      assignments: try inventory.assignments(noting: sought, most: most))
  }
}

extension EndpointAddress {
  fileprivate func occurrences(
    _ inventory: InventoryReader, at time: UTCTime, most: Int
  ) throws -> [ConcernedOccurrence] {
    Array(
      try AddressLookup(inventory).occurrences(of: [self], at: time, only: true)[0].prefix(most))
  }
}
