/// The files that pages are shown with: each is the same for everybody.
extension Route {
  static let assets: [Route] = [
    asset("style.css", "text/css; charset=utf-8"),
    asset("search.js", "text/javascript; charset=utf-8"),
    asset("today.js", "text/javascript; charset=utf-8"),
    asset("icon.svg", "image/svg+xml"),
    // Asked for by browsers without being told.
    asset("icon.svg", "image/svg+xml", at: "/favicon.ico"),
  ]

  private static func asset(_ name: String, _ mediaType: String, at path: String? = nil) -> Route {
    let text = EmbeddedAssets.files.first { $0.name == name }?.text ?? ""
    // Made once: its tag tells browsers that they have it.
    let answer = Answer(
      Representation(
        Array(text.utf8), mediaType: mediaType, isPublic: true,
        headers: [("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")]))
    return Route(
      fixed: path ?? "/" + name, "Gives a file that pages are shown with.", mediaType: mediaType
    ) { answer }
  }
}
