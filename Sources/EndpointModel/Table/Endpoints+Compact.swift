extension Endpoints {
  /// The same endpoints in a vocabulary without most of what none of them names any more.
  ///
  /// A table that is made of an earlier one again and again would else keep every text that any of
  /// them had.
  var compacted: Endpoints {
    let known =
      vocabulary.services.values.count + vocabulary.groups.values.count
      + vocabulary.terms.values.count + vocabulary.others.values.count + vocabulary.notes.count
    // Most tables have few of them, and many rows.
    if known <= 2 * rows.count { return self }
    var services = Renumbering(vocabulary.services.values)
    var groups = Renumbering(vocabulary.groups.values)
    var terms = Renumbering(vocabulary.terms.values)
    var others = Renumbering(vocabulary.others.values)
    var notes = Renumbering(vocabulary.notes)
    let rows = rows.map { row in
      var row = row
      row.service = services.number(row.service)
      row.group = groups.number(row.group)
      row.terms = terms.number(row.terms)
      row.note = notes.number(row.note)
      if row.address.other != 0 {
        row.address = PackedAddress(other: others.number(row.address.other))
      }
      return row
    }
    let used = Vocabulary(
      services: Column(services.used), groups: Column(groups.used), terms: Column(terms.used),
      others: Column(others.used), notes: notes.used)
    return Endpoints(rows: rows[...], used)
  }
}

/// New numbers for values, in the order of their first use.
private struct Renumbering<Value> {
  private let values: [Value]
  private(set) var used: [Value] = []
  private var numbers: [UInt32]

  init(_ values: [Value]) {
    self.values = values
    numbers = Array(repeating: 0, count: values.count + 1)
  }

  /// 0 stays 0.
  mutating func number(_ number: UInt32) -> UInt32 {
    if number == 0 { return 0 }
    if numbers[Int(number)] == 0 {
      used.append(values[Int(number) - 1])
      numbers[Int(number)] = UInt32(used.count)
    }
    return numbers[Int(number)]
  }
}
