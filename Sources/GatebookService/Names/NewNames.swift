import InventoryModel
import InventoryStorage

/// Checks names before they create something new: a mistyped name is reported, instead of creating
/// a second deployment or customer that nobody looks at.
///
/// ```swift
/// try NewNames(reader).check(DeploymentName("eschat/cananda-aws-02")!)
/// // throws .slip("eschat/cananda-aws-02", near: "eschat/canada-aws-02")
/// ```
public struct NewNames {
  private let reader: InventoryReader

  public init(_ reader: InventoryReader) { self.reader = reader }

  /// Names with fewer letters may differ in one on purpose.
  private static let fewestLetters = 8

  /// - Throws: `NameError.renamed` if a deployment had this name before, `.slip` if it is new and
  ///   one slip away from a deployment in use.
  public func check(_ name: DeploymentName) throws {
    if try reader.isKnown(name) { return }
    if let present = try reader.presentName(of: name) {
      throw NameError.renamed(name.description, to: present.description)
    }
    guard let near = Self.slip("\(name)", among: try reader.deploymentsInUse().map(\.description))
    else { return }
    throw NameError.slip("\(name)", near: near)
  }

  /// - Throws: `NameError.renamed`, `.slip`
  public func check(_ name: CustomerName) throws {
    try check([name])
  }

  /// - Throws: `NameError` for the first name that is not acceptable as new.
  public func check(_ names: [CustomerName]) throws {
    let known = Set(try reader.customers().map(\.name))
    var seen: Set<CustomerName> = []
    let new = names.filter { !known.contains($0) && seen.insert($0).inserted }
    let texts = known.map(\.text)
    // Making an index takes as long as comparing some names with all.
    let index = new.count > 20 ? SlipIndex(texts) : nil
    let mayBeFormer = try reader.hasFormerCustomerNames()
    for name in new {
      if mayBeFormer, let present = try reader.presentName(of: name) {
        throw NameError.renamed(name.text, to: present.text)
      }
      let near =
        if let index {
          Self.mayBeSlip(name.text) ? index.first(near: name.text) : nil
        } else {
          Self.slip(name.text, among: texts)
        }
      if let near { throw NameError.slip(name.text, near: near) }
    }
  }

  static func slip(_ name: String, among known: [String]) -> String? {
    guard mayBeSlip(name) else { return nil }
    return known.filter { Slip.isOne(from: name, to: $0) }.min()
  }

  private static func mayBeSlip(_ name: String) -> Bool {
    // Most names are of ASCII, and told by their bytes.
    let isASCII = name.utf8.allSatisfy { $0 < 0x80 }
    let letters =
      isASCII
      ? name.utf8.count { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
      : name.count { $0.isLetter }
    return letters >= fewestLetters
  }
}

/// Why a name is not accepted as new.
public enum NameError: Error, Hashable, Sendable {
  /// It is one slip away from a known name.
  case slip(String, near: String)
  /// It was the name of another before.
  case renamed(String, to: String)
}

extension NameError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .slip(let name, let near): "there is no \(name); did you mean \(near)?"
    case .renamed(let name, let present): "\(name) is called \(present) now"
    }
  }
}
