import EndpointModel

/// What a person confirmed or corrected of how a document is read.
///
/// A layout is data with a text form, to be kept, exchanged and compared:
///
/// ```swift
/// let text = """
///   gatebook layout 1
///   ignore "Change log"
///   table "Media servers"
///     column 3 = ports
///   default protocol=tcp
///   """
/// try Layout(parsing: text).corrections.count  // 3
/// ```
public struct Layout: Hashable, Sendable {
  /// In the order in which they were made.
  public private(set) var corrections: [Correction] = []
  /// What the document was like when a person confirmed how it is read; nil if nobody did.
  public var reliance: LayoutReliance?

  public init() {}

  public init(_ corrections: [Correction], reliance: LayoutReliance? = nil) {
    self.corrections = corrections
    self.reliance = reliance
  }

  /// One thing that a person told about a document.
  ///
  /// A name is that of a heading, a caption, a line above a table or list, or a key; nil in place
  /// of one stands for the whole document. Words are those of a row, item or sentence.
  public enum Correction: Hashable, Sendable {
    /// Only what is under this name counts.
    case only(String)
    /// What is under this name does not count.
    case ignore(String)
    /// What is under this name counts, although its words or its look speak against it.
    case take(String)
    /// Rows, items and sentences with these words do not count.
    case skip(String)
    /// What the row, item or sentence with these words is called, or says.
    case row(String, Meaning)
    /// What the cells of a column are.
    case column(ColumnName, ColumnRole, of: String?)
    /// Each line of a column's cells is a row of its own.
    case split(ColumnName, of: String?)
    /// How rows are called that have no name of their own.
    case service(String, of: String?)
    /// What rows are grouped by, in place of the words around them.
    case group(String, of: String?)
    /// Ports without an address do not count: they are those of one's own machines.
    case addressesOnly
    /// What is meant where the document states no ports, protocol or direction.
    case defaults(Terms, of: String?)
  }

  /// A column by its number, from 1, or by the words of its header.
  public enum ColumnName: Hashable, Sendable {
    case number(Int)
    case header(String)
  }

  /// Ports, protocol and direction; nil for what is not told.
  public struct Terms: Hashable, Sendable {
    public var ports: Ports?
    public var transport: IPProtocol?
    public var direction: Direction?

    public init(
      ports: Ports? = nil, transport: IPProtocol? = nil, direction: Direction? = nil
    ) {
      self.ports = ports
      self.transport = transport
      self.direction = direction
    }

    var isEmpty: Bool { self == Terms() }
  }

  /// What a row means; nil for what it says itself.
  public struct Meaning: Hashable, Sendable {
    public var service: String?
    public var terms: Terms

    public init(service: String? = nil, terms: Terms = Terms()) {
      self.service = service
      self.terms = terms
    }
  }
}

extension Layout {
  /// It with one more correction, which takes the place of one that it contradicts.
  public func adding(_ new: Correction) -> Layout {
    var layout = self
    if case .defaults(let terms, let part) = new, let place = place(ofDefaultsOf: part),
      case .defaults(var all, _) = corrections[place]
    {
      all.ports = terms.ports ?? all.ports
      all.transport = terms.transport ?? all.transport
      all.direction = terms.direction ?? all.direction
      layout.corrections[place] = .defaults(all, of: part)
      return layout
    }
    layout.corrections.removeAll { $0.contradicts(new) }
    layout.corrections.append(new)
    return layout
  }

  /// Whether a correction is about the table or list of this name.
  public func tells(of name: String) -> Bool {
    corrections.contains { correction in
      switch correction {
      case .only(let part), .ignore(let part), .take(let part): part.asName == name.asName
      default: correction.part?.asName == name.asName
      }
    }
  }

  /// Without the corrections of some numbers, from 1.
  public func removing(_ numbers: Set<Int>) -> Layout {
    var layout = self
    layout.corrections = corrections.enumerated().filter { !numbers.contains($0.offset + 1) }
      .map(\.element)
    return layout
  }

  /// What is meant where the document states nothing, wherever that is.
  var defaults: Terms? {
    for case .defaults(let terms, nil) in corrections { return terms }
    return nil
  }

  var countsAddressesOnly: Bool { corrections.contains(.addressesOnly) }

  /// How rows of the whole document are called that have no name.
  var service: String? {
    for case .service(let name, nil) in corrections { return name }
    return nil
  }

  /// Whether it tells anything of parts, columns or rows, which a feed with known fields has not.
  var isOfParts: Bool {
    corrections.contains {
      switch $0 {
      case .defaults(_, nil), .service(_, nil): false
      default: true
      }
    }
  }

  private func place(ofDefaultsOf part: String?) -> Int? {
    corrections.firstIndex {
      if case .defaults(_, let other) = $0 { return other?.asName == part?.asName }
      return false
    }
  }
}

extension Layout.Correction {
  /// Whether another correction tells the same thing otherwise, or again.
  fileprivate func contradicts(_ other: Layout.Correction) -> Bool {
    switch (self, other) {
    case (.only(let a), .only(let b)), (.ignore(let a), .ignore(let b)),
      (.take(let a), .take(let b)),
      (.only(let a), .ignore(let b)), (.ignore(let a), .only(let b)),
      (.take(let a), .ignore(let b)), (.ignore(let a), .take(let b)),
      (.skip(let a), .skip(let b)), (.skip(let a), .row(let b, _)),
      (.row(let a, _), .skip(let b)):
      a.asName == b.asName
    case (.row(let a, let meaning), .row(let b, let other)):
      // A row may be several rules, each with a name.
      a.asName == b.asName && meaning.service?.asName == other.service?.asName
    case (.column(let a, _, let part), .column(let b, _, let other)):
      a.isSame(as: b) && part?.asName == other?.asName
    case (.addressesOnly, .addressesOnly): true
    case (.split(let a, let part), .split(let b, let other)):
      a.isSame(as: b) && part?.asName == other?.asName
    case (.service(_, let part), .service(_, let other)),
      (.group(_, let part), .group(_, let other)):
      part?.asName == other?.asName
    default: false
    }
  }

  /// The table or list that it is about; nil for the whole document.
  var part: String? {
    switch self {
    case .column(_, _, let part), .split(_, let part), .service(_, let part), .group(_, let part),
      .defaults(_, let part):
      part
    case .only, .ignore, .take, .skip, .row, .addressesOnly: nil
    }
  }
}

extension Layout.ColumnName {
  fileprivate func isSame(as other: Self) -> Bool {
    if case .header(let a) = self, case .header(let b) = other { return a.asName == b.asName }
    return self == other
  }
}

extension String {
  /// A name to compare with others: white space folded, without case, marks of emphasis and a
  /// final colon.
  var asName: String { folded.trimmingMarks.withoutColon.trimmingMarks.lowercased() }
}
