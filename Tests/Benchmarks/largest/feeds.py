"""Feeds of the shape of ip-ranges.json: two that differ in 3 of 100 rows, and a folder of
revisions with dates for names. Always the same for the same sizes."""

import datetime
import json
import os
import random
import socket

REGIONS = ["us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "eu-west-1",
           "eu-west-2", "eu-central-1", "eu-north-1", "ap-south-1", "ap-northeast-1",
           "ap-southeast-2", "sa-east-1", "me-south-1", "af-south-1", "GLOBAL"]
SERVICES = ["EC2", "S3", "CLOUDFRONT", "ROUTE53_HEALTHCHECKS", "DYNAMODB", "API_GATEWAY",
            "GLOBALACCELERATOR", "EBS", "CODEBUILD", "WORKSPACES_GATEWAYS"]
FIRST_DAY = datetime.datetime(2021, 1, 5, 20, 14, 18, tzinfo=datetime.timezone.utc)


class Prefixes:
    """Gives rows (prefix, region, service) of which no two have the same prefix and service:
    each prefix for AMAZON, and most of them for one more service too."""

    def __init__(self, source):
        self.source = source
        self.seen = set()
        self.again = None

    def fresh(self):
        source = self.source
        while True:
            if source.random() < 0.8:
                length = source.choice([15, 16, 18, 20, 22, 23, 24, 24, 24, 26, 27, 28, 32])
                value = source.randint(11 << 24, 99 << 24) >> (32 - length) << (32 - length)
                text = f"{socket.inet_ntop(socket.AF_INET, value.to_bytes(4, 'big'))}/{length}"
            else:
                length = source.choice([36, 40, 40, 44, 48, 48, 56, 64])
                value = 0x2600 << 112 | source.getrandbits(length - 16) << (128 - length)
                text = f"{socket.inet_ntop(socket.AF_INET6, value.to_bytes(16, 'big'))}/{length}"
            if text not in self.seen:
                self.seen.add(text)
                return text

    def next(self):
        source = self.source
        if self.again:
            row, self.again = self.again, None
            return row
        prefix, region = self.fresh(), source.choice(REGIONS)
        if source.random() < 0.7:
            self.again = (prefix, region, source.choice(SERVICES))
        return prefix, region, "AMAZON"

    def some(self, count):
        return [self.next() for _ in range(count)]


def entry(row, name):
    prefix, region, service = row
    return {name: prefix, "region": region, "service": service, "network_border_group": region}


def write_feed(path, rows, time):
    feed = {
        "syncToken": str(int(time.timestamp())),
        "createDate": time.strftime("%Y-%m-%d-%H-%M-%S"),
        "prefixes": [entry(row, "ip_prefix") for row in rows if ":" not in row[0]],
        "ipv6_prefixes": [entry(row, "ipv6_prefix") for row in rows if ":" in row[0]],
    }
    with open(path, "w") as file:
        file.write(json.dumps(feed, indent=2))


def revised(rows, prefixes, removed, added):
    gone = set(prefixes.source.sample(range(len(rows)), removed))
    return [row for i, row in enumerate(rows) if i not in gone] + prefixes.some(added)


def write_pair(folder, count):
    """Writes old.json and new.json, and tells how many rows went and came."""
    prefixes = Prefixes(random.Random(f"a feed of {count}"))
    rows = prefixes.some(count)
    removed, added = count * 3 // 200, count * 3 // 100 - count * 3 // 200
    write_feed(os.path.join(folder, "old.json"), rows, FIRST_DAY)
    rows = revised(rows, prefixes, removed, added)
    prefixes.source.shuffle(rows)
    write_feed(os.path.join(folder, "new.json"), rows, FIRST_DAY + datetime.timedelta(days=30))
    return {"added": added, "removed": removed}


def write_folder(folder, revisions, count):
    """Writes 2021-01-05.json and so on, and tells how many of them differ from the one
    before: one of ten only has a new time."""
    os.mkdir(folder)
    source = random.Random(f"{revisions} revisions of {count}")
    prefixes = Prefixes(source)
    rows = prefixes.some(count)
    different = 0
    for i in range(revisions):
        time = FIRST_DAY + datetime.timedelta(days=2 * i)
        if i == 0 or i % 10 != 0:
            different += 1
            most = max(1, count // 500)
            rows = revised(rows, prefixes, source.randint(0, most), source.randint(1, most))
        write_feed(os.path.join(folder, f"{time:%Y-%m-%d}.json"), rows, time)
    return {"different": different}
