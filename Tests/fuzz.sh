#!/bin/sh
# Fuzzes the reading of documents with libFuzzer and the address sanitizer:
# `sh Tests/fuzz.sh [SECONDS] [FOLDER OF SEED DOCUMENTS]`. A crash, a hang (10 s) or
# more than 2 GB of memory ends it and leaves the input in .build-fuzz/.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-60}
seeds=${2:-Seeds}
.ci/install-packages
GATEBOOK_FUZZ=1 swift build --product fuzz-reading --scratch-path .build-fuzz -c release \
  -Xswiftc -sanitize=fuzzer,address -Xswiftc -use-ld=lld
corpus=.build-fuzz/corpus
mkdir -p "$corpus"
# Each seed under each of the sixteen names that the first byte chooses, in octal.
for file in "$seeds"/*; do
  [ -f "$file" ] || continue
  case $file in *.expected.json | *.sh) continue ;; esac
  for byte in 0 1 2 3 4 5 6 7 10 11 12 13 14 15 16 17; do
    { printf "\\$byte"; head -c 6000 "$file"; } >"$corpus/$(basename "$file").$byte"
  done
done
ASAN_OPTIONS=detect_leaks=0 ./.build-fuzz/release/fuzz-reading -max_total_time="$seconds" \
  -timeout=10 -rss_limit_mb=2048 -max_len=8192 -artifact_prefix=.build-fuzz/ -print_final_stats=1 \
  "$corpus"
