import EndpointModel

extension Endpoint {
  /// Itself, with names and a note that hold nothing struck out: words for a name come from headings,
  /// labels, items, cells and sentences.
  var withoutStruckNames: Endpoint {
    guard [service, group, note].contains(where: { $0?.utf8.contains(0xEE) ?? false }) else {
      return self
    }
    var endpoint = self
    endpoint.service = service.flatMap { Struck.removed(from: $0).foldedOrNil }
    endpoint.group = group.flatMap { Struck.removed(from: $0).foldedOrNil }
    endpoint.note = note.flatMap { Struck.removed(from: $0).foldedOrNil }
    return endpoint
  }
}
