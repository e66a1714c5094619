import Testing

@testable import FirewallExport

/// A JSON patch as the API server applies it (RFC 6902), for tests of deltas.
enum PatchedObject {
  struct Refused: Error {}

  /// The object in JSON after all operations of a patch.
  ///
  /// - Throws: `Refused` where an operation cannot be done, and then nothing is.
  static func applying(_ patch: String, to object: String) throws -> String {
    var value = try #require(try YAMLReader.documents(object, of: "test").first).plain
    let operations = try #require(try YAMLReader.documents(patch, of: "test").first?.elements)
    for operation in operations {
      let path = try #require(operation["path"]?.text).split(separator: "/").map(String.init)
      let given = operation["value"]?.plain
      switch operation["op"]?.text {
      case "test": guard try value.at(path) == given else { throw Refused() }
      case "remove": try value.change(path[...]) { _ in nil }
      case "replace":
        _ = try value.at(path)
        try value.change(path[...]) { _ in given }
      case "add": try value.change(path[...], inserts: true) { _ in given }
      default: throw Refused()
      }
    }
    return value.yaml.flow
  }

  /// A value without lines.
  indirect enum Value: Hashable {
    case text(String)
    case number(Int)
    case list([Value])
    case map([String: Value])
  }
}

extension ConfigurationNode {
  /// The value alone, to be compared.
  var plain: PatchedObject.Value {
    switch content {
    case .null: .map([:])
    case .text(let text, let isQuoted):
      isQuoted ? .text(text) : Int(text).map { .number($0) } ?? .text(text)
    case .list(let elements): .list(elements.map(\.plain))
    case .map(let map):
      .map(
        Dictionary(map.members.map { ($0.name, $0.value.plain) }, uniquingKeysWith: { $1 }))
    }
  }
}

extension PatchedObject.Value {
  var yaml: YAMLText {
    switch self {
    case .text(let text): .text(text)
    case .number(let number): .number(number)
    case .list(let elements): .list(elements.map(\.yaml))
    case .map(let members):
      .map(members.sorted { $0.key < $1.key }.map { .init($0.key, $0.value.yaml) })
    }
  }

  fileprivate func at(_ path: [String]) throws -> Self {
    var value = self
    for step in path {
      switch value {
      case .map(let members):
        guard let next = members[step] else { throw PatchedObject.Refused() }
        value = next
      case .list(let elements):
        guard let index = Int(step), elements.indices.contains(index) else {
          throw PatchedObject.Refused()
        }
        value = elements[index]
      default: throw PatchedObject.Refused()
      }
    }
    return value
  }

  fileprivate mutating func change(
    _ path: ArraySlice<String>, inserts: Bool = false, _ value: (Self?) -> Self?
  ) throws {
    guard let step = path.first else { throw PatchedObject.Refused() }
    let isLast = path.count == 1
    switch self {
    case .map(var members):
      if isLast {
        guard inserts || members[step] != nil else { throw PatchedObject.Refused() }
        members[step] = value(members[step])
      } else {
        guard var next = members[step] else { throw PatchedObject.Refused() }
        try next.change(path.dropFirst(), inserts: inserts, value)
        members[step] = next
      }
      self = .map(members)
    case .list(var elements):
      guard let index = Int(step), index >= 0,
        index < elements.count + (inserts && isLast ? 1 : 0)
      else { throw PatchedObject.Refused() }
      if !isLast {
        try elements[index].change(path.dropFirst(), inserts: inserts, value)
      } else if let new = value(nil) {
        if inserts { elements.insert(new, at: index) } else { elements[index] = new }
      } else {
        elements.remove(at: index)
      }
      self = .list(elements)
    default: throw PatchedObject.Refused()
    }
  }
}
