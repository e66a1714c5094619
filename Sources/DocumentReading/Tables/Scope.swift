import EndpointModel

/// What stands around a table, list or sentence and counts for what stands in it.
///
/// What an endpoint lacks comes from the nearest place that has it, in this order: its cell,
/// its row, the row that groups it, the header of its column, the sentence or caption right
/// above, the items around it, the headings upwards, the document.
struct Scope {
  /// The names of what is around, outermost first: headings, items, keys.
  var names: [String] = []
  /// Names inside those: of the items and keys around, outermost first.
  var labels: [String] = []
  /// Ports and protocols of the nearest sentence, heading or item that states some.
  var terms: [PortTerm] = []
  /// A protocol that is named without ports: "### TCP".
  var transport: IPProtocol?
  var direction: Direction?
  /// The document's title, which names an endpoint where nothing else does.
  var title: String?
  /// The ports that are each customer's own, by the prose.
  var customerRoles: Set<PortRole> = []
  /// Whether what stands here is said not to be used, or to be past.
  var isTakenBack = false
  /// Whether the nearest heading or label says that what stands here are ports.
  var namesPorts = false
  /// Of data: whether the key above says that its values are addresses, and whether the last
  /// name is that key.
  var namesAddresses = false
  /// Whether it is a data file, where a blank cell is a blank.
  var isData = false
  var namesOwnKey = false

  /// The scope inside something that has a name and says something.
  func inside(_ label: String?) -> Scope {
    var inner = self
    if let label, !label.isEmpty { inner.labels.append(label) }
    return inner
  }
}
