import EndpointModel
import InventoryModel

/// Endpoints as a table for people.
enum EndpointTable {
  static let names = ["Service", "Group", "Address", "Protocol", "Ports", "Direction"]

  static func cells(_ endpoint: Endpoint) -> [String?] {
    [
      endpoint.service, endpoint.group, endpoint.written?.description,
      endpoint.transport?.rawValue, endpoint.ports?.description, endpoint.direction?.rawValue,
    ]
  }

  static func markdown(_ endpoints: some Collection<Endpoint>) -> Markup<Markdown> {
    Markdown.table(names, endpoints.map(cells))
  }

  static func html(_ endpoints: some Collection<Endpoint>) -> Markup<HTML> {
    HTML.table(names, endpoints.map(cells))
  }
}

/// Endpoints that open nothing because a customer's ports are unknown.
enum UnresolvedTable {
  static let names = ["Service", "Group", "Address", "Protocol", "Missing"]

  static func cells(_ unresolved: CustomerRules.Unresolved) -> [String?] {
    let endpoint = unresolved.endpoint
    return [
      endpoint.service, endpoint.group, endpoint.written?.description,
      endpoint.transport?.rawValue, unresolved.missing.inWords,
    ]
  }
}
