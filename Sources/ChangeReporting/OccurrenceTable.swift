import EndpointModel
import InventoryModel

/// What many addresses are related to, for programs: one line for each endpoint, in columns
/// separated by tabs. An address that is related to no endpoint has one line of its own.
public struct OccurrenceTable {
  private var out: [UInt8] = []
  // What many lines share is put in words once.
  private var terms: [Terms: [UInt8]] = [:]
  private var names: [Label: [UInt8]] = [:]
  private var deployment: (name: DeploymentName, text: [UInt8])?
  /// Where the cells of an endpoint stand that was found for an address before.
  private var places: [ObjectIdentifier: Range<Int>] = [:]

  public static func text(
    _ found: [(asked: EndpointAddress, occurrences: [ConcernedOccurrence])]
  ) -> String {
    var table = OccurrenceTable()
    table.add(
      "asked\trelation\tdeployment\taddress\tprotocol\tports\tdirection\tservice\tgroup\tsince"
        + "\tuntil\tcustomers\n")
    for (asked, occurrences) in found { table.add(asked, occurrences) }
    return String(decoding: table.out, as: UTF8.self)
  }

  private mutating func add(_ asked: EndpointAddress, _ occurrences: [ConcernedOccurrence]) {
    if occurrences.isEmpty {
      EndpointListing.add(WrittenAddress(asked), to: &out)
      add("\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\n")
      return
    }
    for concerned in occurrences {
      let occurrence = concerned.occurrence
      EndpointListing.add(WrittenAddress(asked), to: &out)
      addCell(occurrence.relation.rawValue)
      addCells(of: occurrence)
      addCell(
        concerned.customers.isEmpty
          ? "-" : TSVText.cell(concerned.customers.map(\.text).joined(separator: ",")))
      add("\n")
    }
  }

  /// What is the same for each address that the endpoint is found for.
  private mutating func addCells(of occurrence: Occurrence) {
    if let known = places[occurrence.shared] {
      out += out[known]
      return
    }
    let start = out.count
    defer { places[occurrence.shared] = start..<out.count }
    let endpoint = occurrence.endpoint
    addCell(occurrence.deployment)
    addTab()
    if let address = endpoint.written {
      EndpointListing.add(address, to: &out)
    } else {
      add("-")
    }
    addCell(endpoint.terms)
    addCell(endpoint.serviceLabel)
    addCell(endpoint.groupLabel)
    addCell(String(occurrence.since.revision))
    addCell(occurrence.until.map { String($0.revision) } ?? "-")
  }

  private mutating func addTab() { out.append(UInt8(ascii: "\t")) }

  private mutating func add(_ text: String) { text.withUTF8Bytes { out += $0 } }

  private mutating func addCell(_ text: String) {
    addTab()
    add(text)
  }

  private mutating func addCell(_ name: DeploymentName) {
    let text = deployment?.name == name ? deployment?.text : nil
    let known = text ?? Array(TSVText.cell(name.description).utf8)
    deployment = (name, known)
    addTab()
    out += known
  }

  /// Protocol, ports and direction.
  private mutating func addCell(_ stated: Terms) {
    addTab()
    if let known = terms[stated] {
      out += known
      return
    }
    let text = [stated.transport?.rawValue, stated.ports?.description, stated.direction?.rawValue]
      .map { $0 ?? "-" }.joined(separator: "\t")
    terms[stated] = Array(text.utf8)
    add(text)
  }

  private mutating func addCell(_ label: Label?) {
    guard let label else { return addCell("-") }
    addTab()
    if let known = names[label] {
      out += known
      return
    }
    let text = TSVText.cell(label.text)
    names[label] = Array(text.utf8)
    add(text)
  }
}
