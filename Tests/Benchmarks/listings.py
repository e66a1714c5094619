"""Checking devices' listings of 100,000 lines, and of twice as many, in each language:
`listings.py [LINES] [LANGUAGE…]`. Most have a rule or an object for each of many addresses, with a denial
in front of it where the language has any."""

import json
import os
import sys

import measure

DOCUMENT = ("# Cloud\n\n| Service | IP address | Port | Protocol |\n|---|---|---|---|\n"
            "| One | 8.8.8.8 | 4242 | TCP |\n")


def at(i):
    return f"11.{i // 65536}.{i // 256 % 256}.{i % 256}"


def nftables(n):
    yield ('{"nftables": [{"table": {"family": "inet", "name": "gatebook"}}, {"chain": {"family": '
           '"inet", "table": "gatebook", "name": "f", "hook": "forward", "policy": "drop"}}')
    for i in range(n):
        port = ("" if i % 2 else ', {"match": {"op": "==", "left": {"payload": {"protocol": "tcp", '
                '"field": "dport"}}, "right": 25}}')
        yield (', {"rule": {"family": "inet", "table": "gatebook", "chain": "f", "expr": [{"match": '
               '{"op": "==", "left": {"payload": {"protocol": "ip", "field": "daddr"}}, "right": '
               f'"{at(i // 2)}"}}}}{port}, {{"{"accept" if i % 2 else "drop"}": null}}]}}}}')
    yield "]}"


def ipset(n):
    yield f"create gb-out-tcp-443-v4 hash:net family inet maxelem {2 * n}"
    for i in range(n):
        yield f"add gb-out-tcp-443-v4 {at(2 * i)}"


