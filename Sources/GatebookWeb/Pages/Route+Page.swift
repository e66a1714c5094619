extension Route {
  /// A route whose answer is a page for people.
  init(
    page path: String, _ summary: String, _ need: Need, _ parameters: [Parameter] = [],
    _ answer: @escaping @Sendable (Question) throws -> Answer
  ) {
    self.init(path, summary, need, parameters, mediaType: PageFrame.mediaType, answer)
  }

  /// Whether it is for people, and no part of the API.
  var isPage: Bool { mediaType == PageFrame.mediaType }
}
