import EndpointModel
import InventoryModel

@testable import DocumentReading

extension FuzzEntry {
  /// What a text says, read as a cell.
  static let cells = FuzzEntry(name: "cells", length: 128) { bytes in
    let facts = TextFacts(safe(bytes), line: 1)
    for item in facts.addresses.items + facts.addresses.takenBack + facts.addresses.examples {
      let again = WrittenAddress(item.written.description)
      hold(again?.address == item.address, "\(item.written)")
    }
    for term in facts.cellPorts.terms {
      guard let ports = term.ports else { continue }
      hold(Ports(ports.description) == ports, "\(ports)")
    }
    _ = (facts.isAny, facts.isBlank, facts.isTakenBack, facts.forbidsRow, facts.isTransport)
  }

  /// A few sentences, each read as running text and all of them as a document.
  static let sentences = FuzzEntry(name: "sentences", length: 256) { bytes in
    for term in TextFacts(safe(bytes), line: 1).textPorts.terms {
      guard let ports = term.ports else { continue }
      hold(Ports(ports.description) == ports, "\(ports)")
    }
    holdReading(Document(bytes: bytes, source: "a.txt"))
  }

  /// Layouts, alone and for a document.
  static let layouts = FuzzEntry(name: "layouts", length: 256) { bytes in
    guard let layout = try? Layout(parsing: String(decoding: bytes, as: UTF8.self)) else { return }
    let again = try? Layout(parsing: layout.text)
    hold(again == layout, "a layout that is written otherwise: \(layout.text)")
    let text = "# Media\n\n| Service | Place | Ports |\n|---|---|---|\n| Web | 192.0.2.1 | 443 |\n"
    let document = Document(bytes: Array(text.utf8), source: "a.md")
    guard let reading = try? DocumentReader.read(document, layout: layout, allowsNone: true)
    else { return }
    hold(reading)
  }

  /// Sheets of customers.
  static let sheets = FuzzEntry(name: "sheets", length: 256) { bytes in
    var settings = CustomerSheetReader.Settings()
    settings.deployment = DeploymentName("vendor/cloud")
    let document = Document(bytes: bytes, source: "a.csv")
    guard let sheet = try? CustomerSheetReader.read(document, settings) else { return }
    for row in sheet.rows { holdRoundTrip(CustomerName.self, row.customer.text) }
  }

  /// A text without what never reaches these readers.
  private static func safe(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).withoutUnsafeCharacters.text
  }
}
