"""The documents that scenarios read."""


def table(variant, rows=12, first=0):
    """A table of a vendor. Another variant has other ports in every third row."""
    lines = ["service,address,ports,protocol"]
    lines += [f"Service {i % 3},23.9.{i}.{i + 1},{8000 + variant if i % 3 == 0 else 443},tcp"
              for i in range(first, first + rows)]
    return "\n".join(lines) + "\n"


_SHEET = """customer,name,contacts,deployment,signaling port,data ports,from
northwood,Northwood EMS,it@northwood.example,vendor/cloud,7412,4301-4364,2021-04-01
eastgate,Eastgate,noc@eastgate.example,vendor/cloud,7413,4401-4464,2021-04-01
"""

_NAMES = """service,address,ports,protocol
Portal,portal.vendor.example,443,tcp
Media,23.9.1.1,443,tcp
"""

# What `nft -j list ruleset` prints of a chain that lets two addresses pass.
_RULESET = """{"nftables": [
{"table": {"family": "inet", "name": "gatebook", "handle": 1}},
{"chain": {"family": "inet", "table": "gatebook", "name": "allow", "handle": 1,
 "type": "filter", "hook": "forward", "prio": 0, "policy": "drop"}},
{"rule": {"family": "inet", "table": "gatebook", "chain": "allow", "handle": 3, "expr": [
 {"match": {"op": "in", "left": {"ct": {"key": "state"}}, "right": ["established", "related"]}},
 {"accept": null}]}},
{"rule": {"family": "inet", "table": "gatebook", "chain": "allow", "handle": 2, "expr": [
 {"match": {"op": "==", "left": {"payload": {"protocol": "ip", "field": "daddr"}},
  "right": {"set": ["23.9.1.2", "23.9.2.3"]}}},
 {"match": {"op": "==", "left": {"payload": {"protocol": "tcp", "field": "dport"}},
  "right": 443}}, {"accept": null}]}}
]}
"""

# By the names that fixtures give them.
NAMED = {
    "@first": table(1),
    "@next": table(2, first=1),
    "@third": table(3, first=2),
    "@emptied": "service,address,ports,protocol\n",
    "@sheet": _SHEET,
    "@names": _NAMES,
    "@ruleset": _RULESET,
}
