/// Words about those who attacked something: their addresses are for no allowlist.
extension String {
  /// "Honeypot report", "Attacks seen last night": not "DDoS protection against attacks".
  var speaksOfAttacks: Bool {
    let lower = " " + lowercased()
    return Self.attacks.contains { lower.contains($0) }
      && !Self.defences.contains { lower.contains($0) }
  }

  /// "The attack involved the following IP addresses:"
  var introducesAttackers: Bool { trimmed.hasSuffix(":") && utf8.count <= 400 && speaksOfAttacks }

  private static let attacks = [
    "honeypot", "attacker", "attacks seen", "attack log", "attack involved", "attacks involved",
    "attacking ip", "attack came", "attacks came", "brute force attempt", "brute-force attempt",
    "malicious ip", "malware communicat", "malware server", " c2 server",
    " c2 domain",
    "c&c server", "banned ip",
    "intruder", "angreifer", "angriffe", "attaquant", "atacante",
    "attaccant", "aanvaller", "atakując", "атакующ", "злоумышленн", "攻击者", "攻撃者", "공격자",
    "蜜罐", "ハニーポット",
  ]
  private static let defences = [
    "protect", "prevent", "mitigat", "defen", "simulat", "scrub", "schutz", "abwehr", "allow",
    "firewall", "permit", "service", "filter", "could", "can ", "may ",
  ]
}
