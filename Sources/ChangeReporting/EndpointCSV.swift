import EndpointModel

/// Endpoints as CSV (RFC 4180, lines ended by LF), with a header of the fields'
/// names in JSON. `gatebook read` takes it back.
public enum EndpointCSV {
  public static func text(_ endpoints: [Endpoint]) -> String {
    var out =
      "service,group,address,ports,protocol,direction,portRole,examplePorts,note,line\n"
    for endpoint in endpoints {
      let cells = [
        endpoint.service, endpoint.group, endpoint.address?.description,
        endpoint.ports?.description, endpoint.transport?.rawValue, endpoint.direction?.rawValue,
        endpoint.portRole?.rawValue, endpoint.examplePorts?.description, endpoint.note,
        endpoint.line.map(String.init),
      ]
      out += cells.map { $0.map(cell) ?? "" }.joined(separator: ",") + "\n"
    }
    return out
  }

  /// A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a
  /// formula: an apostrophe before it, and before apostrophes that stand there
  /// already, keeps it text.
  private static func cell(_ text: String) -> String {
    let isFormula = "=+-@".contains(text.drop { $0 == "'" }.first ?? " ")
    let guarded = isFormula ? "'" + text : text
    let needsQuotes =
      guarded.contains { ",\"\n\r".contains($0) }
      || guarded.first == " " || guarded.last == " " || guarded.first == "#"
    return needsQuotes ? "\"" + guarded.replacing("\"", with: "\"\"") + "\"" : guarded
  }
}