def iptables(n):
    yield "*filter\n:FORWARD DROP [0:0]\n-A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT"
    for i in range(n // 2):
        yield f"-A FORWARD -d {at(i)}/32 -p tcp -m tcp --dport 25 -j DROP"
        yield f"-A FORWARD -d {at(i)}/32 -p tcp -j ACCEPT"
    yield "COMMIT"


def panos(path, i, service, action):
    for words in ("from trust", "to untrust", "source any", f"destination a{i}", "application any",
                  f"service {service}", f"action {action}"):
        yield f"{path} {words}"


def panos_set(n):
    yield "set deviceconfig system hostname x"
    for i in range(n // 15):
        yield f"set address a{i} ip-netmask {at(i)}"
        yield from panos(f"set rulebase security rules d{i}", i, "service-http", "deny")
        yield from panos(f"set rulebase security rules p{i}", i, "any", "allow")


def panos_xml(n):
    yield ('<config><devices><entry name="localhost.localdomain"><vsys><entry name="vsys1"><address>')
    for i in range(n // 10):
        yield f'<entry name="a{i}"><ip-netmask>{at(i)}</ip-netmask></entry>'
    yield "</address><rulebase><security><rules>"
    for i in range(n // 10):
        yield f'<entry name="r{i}">'
        for key, value in (("from", "trust"), ("to", "untrust"), ("source", "any"),
                           ("destination", f"a{i}"), ("application", "any"),
                           ("service", "service-http" if i % 2 else "service-https")):
            yield f"<{key}><member>{value}</member></{key}>"
        yield f"<action>{'allow' if i % 3 else 'deny'}</action>\n</entry>"
    yield "</rules></security></rulebase></entry></vsys></entry></devices></config>"


def fortios(n):
    yield "config firewall address"
    for i in range(n // 21):
        yield f"edit a{i}\nset subnet {at(i)} 255.255.255.255\nnext"
    yield "end\nconfig firewall policy"
    for i in range(2 * (n // 21)):
        yield (f"edit {i + 1}\nset srcintf internal\nset dstintf wan1\nset srcaddr all\nset dstaddr "
               f"a{i // 2}\nset action {'accept' if i % 2 else 'deny'}\nset schedule always\nset service "
               f"{'ALL' if i % 2 else 'HTTP'}\nnext")
    yield "end"


def asa(n):
    yield "interface Gi0/1\n nameif inside"
    for i in range(n // 4):
        yield (f"object network h{i}\n host {at(i)}\naccess-list gatebook extended deny tcp any object h{i} "
               f"eq 25\naccess-list gatebook extended permit tcp any object h{i} eq 443")
    yield "access-group gatebook global"


def iosxe(n):
    yield "ip access-list extended gatebook"
    for i in range(n // 2):
        yield f" deny udp any host {at(i)}\n permit ip any host {at(i)}"


def junos(n):
    path = "set security policies from-zone trust to-zone untrust policy"
    for i in range(n // 9):
        yield f"set security address-book global address a{i} {at(i)}/32"
        for name, application, action in (("d", "junos-smtp", "deny"), ("p", "any", "permit")):
            for words in ("match source-address any", f"match destination-address a{i}",
                          f"match application {application}", f"then {action}"):
                yield f"{path} {name}{i} {words}"


def routeros(n):
    yield "/ip firewall address-list"
    for i in range(n // 3):
        yield f"add list=l{i} address={at(i)}"
    yield "/ip firewall filter\nadd chain=forward connection-state=established"
    for i in range(n // 3):
        yield f"add chain=forward action=drop dst-address-list=l{i} protocol=tcp dst-port=25"
        yield f"add chain=forward action=accept dst-address-list=l{i}"
    yield "add chain=forward action=drop"


def listed(head, items, tail):
    """A list of JSON with an item a line."""
    yield head
    for i, item in enumerate(items):
        yield (", " if i else "") + json.dumps(item)
    yield tail


def checkpoint(n):
    objects = [{"uid": "any", "name": "Any", "type": "CpmiAnyObject"},
               {"uid": "z", "name": "InternalZone", "type": "security-zone"},
               {"uid": "m", "name": "smtp", "type": "service-tcp", "port": "25"},
               {"uid": "a", "name": "Accept", "type": "RulebaseAction"},
               {"uid": "d", "name": "Drop", "type": "RulebaseAction"}]
    objects += [{"uid": f"h{i}", "name": f"h{i}", "type": "host", "ipv4-address": at(i)}
                for i in range(n // 3)]
    yield from listed('{"name": "Network", "objects-dictionary": [', objects, '], "rulebase": [')
    yield from listed("", ({"type": "access-rule", "name": "r", "enabled": True, "source": ["z"],
                            "destination": [f"h{i // 2}"], "service": ["any" if i % 2 else "m"],
                            "action": "a" if i % 2 else "d"} for i in range(2 * (n // 3))), "]}")


def aws_prefix_list(n):
    return listed('{"Entries": [', ({"Cidr": at(2 * i) + "/32"} for i in range(n)), "]}")


def aws_security_group(n):
    return listed(
        '{"SecurityGroups": [{"GroupName": "gatebook", "IpPermissions": [], "IpPermissionsEgress": [',
        ({"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443 + i % 7,
          "IpRanges": [{"CidrIp": at(i) + "/32"}]} for i in range(n)), "]}]}")


def azure_nsg(n):
    def rule(i):
        return {"name": f"r{i}", "protocol": "Tcp", "sourcePortRange": "*",
                "destinationPortRange": "20-443" if i % 2 else "25", "sourceAddressPrefix": "*",
                "destinationAddressPrefix": at(i // 2), "access": "Allow" if i % 2 else "Deny",
                "priority": 100 + i, "direction": "Outbound"}
    return listed('{"name": "gatebook", "securityRules": [', map(rule, range(n)), "]}")


def gcp(n):
    return listed("[", ({"name": f"r{i}", "network": "default", "direction": "EGRESS",
                         "priority": 1000 + i % 2, "allowed" if i % 2 else "denied":
                         [{"IPProtocol": "tcp", "ports": ["20-443" if i % 2 else "25"]}],
                         "destinationRanges": [at(i // 2)]} for i in range(n)), "]")


def terraform_aws(n):
    return listed(
        '{"version": 4, "resources": [{"mode": "managed", "type": "aws_security_group", "name": '
        '"gatebook", "instances": [{"attributes": {"id": "sg-1", "name": "gatebook", "ingress": [], '
        '"egress": []}}]}, ',
        ({"mode": "managed", "type": "aws_vpc_security_group_egress_rule", "name": f"r{i}",
          "instances": [{"attributes": {"security_group_id": "sg-1", "cidr_ipv4": at(i) + "/32",
                                        "ip_protocol": "tcp", "from_port": 443, "to_port": 443}}]}
         for i in range(n)), "]}")


def networkpolicy(n):
    yield ("apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: gatebook\nspec:\n"
           "  podSelector: {}\n  policyTypes: [Egress]\n  egress:\n  - to:")
    for i in range(n // 2):
        yield f"    - ipBlock:\n        cidr: {at(2 * i)}/32"


def cilium(n):
    yield ("apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata:\n  name: gatebook\nspec:\n"
           "  endpointSelector: {}\n  egress:\n  - toCIDR: [11.0.0.0/8]\n  egressDeny:\n  - toCIDR:")
    for i in range(n):
        yield f"    - {at(2 * i)}/32"


def opnsense(n):
    yield ("<pfsense><system></system><interfaces><wan><if>em0</if></wan><lan><if>em1</if></lan>"
           "</interfaces><filter>")
    for i in range(2 * (n // 12)):
        yield (f"<rule><type>{'pass' if i % 2 else 'block'}</type><interface>lan</interface>\n"
               "<ipprotocol>inet</ipprotocol>\n<protocol>tcp</protocol>\n<source><any/></source>\n"
               f"<destination><address>{at(i // 2)}</address>\n"
               f"<port>{'20-443' if i % 2 else '25'}</port></destination></rule>")
    yield "</filter></pfsense>"


def windows(n):
    return listed("[", ({"Name": f"r{i}", "Group": "Gatebook", "Description": "", "Enabled": "True",
                         "Profile": "Any", "Direction": "Outbound",
                         "Action": "Allow" if i % 2 else "Block", "Protocol": "TCP",
                         "IcmpType": [],
                         "LocalPort": ["Any"], "RemotePort": ["20-443" if i % 2 else "25"],
                         "LocalAddress": ["Any"], "RemoteAddress": [at(i // 2 * 2)], "Program": "Any",
                         "Service": "Any", "InterfaceAlias": ["Any"], "InterfaceType": "Any"}
                        for i in range(n)), "]")


def edl(n):
    return (at(2 * i) for i in range(n))


def aerleon(n):
    yield "networks:"
    for i in range(n // 11):
        yield f"  N{i}:\n    values:\n    - address: {at(2 * i)}/32"
    yield "filters:\n- header:\n    targets:\n      nftables: mixed forward\n  terms:"
    for i in range(n // 11):
        for name, protocol, action in (("d", "icmp", "deny"), ("a", "tcp", "accept")):
            yield (f"  - name: {name}{i}\n    destination-address: N{i}\n    protocol: {protocol}\n"
                   f"    action: {action}")
    yield "  - name: rest\n    action: deny"


LANGUAGES = {
    "nftables": nftables, "ipset": ipset, "iptables": iptables, "panos-set": panos_set,
    "panos-xml": panos_xml, "fortios": fortios, "asa": asa, "iosxe": iosxe, "junos": junos,
    "routeros": routeros, "checkpoint": checkpoint, "aws-prefix-list": aws_prefix_list,
    "aws-security-group": aws_security_group, "azure-nsg": azure_nsg, "gcp": gcp,
    "terraform-aws": terraform_aws, "networkpolicy": networkpolicy, "cilium": cilium,
    "opnsense": opnsense, "windows": windows, "edl": edl, "squid": edl, "haproxy": edl,
    "aerleon": aerleon,
}
# Languages whose file is one list, of which the device's rule tells the traffic.
LISTS = ["aws-prefix-list", "edl", "squid", "haproxy"]

count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
with measure.folder() as folder:
    inventory = os.path.join(folder, "inventory.sqlite")
    document = os.path.join(folder, "document.txt")
    with open(document, "w") as file:
        file.write(DOCUMENT)
    measure.run([measure.GATEBOOK, "sync", "v/c", document, "--inventory", inventory])
    for name in sys.argv[2:] or LANGUAGES:
        measure.run([measure.GATEBOOK, "firewall", "add", name, "--target", name, "--allow", "v/c",
                     "--inventory", inventory])
        times = []
        for lines in (count, 2 * count):
            path = os.path.join(folder, "listing.txt")
            with open(path, "w") as file:
                file.writelines(line + "\n" for line in LANGUAGES[name](lines))
            command = [measure.GATEBOOK, "firewall", "check", name, path, "--inventory", inventory]
            if name in LISTS:
                command += ["--list", "out-tcp-4242"]
            # It differs from what is asked for, and some of it is told.
            status, _, processor, mb = measure.once(command)
            if status not in (1, 65):
                sys.exit(f"{' '.join(command)} ended with {status}")
            times.append(processor)
        print(f"  {name:<20}{count:9,} lines{times[0]:7.2f} s{times[1] / times[0]:6.2f} times for "
              f"twice as many{mb:7.0f} MB", flush=True)
