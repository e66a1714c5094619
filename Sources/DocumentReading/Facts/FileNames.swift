/// Names of files, which look like hosts.
extension Substring {
  /// Whether its last label is the extension of a file, and can be nothing else.
  var isFile: Bool {
    guard let ending = fileEnding else { return false }
    // "proto_cmc.rs": no name that can be registered has such a sign (RFC 1123, 2.1).
    if let name = dropLast(ending.utf8.count + 1).split(separator: ".").last, name.contains("_"),
      !name.hasPrefix("_"), codeEndings.contains(ending)
    {
      return true
    }
    // "id.key.pub": ".pub" is a top-level domain, too.
    return fileEndings.contains(ending) || ending == "pub" && dropLast(4).looksLikeFile
  }

  /// Whether its last label may be the extension of a file.
  var looksLikeFile: Bool {
    guard let ending = fileEnding else { return false }
    // "get.vendor.sh", not "install.sh"
    if ending == "sh", split(separator: ".").count > 2, allSatisfy({ $0 != "_" && $0 != "/" }) {
      return false
    }
    return fileEndings.contains(ending) || ambiguousEndings.contains(ending)
  }

  /// "support/config/constants.go:35": a line of a file.
  var isLineOfFile: Bool {
    guard let colon = lastIndex(of: ":"), !contains("://"), self[..<colon].contains("/") else {
      return false
    }
    return self[..<colon].looksLikeFile
      && self[index(after: colon)...].allSatisfy { $0.isNumber || "-,".contains($0) }
  }

  private var fileEnding: String? {
    lastIndex(of: ".").map { self[index(after: $0)...].lowercased() }
  }
}

/// Endings of files that are no top-level domain: a name with one of them is never a host.
private let fileEndings: Set<String> = [
  "conf", "cfg", "ini", "txt", "yaml", "yml", "json", "xml", "html", "htm", "pdf", "exe", "dll",
  "css", "png", "jpg", "jpeg", "gif", "svg", "gz", "tgz", "rpm", "deb", "iso", "sql", "csv", "xls",
  "xlsx", "doc", "docx", "adoc", "php", "asp", "aspx", "jsp", "toml", "xz", "bz2", "7z", "rar",
  "ova", "ovf", "img", "bin", "apk", "ppk", "pfx", "p12", "csr", "pem", "crt", "asc", "sig",
  "db", "sqlite", "sqlite3",
  "dat", "log", "ps1", "psm1", "vbs", "lnk", "chm", "j2", "tfvars", "hcl", "plist", "fdb", "gdb",
  "js", "mdb", "mdf", "ldf", "ndf", "edb", "bak", "tmp", "vhd", "vhdx", "vmdk", "evtx",
]

/// Endings of files of programs that are top-level domains as well.
private let codeEndings: Set<String> = ["rs", "pl", "cc", "pm", "ml", "tf"]

/// Endings of files that may also end a host's name, in the Internet or in a network of one's own.
private let ambiguousEndings: Set<String> = [
  "md", "sh", "py", "ts", "zip", "tar", "jar", "war", "so", "service", "socket", "key",
  "rst", "bat", "cmd", "msi", "dmg", "pkg", "java", "properties", "local_conf", "env",
  "go", "lock",
]
