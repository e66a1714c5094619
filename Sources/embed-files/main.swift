// embed-files ENUM OUTPUT FILE…: writes a Swift enum ENUM whose `files` are the
// names and texts of the given UTF-8 files, in the given order.

import Foundation

let arguments = CommandLine.arguments
guard arguments.count >= 3 else {
  FileHandle.standardError.write(Data("usage: embed-files ENUM OUTPUT FILE…\n".utf8))
  exit(64)
}

/// A Swift string literal for any text: every character outside plain ASCII is escaped.
func literal(_ text: String) -> String {
  var out = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\n": out += "\\n"
    case "\"", "\\": out += "\\\(scalar)"
    case " "..."~": out.unicodeScalars.append(scalar)
    default: out += "\\u{\(String(scalar.value, radix: 16))}"
    }
  }
  return out + "\""
}

var source = """
  // Generated from the package's folder of the same name.
  enum \(arguments[1]) {
    static let files: [(name: String, text: String)] = [

  """
for path in arguments.dropFirst(3) {
  let url = URL(fileURLWithPath: path)
  do {
    let text = try String(contentsOf: url, encoding: .utf8)
    source += "    (\(literal(url.lastPathComponent)), \(literal(text))),\n"
  } catch {
    FileHandle.standardError.write(Data("embed-files: \(path): \(error)\n".utf8))
    exit(66)
  }
}
source += "  ]\n}\n"
try source.write(toFile: arguments[2], atomically: true, encoding: .utf8)
