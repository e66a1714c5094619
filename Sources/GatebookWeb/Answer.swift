import ChangeReporting

/// What a route gives.
struct Answer {
  let representation: Representation
  /// Of what may be given again until the inventory changes: whom it is for; nil for what is made
  /// anew each time.
  var audience: Audience?
  /// Whether it may change with the clock, too: what is a customer's own begins and ends.
  var isTimed = false
  /// Of what was done: another status than 200, and headers for this one time.
  var status = 200
  var ownHeaders: [(name: String, value: String)] = []

  init(_ representation: Representation, audience: Audience? = nil, isTimed: Bool = false) {
    self.representation = representation
    self.audience = audience
    self.isTimed = isTimed
  }

  /// Leads a browser on after something was done, so that nothing is done again by loading anew.
  static func redirection(
    to link: Link, headers: [(name: String, value: String)] = []
  ) -> Answer {
    var answer = Answer(Representation([], mediaType: PageFrame.mediaType))
    answer.status = 303
    answer.ownHeaders = [("Location", link.text)] + headers
    return answer
  }

  /// The response to an order: nothing of it is kept or given again.
  func response() -> WebResponse {
    var all = representation.ownHeaders + ownHeaders
    all.append(("Content-Type", representation.mediaType))
    all.append(("Content-Length", "\(representation.bytes.count)"))
    all.append(("Cache-Control", "no-store"))
    all.append(("X-Content-Type-Options", "nosniff"))
    return WebResponse(status, all, representation.bytes)
  }

  /// An answer that is made anew each time.
  init(_ json: JSONText, headers: [(name: String, value: String)] = []) {
    self.init(
      Representation(Array(json.text.utf8), mediaType: "application/json", headers: headers))
  }
}
