import EndpointModel
import InventoryModel

/// Customers and their ports as a sheet that `gatebook customer import` reads back.
public enum CustomerSheetText {
  /// CSV: one record for each period in which a customer has the same ports of a role, without
  /// assignments that have ended by `now` and stand beside none that has not.
  public static func csv(_ files: [CustomerFile], at now: UTCTime) -> String {
    // The column is of use only where somebody has one.
    let hasLanguages = files.contains { $0.customer.language != nil }
    var out = CSVText.line(
      [
        "customer", "name", "contacts", "deployment", "signaling port", "data ports", "from",
        "until", "note", "signaling protocol", "data protocol",
      ] + (hasLanguages ? ["language"] : []))
    for file in files {
      let names = [
        file.customer.name.text, file.customer.displayName.text,
        file.customer.contacts.map(\.text).joined(separator: "; "),
      ]
      var rows: [Row] = []
      for piece in PortPieces(file.assignments, endingAfter: now).all {
        let key = Row(deployment: piece.deployment, period: piece.period, note: piece.note)
        // A signaling port and data ports of the same period share a row.
        let place = rows.firstIndex { $0.isSame(as: key) && $0.pieces[piece.role] == nil }
        if place == nil { rows.append(key) }
        rows[place ?? rows.count - 1].pieces[piece.role] = piece
      }
      for use in file.uses where isOfInterest(use.period, now) {
        // That a use ends is more than its ports say.
        if use.period.until != nil || !rows.contains(where: { $0.deployment == use.deployment }) {
          rows.append(Row(deployment: use.deployment, period: use.period, note: nil))
        }
      }
      let language = hasLanguages ? [file.customer.language?.rawValue] : []
      if rows.isEmpty { out += CSVText.line(names + Array(repeating: nil, count: 8) + language) }
      for row in rows { out += CSVText.line(names + row.cells + language) }
    }
    return out
  }

  /// JSON: everything, with the whole history.
  public static func json(_ files: [CustomerFile]) -> JSONText {
    .object(["customers": .array(files.map { JSONText($0) })])
  }

  private static func isOfInterest(_ period: Period, _ now: UTCTime) -> Bool {
    !period.isEmpty && period.until.map { $0 > now } ?? true
  }

  private struct Row {
    let deployment: DeploymentName
    let period: Period
    let note: String?
    var pieces: [PortRole: PortPieces.Piece] = [:]

    func isSame(as other: Row) -> Bool {
      deployment == other.deployment && period == other.period && note == other.note
    }

    var cells: [String?] {
      let (signaling, data) = (pieces[.signaling], pieces[.data])
      return [
        deployment.description, signaling?.portsText, data?.portsText,
        period.from.description, period.until?.description, note,
        signaling?.transport?.rawValue, data?.transport?.rawValue,
      ]
    }
  }
}
