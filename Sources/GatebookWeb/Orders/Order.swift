import EndpointModel
import GatebookService
import InventoryModel
import InventoryStorage

/// What a route is asked to do. Nothing is done but by `write`: one transaction, in the name of who
/// asks, refused if something has changed since who asks looked.
struct Order: Asked {
  let route: Route
  let site: Site
  let caller: Caller
  let now: UTCTime
  let path: [String: String]
  /// Of the form.
  let query: [String: [String]]
  /// Of the form, by their fields.
  let files: [String: UploadedFile]
  let request: WebRequest
  fileprivate let inventory: Inventory

  init(
    _ route: Route, site: Site, inventory: Inventory, caller: Caller, now: UTCTime,
    path: [String: String], form: [String: [String]], files: [String: UploadedFile],
    request: WebRequest
  ) {
    self.route = route
    self.site = site
    self.inventory = inventory
    self.caller = caller
    self.now = now
    self.path = path
    query = form
    self.files = files
    self.request = request
  }

  /// Why it is done; nil where that was left empty.
  private func note() throws -> GivenText? { try field("note") { try GivenText(parsing: $0) } }

  private func act() throws -> Act {
    Act(by: try author(), at: now, note: try note())
  }

  /// In whose name something is done, if that may be done here now.
  func author() throws -> Author {
    if site.settings.following != nil { throw Problem.follower }
    do {
      try site.settings.second?.checkMayWrite(inventory.path)
    } catch {
      throw Problem(409, "superseded", Problem.superseded.detail)
    }
    guard let author = caller.author else { throw Problem.noToken(for: route) }
    return author
  }

  /// Changes the inventory.
  ///
  /// - Parameter subject: what the form was about; with its field `seen`, the last entry of the
  ///   audit that who asks knows of.
  /// - Throws: `Problem` with what was done to it since.
  func write<T>(_ subject: Watched, _ body: (InventoryWriter) throws -> T) throws -> T {
    let value = try inventory.write(act()) { writer in
      try check(subject, in: writer)
      return try body(writer)
    }
    try confirm()
    return value
  }

  /// - Throws: `Problem` with what was done to the subject since who asks looked.
  private func check(_ subject: Watched, in reader: InventoryReader) throws {
    guard let seen = try number("seen", 0...Int.max) else {
      throw Problem(400, "missing-parameter", "seen is needed")
    }
    let since = try subject.entries(after: seen, in: reader)
    if !since.isEmpty { throw Problem(stale: subject, since) }
  }

  /// Stores what needs transactions of its own.
  ///
  /// - Parameter body: has to call the check that it is given in the transaction that stores, too:
  ///   it is called once before, so that nothing long is begun in vain.
  func store<T>(
    _ subject: Watched,
    _ body: (Inventory, Author, _ check: @escaping (InventoryReader) throws -> Void) throws -> T
  ) throws -> T {
    let author = try author()
    try inventory.read { try check(subject, in: $0) }
    let value = try body(inventory, author) { try check(subject, in: $0) }
    try confirm()
    return value
  }

  /// Changes the inventory whatever was done since; for what is checked against everything there.
  ///
  /// - Parameter isLong: as `Inventory.write` has it.
  func write<T>(isLong: Bool = false, _ body: (InventoryWriter) throws -> T) throws -> T {
    let value = try inventory.write(act(), isLong: isLong, body)
    try confirm()
    return value
  }

  /// - Throws: `Problem` if what was done is stored here only.
  private func confirm() throws {
    do {
      try site.settings.second?.confirm(inventory, at: now)
    } catch let error as ConfirmationError {
      site.settings.report("done and not confirmed: \(error)")
      throw Problem.unconfirmed
    }
  }

  /// The last entry of the audit, for a form that is made of an answer to this one.
  func lastSeen() throws -> Int { try inventory.read { try $0.lastAuditID() } }

  /// Shows what a change would do.
  func rehearse<T>(isLong: Bool = false, _ body: (InventoryWriter) throws -> T) throws -> T {
    try inventory.rehearse(act(), isLong: isLong, body)
  }
}
