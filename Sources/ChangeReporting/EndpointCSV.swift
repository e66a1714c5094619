import EndpointModel

/// Endpoints as CSV, with the fields' names in JSON as its header. `gatebook read` reads it back.
///
/// ```swift
/// EndpointCSV.text([web])
/// // service,group,address,ports,protocol,direction,portRole,examplePorts,note,line
/// // Web,,192.0.2.1,443,tcp,,,,,
/// ```
public enum EndpointCSV {
  static let names = [
    "service", "group", "address", "ports", "protocol", "direction", "portRole", "examplePorts",
    "note", "line",
  ]

  public static func text(_ endpoints: Endpoints) -> String {
    CSVText.line(names) + endpoints.map { CSVText.line(cells($0)) }.joined()
  }

  static func cells(_ endpoint: Endpoint) -> [String?] {
    [
      endpoint.service, endpoint.group, endpoint.written?.description,
      endpoint.ports?.description, endpoint.transport?.rawValue, endpoint.direction?.rawValue,
      endpoint.portRole?.rawValue, endpoint.examplePorts?.description, endpoint.note,
      endpoint.line.map(String.init),
    ]
  }
}
