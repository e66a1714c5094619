/// What a word says about endpoints, whatever its language.
enum Concept: UInt64, CaseIterable, Sendable {
  // What a column or a label is about.
  case port, transportProtocol, application, address, host, network, mask, prefixLength
  case source, destination, direction, action, status, service, group, note
  case identifier, count, owner, encryption, first, last, validity

  // What is said about an endpoint.
  case any, allow, deny, inbound, outbound, both, retired, customer, example, unknown
  /// Inbound and outbound as seen from one side, whichever that is: ingress, egress.
  case ingress, egress
  /// One's own network: the near end of a connection.
  case own
  case yes, no

  // How words and numbers are joined.
  case and, or, from, until, except, between, above, below, not

  // What sentences do.
  /// Asks for something to be opened, allowed or reachable.
  case ask
  /// Says that something is needed: "required ports". Not as strong as asking: what is needed may be a
  /// route, a licence or a person.
  case need
  /// Points at what is above or below.
  case following
}
