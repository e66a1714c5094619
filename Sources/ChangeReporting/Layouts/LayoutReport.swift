import EndpointModel
import InventoryModel

/// How a document is understood, table by table and list by list, and what another layout would
/// change.
public struct LayoutReport: Sendable {
  /// Whose document it is: a deployment, or where the document is.
  public let subject: String
  /// The layout by which it is read now; nil for none.
  public let kept: KeptLayout?
  /// The corrections, each in one line.
  public let corrections: [String]
  /// By these corrections.
  public let reading: Reading
  /// What the corrections change; nil if they are those that are kept.
  public let changes: ChangeReport?
  /// The version that was kept just now; nil if nothing was.
  public let newNumber: Int?

  public init(
    subject: String, kept: KeptLayout?, corrections: [String], reading: Reading,
    changes: ChangeReport? = nil, newNumber: Int? = nil
  ) {
    self.subject = subject
    self.kept = kept
    self.corrections = corrections
    self.reading = reading
    self.changes = changes
    self.newNumber = newNumber
  }

  private var leftOver: [Finding] { reading.findings.filter(\.isLeftOver) }

  public var json: JSONText {
    .object([
      "subject": .string(subject),
      "layout": kept.map { JSONText($0) } ?? .null,
      "corrections": .array(corrections.map { .string($0) }),
      "parts": .array(reading.tables.map { JSONText($0, placedBy: reading.documentPlaces) }),
      "endpoints": .number(reading.snapshot.endpoints.count),
      "leftOver": .array(leftOver.map { JSONText($0) }),
      "changes": changes.map { JSONText($0) } ?? .null,
      "kept": JSONText(newNumber),
    ])
  }

  /// For people.
  public func text(_ style: TextStyle) -> LongText {
    var out = style.toned(subject.withVisibleControls, .bold) + ": "
    out += (kept.map { Self.line($0, style.zone) } ?? "read without a layout") + "\n"
    if !corrections.isEmpty {
      out += "\nCorrections:\n"
      let width = String(corrections.count).count
      for (place, correction) in corrections.enumerated() {
        out += "  \(String(place + 1).paddedLeft(to: width))  \(correction.withVisibleControls)\n"
      }
    }
    for part in reading.tables { out += "\n" + text(part, style) }
    if !leftOver.isEmpty {
      out += "\nLeft over:\n"
      for finding in leftOver {
        let place = finding.placeWords.map { $0.withVisibleControls + ": " } ?? ""
        out += "  \(place)\(finding.message.withVisibleControls)"
        out += (finding.quote.map { " (\($0.withVisibleControls))" } ?? "") + "\n"
      }
    }
    let count = reading.snapshot.endpoints.count
    out += "\n\(count.of("endpoint")), \(leftOver.count.of("fact")) left over.\n"
    guard let changes else { return LongText(out) }
    return LongText(out + "\nWhat the corrections change:\n") + changes.text(style)
  }

  private func text(_ part: TableUnderstanding, _ style: TextStyle) -> String {
    let name = part.name.isEmpty ? "" : " \"\(part.name.withVisibleControls.abridged(to: 100))\""
    var out = style.toned("\(part.kind.rawValue)\(name)", .bold) + ", "
    out += reading.documentPlaces.words(ofLine: part.line).withVisibleControls + ": "
    if let reason = part.leftOut {
      out += style.toned("left out: \(reason.withVisibleControls)", .yellow) + "\n"
    } else {
      out += "\(part.rowsRead) of \(part.rows.of("row")) \(part.rowsRead == 1 ? "gives" : "give") "
      out += part.endpoints.of("endpoint") + "\n"
    }
    if !part.around.isEmpty {
      out += "  for all rows: \(part.around.joined(separator: ", ").withVisibleControls)\n"
    }
    let width = String(part.columns.count).count
    for (place, column) in part.columns.enumerated() {
      let header =
        column.header.isEmpty ? "" : " \"\(column.header.withVisibleControls.abridged(to: 60))\""
      out += "  \(String(place + 1).paddedLeft(to: width))\(header) is \(column.role): "
      out += style.toned(column.reason, .dim) + "\n"
    }
    return out
  }

  /// "layout 2 of 2026-01-15 09:00 UTC by anna: the third column has no header"
  private static func line(_ kept: KeptLayout, _ zone: TimeZoneRules) -> String {
    "layout \(kept.number) of \(kept.act.time.forPeople(in: zone)) by \(kept.act.author.shown)"
      + (kept.act.note.map { ": \($0)" } ?? "")
  }

  /// The versions of a layout for people, latest first.
  public static func history(_ versions: [KeptLayout], in zone: TimeZoneRules) -> String {
    versions.map { version in
      line(version, zone) + (version.text == nil ? " (removed)" : "") + "\n"
        + (version.text ?? "").split(whereSeparator: \.isNewline).dropFirst()
        .filter { !$0.hasPrefix("relies") && !$0.hasPrefix("  column \"") || $0.contains(" = ") }
        .map { "  \($0)\n" }.joined()
    }.joined(separator: "\n")
  }
}

extension JSONText {
  public init(_ layout: KeptLayout) {
    self = .object([
      "number": .number(layout.number),
      "text": JSONText(layout.text),
      "keptAt": .string(layout.act.time.description),
      "by": .string(layout.act.author.shown.text),
      "note": JSONText(layout.act.note?.text),
    ])
  }

  /// - Parameter places: those of its document, which give it a member `place` if there are any.
  public init(_ part: TableUnderstanding, placedBy places: DocumentPlaces) {
    let place: JSONText = places.isEmpty ? .null : .string(places.words(ofLine: part.line))
    self = .object([
      "name": .string(part.name),
      "kind": .string(part.kind.rawValue),
      "line": .number(part.line),
      "place": place,
      "rows": .number(part.rows),
      "rowsRead": .number(part.rowsRead),
      "endpoints": .number(part.endpoints),
      "around": .array(part.around.map { .string($0) }),
      "leftOut": JSONText(part.leftOut),
      "columns": .array(
        part.columns.map { column in
          .object([
            "header": .string(column.header), "role": .string(column.role),
            "reason": .string(column.reason), "cells": .string(column.cells.rawValue),
          ])
        }),
    ])
  }
}
