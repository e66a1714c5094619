extension Problem {
  static let outOfScope = Problem(
    403, "out-of-scope",
    "the token, if any was given, is not for that; what it is for is told "
      + "where it was made")

  /// - Parameter isWrong: whether there was one, which is none.
  static func noToken(for route: Route, isWrong: Bool = false) -> Problem {
    // A person is led to where to sign in.
    if route.isPage, !isWrong { return Problem(303, "sign-in", "sign in first") }
    var problem = Problem(
      401, "no-token",
      "send a token that holds as Authorization: Bearer TOKEN, or as the "
        + "password of Basic")
    // Calendar programs send nothing but a name and a password, and only when they are asked.
    let scheme = route.mediaType.hasPrefix("text/calendar") ? "Basic" : "Bearer"
    problem.headers = [("WWW-Authenticate", "\(scheme) realm=\"gatebook\"")]
    return problem
  }

  /// - Parameter methods: those of the path.
  init(notAllowed methods: [Route.Method]) {
    let names = methods.flatMap { $0 == .get ? ["GET", "HEAD"] : [$0.rawValue] }
    self.init(405, "method", "only \(names.joined(separator: ", ")) are answered here")
    headers = [("Allow", names.joined(separator: ", "))]
  }
}
