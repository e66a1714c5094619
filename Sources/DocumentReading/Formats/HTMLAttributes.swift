import LibXML

/// A tag's attributes as the parser passes them: names and values alternating, ended by nil.
struct HTMLAttributes {
  private let pointer: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?

  init(_ pointer: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) { self.pointer = pointer }

  var isEmpty: Bool { pointer == nil }

  var count: Int {
    guard let pointer else { return 0 }
    var i = 0
    while pointer[i] != nil { i += 2 }
    return i / 2
  }

  /// How many rows and columns a cell spans.
  var span: SpannedTable.Span {
    var span = SpannedTable.Span()
    each { name, value in
      guard name == "rowspan" || name == "colspan", let number = Int(value.trimmed) else { return }
      if name == "rowspan" { span.rows = max(1, number) } else { span.columns = max(1, number) }
    }
    return span
  }

  /// Whether a browser hides the element, and whether it strikes it out.
  ///
  /// What is hidden from readers aloud alone is an ornament, unless it is a dialog or a folded part of the page, which
  /// opens at a click.
  var manner: (isHidden: Bool, isStruck: Bool) {
    var isHidden = false
    var isStruck = false
    var isSilent = false
    var opens = false
    // A tab that is not in front is hidden, but meant to be seen.
    var isTab = false
    each { name, value in
      switch name {
      case "hidden": isHidden = true
      case "aria-hidden": if value.lowercased() == "true" { isSilent = true }
      case "class": opens = opens || Self.opening.contains(where: value.lowercased().contains)
      case "role":
        if value == "tabpanel" { isTab = true }
        if value == "dialog" { opens = true }
      case "style":
        let style = value.lowercased().filter { !$0.isBlank }
        if style.contains("display:none") || style.contains("visibility:hidden") {
          isHidden = true
        }
        if style.contains("line-through") { isStruck = true }
      default: break
      }
    }
    return ((isHidden || isSilent && !opens) && !isTab, isStruck)
  }

  /// Parts of the names of what opens at a click.
  private static let opening = ["modal", "dialog", "collaps", "accordion", "expand"]

  /// Visits the attributes that matter here, all of which begin with one of a few letters.
  private func each(_ body: (_ name: String, _ value: String) -> Void) {
    guard let pointer else { return }
    var i = 0
    while let name = pointer[i] {
      if "hasrc".utf8.contains(name.pointee) {
        body(String(cString: name), pointer[i + 1].map { String(cString: $0) } ?? "")
      }
      i += 2
    }
  }
}
