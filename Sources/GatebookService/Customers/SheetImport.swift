import DocumentReading
import EndpointModel
import InventoryModel
import InventoryStorage

/// A sheet of customers and their ports that is imported whole or not at all.
///
/// ```swift
/// let sheet = try SheetImport(DocumentSource("Seeds/customers.csv").document())
/// let outcome = try inventory.write(act) { try sheet.take($0) }
/// outcome.added.map(\.text)  // ["northwood-ems", "harbour-transit"]
/// ```
public struct SheetImport: Sendable {
  private let sheet: CustomerSheet
  private let source: String
  /// Whether customers may be added whose names are close to others'.
  public var allowsNearNames = false

  /// - Parameter deployment: the deployment of rows that name none.
  /// - Throws: `SheetError`, or `ReadingError` if the document is not a sheet.
  public init(_ document: Document, deployment: DeploymentName? = nil) throws {
    source = document.source
    sheet = try CustomerSheetReader.read(document, deployment: deployment)
  }

  /// Findings worth a look that do not keep the sheet from being stored.
  public var notices: [Finding] { sheet.findings.filter { $0.severity != .error } }

  /// Applies the rows.
  ///
  /// - Parameter progress: called with how many rows are done.
  /// - Throws: `SheetError` with every wrong line; `NameError`
  public func take(
    _ writer: InventoryWriter, progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws -> ImportOutcome {
    if !allowsNearNames { try NewNames(writer).check(sheet.rows.map(\.customer)) }
    // A sheet with broken rows is still tried, so that its other errors are reported too.
    let outcome = try writer.take(sheet.rows, progress: progress)
    let errors =
      (sheet.findings.filter { $0.severity == .error } + outcome.errors.map(sheet.placed)).sorted()
    guard errors.isEmpty else { throw SheetError(source: source, errors: errors) }
    return outcome
  }
}

/// A sheet that cannot be imported, with every line that is wrong.
public struct SheetError: Error, CustomStringConvertible {
  let source: String
  let errors: [Finding]

  public var description: String {
    let name = source.withVisibleControls
    let lines = errors.map { error in
      "\n  \(name):" + (error.place.map { " \($0): " } ?? error.line.map { "\($0): " } ?? " ")
        + error.message.withVisibleControls
    }
    let isAll = errors.count < CustomerSheet.errorLimit
    return "\(name) was not imported; \(isAll ? "" : "at least ")\(errors.count) "
      + (errors.count == 1 ? "error" : "errors") + ":" + lines.joined()
  }
}
