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
  let request: WebRequest
  fileprivate let inventory: Inventory

  init(
    _ route: Route, site: Site, inventory: Inventory, caller: Caller, now: UTCTime,
    path: [String: String], form: [String: [String]], request: WebRequest
  ) {
    self.route = route
    self.site = site
    self.inventory = inventory
    self.caller = caller
    self.now = now
    self.path = path
    query = form
    self.request = request
  }

  /// Why it is done; nil where that was left empty.
  private func note() throws -> GivenText? { try field("note") { try GivenText(parsing: $0) } }

  private func act() throws -> Act {
    if site.settings.following != nil { throw Problem.follower }
    do {
      try site.settings.second?.checkMayWrite(inventory.path)
    } catch {
      throw Problem(409, "superseded", Problem.superseded.detail)
    }
    guard let author = caller.author else { throw Problem.noToken(for: route) }
    return Act(by: author, at: now, note: try note())
  }

  /// Changes the inventory.
  ///
  /// - Parameter subject: what the form was about; with its field `seen`, the last entry of the
  ///   audit that who asks knows of.
  /// - Throws: `Problem` with what was done to it since.
  func write<T>(_ subject: Watched, _ body: (InventoryWriter) throws -> T) throws -> T {
    guard let seen = try number("seen", 0...Int.max) else {
      throw Problem(400, "missing-parameter", "seen is needed")
    }
    let value = try inventory.write(act()) { writer in
      let since = try subject.entries(after: seen, in: writer)
      if !since.isEmpty { throw Problem(stale: subject, since) }
      return try body(writer)
    }
    try confirm()
    return value
  }

  /// Changes the inventory whatever was done since; for what is checked against everything there.
  func write<T>(_ body: (InventoryWriter) throws -> T) throws -> T {
    let value = try inventory.write(act(), body)
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

  /// Shows what a change would do.
  func rehearse<T>(_ body: (InventoryWriter) throws -> T) throws -> T {
    try inventory.rehearse(act(), body)
  }
}
