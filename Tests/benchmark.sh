#!/bin/sh
# Times a release build beside what people would use instead:
# `sh Tests/benchmark.sh [reading|customers]`. Needs python3.
set -eu
cd "$(dirname "$0")/.."
.ci/install-packages
swift build -c release --product gatebook
for name in ${1:-reading}; do python3 -B "Tests/Benchmarks/$name.py"; done
