import ChangeReporting

/// What a route gives.
struct Answer {
  let representation: Representation
  /// Of what may be given again until the inventory changes: whom it is for; nil for what is made
  /// anew each time.
  var audience: Audience?
  /// Whether it may change with the clock, too: what is a customer's own begins and ends.
  var isTimed = false

  init(_ representation: Representation, audience: Audience? = nil, isTimed: Bool = false) {
    self.representation = representation
    self.audience = audience
    self.isTimed = isTimed
  }

  /// An answer that is made anew each time.
  init(_ json: JSONText, headers: [(name: String, value: String)] = []) {
    self.init(
      Representation(Array(json.text.utf8), mediaType: "application/json", headers: headers))
  }
}
