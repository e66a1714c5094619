import EndpointModel

/// What calls or answers of the AWS CLI tell of a prefix list, or of several that stand for one.
struct AWSPrefixListConfiguration {
  private let lists: [String]
  private var numbers: Set<Int?> = []
  private var ranges: [AddressRange] = []
  private var reader = PermitReader()

  /// A list states no ports and no protocol; the rules that name it do.
  var reading: FirewallReading {
    FirewallReading(
      ranges.map { Endpoint(address: EndpointAddress($0)) },
      number: numbers.count == 1 ? numbers.first ?? nil : nil,
      problems: reader.problems
        + (numbers.count > 1 ? ["the \(lists.count) lists are not all of one revision"] : []),
      notes: lists.count > 1 ? ["whether rules name all \(lists.count) lists"] : [])
  }

  /// - Parameter lists: their names.
  init(_ text: String, lists: [String]) throws {
    self.lists = lists
    var isList = false
    for document in try ConfigurationJSON.documents(in: text, of: AWSPrefixList.name) {
      if let name = document["PrefixListName"]?.text, !lists.contains(name) {
        reader.problem("the list is \(name), not \(lists.joined(separator: " or "))")
        return
      }
      isList = take(document) || isList
    }
    if !isList {
      throw FirewallReadingError(AWSPrefixList.name, "it has no list \"Entries\"")
    }
  }

  /// - Returns: whether it tells entries.
  private mutating func take(_ document: ConfigurationJSON) -> Bool {
    if let described = document["PrefixLists"]?.elements { return take(described: described) }
    if document["NextToken"]?.text != nil {
      reader.problem("the listing is cut off: it has a NextToken")
    }
    if let tags = document["TagSpecifications"]?.elements?.first?["Tags"] {
      take(number: CloudTags.number(ofAWS: tags))
    }
    // A list that is made without entries is a list.
    let isMade = document["AddressFamily"] != nil
    for name in ["Entries", "AddEntries"] {
      for entry in document[name]?.elements ?? [] {
        if let range = range(of: entry) { ranges.append(range) }
      }
    }
    for entry in document["RemoveEntries"]?.elements ?? [] {
      if let range = range(of: entry) { ranges.removeAll { $0 == range } }
    }
    return isMade || document["Entries"]?.elements != nil || document["AddEntries"] != nil
  }

  /// - Returns: whether it tells entries, as `describe-prefix-lists` does of AWS's own lists.
  private mutating func take(described: [ConfigurationJSON]) -> Bool {
    var hasEntries = false
    for list in lists {
      guard let own = described.first(where: { $0["PrefixListName"]?.text == list }) else {
        reader.problem("there is no list \(list)")
        continue
      }
      take(number: CloudTags.number(ofAWS: own["Tags"]))
      guard let blocks = own["Cidrs"]?.elements else { continue }
      hasEntries = true
      for block in blocks {
        if let range = range(block.text) { ranges.append(range) }
      }
    }
    return hasEntries
  }

  /// Of one list, the last word counts.
  private mutating func take(number: Int?) {
    if lists.count == 1 { numbers = [] }
    numbers.insert(number)
  }

  private mutating func range(of entry: ConfigurationJSON) -> AddressRange? {
    range(entry["Cidr"]?.text)
  }

  private mutating func range(_ text: String?) -> AddressRange? {
    guard let text, let range = EndpointAddress(text)?.range else {
      reader.problem("an entry is not understood: \(text ?? "it has no Cidr")")
      return nil
    }
    return range
  }
}
