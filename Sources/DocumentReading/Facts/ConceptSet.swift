/// A set of concepts.
struct ConceptSet: OptionSet, Hashable, Sendable {
  let rawValue: UInt64

  init(rawValue: UInt64) { self.rawValue = rawValue }

  init(_ concept: Concept) { rawValue = 1 << concept.rawValue }

  func contains(_ concept: Concept) -> Bool { contains(ConceptSet(concept)) }

  func containsAny(of concepts: Concept...) -> Bool { concepts.contains { contains($0) } }
}
