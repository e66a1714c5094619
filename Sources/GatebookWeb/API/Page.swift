import ChangeReporting
import EndpointModel

/// A part of a long answer: `limit` elements after the one that `after` names. A `Link` header
/// leads to the next (RFC 8288).
struct Page {
  static let parameters = [
    Route.Parameter(
      "limit", "How many elements are given at most; 1000 without it.", isNumber: true),
    Route.Parameter("after", "Only elements after this one; the Link header has it."),
  ]

  private let limit: Int
  private let after: String?
  private let request: WebRequest

  init(_ question: Question) throws {
    limit = try question.number("limit", 1...10_000) ?? 1000
    after = try question.one("after")
    request = question.request
  }

  /// An answer of the page's elements.
  ///
  /// - Parameters:
  ///   - key: what names an element in `after`.
  ///   - isAfter: whether an element comes after the one that a key names, which may be gone.
  func answer<Element>(
    _ all: [Element], key: (Element) -> String, headers: [(name: String, value: String)] = [],
    isAfter: (Element, String) throws -> Bool, _ json: (Element) -> JSONText
  ) rethrows -> Answer {
    let rest = try after.map { after in try all.filter { try isAfter($0, after) } } ?? all
    let page = rest.prefix(limit)
    let next = rest.count > page.count ? page.last.map(key) : nil
    return Answer(.array(page.map(json)), headers: links(next) + headers)
  }

  /// An answer of elements that are named by their texts, ascending.
  func answer<Element>(
    _ all: [Element], by key: (Element) -> String,
    headers: [(name: String, value: String)] = [], _ json: (Element) -> JSONText
  ) -> Answer {
    answer(all, key: key, headers: headers, isAfter: { key($0) > $1 }, json)
  }

  /// The part of many elements that are named by their place, and the headers that lead on.
  func part(
    of count: Int
  ) throws -> (bounds: Range<Int>, headers: [(name: String, value: String)]) {
    guard let first = Int(after ?? "0"), first >= 0 else {
      throw Problem(400, "bad-value", "after is the number of elements that were given")
    }
    let start = min(first, count)
    let end = min(start + limit, count)
    return (start..<end, links(end < count ? "\(end)" : nil))
  }

  private func links(_ next: String?) -> [(name: String, value: String)] {
    guard let next else { return [] }
    var items = (request.query ?? []).filter { $0.name != "after" }
    items.append(("after", next))
    let query = items.map {
      "\($0.name.percentEncoded(keeping: "/"))=\($0.value.percentEncoded(keeping: "/"))"
    }
    return [("Link", "<\(request.path)?\(query.joined(separator: "&"))>; rel=\"next\"")]
  }
}
