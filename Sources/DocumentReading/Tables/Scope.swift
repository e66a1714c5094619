import EndpointModel

/// What is around a table, list or sentence and applies to what is in it.
///
/// What an endpoint lacks comes from the nearest place that has it, in this order: its cell,
/// its row, the row that groups it, the header of its column, the sentence or caption right
/// above, the items around it, the headings from the inner to the outer, the document.
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
  /// The document's title, which names an endpoint if nothing else does.
  var title: String?
  /// The roles of ports that are different for each customer, according to the prose.
  var customerRoles: Set<PortRole> = []
  /// Whether what is here is said not to be used, or to be outdated.
  var isTakenBack = false
  /// Whether the words that take it back may have been misread.
  var isDoubtful = false
  /// Whether the nearest heading or label says that ports follow.
  var namesPorts = false
  /// Whether the words right above order to open the ports that follow.
  var ordersPorts = false
  /// Whether the items of the list begin with ports: "4369: discovery".
  var listsPorts = false
  /// Whether other items of the list state ports.
  var isBesidePorts = false
  /// Whether other items of the list state an address with its ports.
  var isBesideRules = false
  /// Whether the key or the sentence above says that addresses follow.
  var namesAddresses = false
  /// Whether it is a data file, where a blank cell means no value.
  var isData = false
  /// For data: the key above.
  var key = ""
  /// What a layout tells of what is here.
  var told: LayoutFitting.Told?
  /// For data: whether the last label is the key above.
  var namesOwnKey = false

  /// The scope inside something with this label.
  func inside(_ label: String?) -> Scope {
    var inner = self
    if let label, !label.isEmpty { inner.labels.append(label) }
    return inner
  }
}
