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

  /// The deployment of rows that name none.
  private let deployment: DeploymentName?
  /// In which days of the sheet are meant, and errors tell times.
  private let zone: TimeZoneRules

  /// - Parameter settings: what a person tells of the sheet.
  /// - Throws: `SheetError`, or `ReadingError` if the document is not a sheet.
  public init(
    _ document: Document,
    _ settings: CustomerSheetReader.Settings = CustomerSheetReader.Settings()
  ) throws {
    source = document.source
    deployment = settings.deployment
    zone = settings.zone
    sheet = try CustomerSheetReader.read(document, settings)
  }

  /// The customers that the sheet does not name, if it is meant to name all: those of the
  /// deployment that it is of, or of the whole inventory.
  public func missing(in inventory: InventoryReader, at time: UTCTime) throws -> [CustomerName] {
    let named = Set(sheet.rows.map(\.customer))
    let all =
      try deployment.map { try inventory.customers(using: $0, at: time) }
      ?? inventory.customers().map(\.name)
    return all.filter { !named.contains($0) }.sorted()
  }

  /// Whether so many rows are written that the transaction is a long one, as `Inventory.write` asks.
  public var isLong: Bool { sheet.rows.count >= Inventory.longRowCount }

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
    let outcome = try writer.take(sheet.rows, in: zone, progress: progress)
    let errors =
      (sheet.findings.filter { $0.severity == .error } + outcome.errors.map(sheet.placed)).sorted()
    guard errors.isEmpty else { throw SheetError(source: source, errors: errors) }
    return outcome
  }
}
