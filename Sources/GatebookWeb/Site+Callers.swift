import EndpointModel
import InventoryModel
import InventoryStorage

// Who asks, and whether that is somebody who may.
extension Site {
  func rights(_ reader: InventoryReader, _ version: Int?) throws -> Rights {
    if let version, let known = rights.withLock({ $0?.version == version ? $0?.rights : nil }) {
      return known
    }
    let read = try Rights(reader, allListsArePublic: settings.allListsArePublic)
    if let version { rights.withLock { $0 = (version, read) } }
    return read
  }

  /// The rights as they are now.
  func currentRights() throws -> Rights {
    let version = try? version.current()
    return try inventory.read { try rights($0, version) }
  }

  /// Who asks for something to be done.
  ///
  /// - Throws: `Problem` if that is nobody who may.
  func caller(
    of request: WebRequest, _ route: Route, _ path: [String: String], at now: UTCTime
  ) throws -> Caller {
    let caller = try caller(request, route, currentRights(), at: now)
    try Self.check(route, caller, path)
    return caller
  }

  /// The user that the cookie of a request is of, unless it has a token.
  func session(of request: WebRequest, _ rights: Rights, at now: UTCTime) -> Caller? {
    if request.headers.authorization != nil { return nil }
    return SessionCookie.value(request.headers.cookie)
      .flatMap { sessions.session($0, at: now) }.flatMap { rights.caller($0) }
  }

  /// - Throws: `Problem` for a token that is none.
  func caller(
    _ request: WebRequest, _ route: Route, _ rights: Rights, at now: UTCTime
  ) throws -> Caller {
    if let caller = session(of: request, rights, at: now) { return caller }
    if route.need == .nothing { return .anybody }
    if let caller = rights.caller(request.headers.authorization, at: now) { return caller }
    if route.need == .list { throw Problem.outOfScope }
    throw Problem.noToken(for: route, isWrong: true)
  }

  /// - Throws: `Problem` if who asks may not.
  static func check(_ route: Route, _ caller: Caller, _ path: [String: String]) throws {
    guard case .role(let role, let subject) = route.need else { return }
    guard let own = caller.role else { throw Problem.noToken(for: route) }
    if own < role {
      throw Problem(
        403, "role", "your role is \(own.rawValue), and \(role.rawValue) is needed")
    }
    switch subject {
    case .seen, .deployment: break
    case .customer:
      let customer = try CustomerName(parsing: path["customer"] ?? "")
      if !caller.sees(customer) { throw Problem.outOfScope }
    case .everything: if !caller.seesEverything { throw Problem.outOfScope }
    }
    if subject == .deployment, let vendor = path["vendor"], let name = path["name"] {
      let deployment = try DeploymentName(parsing: vendor + "/" + name)
      if !caller.sees(deployment) { throw Problem.outOfScope }
    }
  }
}
