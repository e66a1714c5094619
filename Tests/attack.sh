#!/bin/sh
# Attacks the program with everything that Tests/Attack has:
#
#     sh Tests/attack.sh [--short | --hours N] [--seed S] [--counters FILE]
#
# --short takes some minutes and is part of what every change must pass; --hours takes so long
# (1 by default, 0.5 is half an hour), on all cores. $GATEBOOK names the program (by default
# .build/debug/gatebook; a long attack wants a release build), $GATEBOOK_SERVER the server, and
# $GATEBOOK_FUZZER the fuzzer of parsers: both are left out where they are not given. What broke stands
# in .build/attack with a folder and the one command that repeats it; the figures are added to the
# counter file (.build/attack/counters.jsonl by default), and their sums are printed.
set -eu
cd "$(dirname "$0")/.."

wrong() {
  echo "attack.sh: $1" >&2
  echo "Try: sh Tests/attack.sh [--short | --hours N] [--seed S] [--counters FILE]" >&2
  exit 64
}
is_number() { case $1 in '' | *[!0-9]*) return 1 ;; esac }
is_decimal() { case $1 in *.*) is_number "${1%%.*}" && is_number "${1#*.}" ;; *) is_number "$1" ;; esac }

short="" hours=1 seed="" counters=.build/attack/counters.jsonl
while [ $# -gt 0 ]; do
  case $1 in
    --short) short=--short ;;
    --hours | --seed | --counters)
      [ $# -gt 1 ] || wrong "$1 needs a value"
      case $1 in
        --hours) is_decimal "$2" || wrong "--hours $2 is no number"; hours=$2 ;;
        --seed) is_number "$2" || wrong "--seed $2 is no number"; seed=$2 ;;
        --counters) counters=$2 ;;
      esac
      shift ;;
    *) wrong "there is no option $1" ;;
  esac
  shift
done
program=${GATEBOOK:-.build/debug/gatebook}
[ -x "$program" ] || wrong "there is no program $program; swift build makes it"
.ci/install-packages

cores=$(nproc)
today=$(date -u +%Y%m%d)
output=.build/attack/$(date -u +%Y%m%dT%H%M%SZ)
mkdir -p "$output"
all=$(awk "BEGIN { printf \"%d\", $hours * 3600 }")

# A line for each piece: a campaign, a seed, seconds, and options of its own.
pieces() {
  grep -v '^#' Tests/Attack/campaigns.txt | while read -r name seconds percent how; do
    [ "$name" != fuzz ] || [ -n "${GATEBOOK_FUZZER:-}" ] || continue
    if [ -n "$short" ]; then
      [ "$seconds" != 0 ] || continue
      echo "$name ${seed:-1} $seconds"
      [ "$how" = once ] || [ -n "$seed" ] || echo "$name $today $seconds"
      continue
    fi
    first=${seed:-$today}
    if [ "$how" = once ]; then
      echo "$name $first $((all * percent * cores / 100))"
      continue
    fi
    for core in $(seq "$cores"); do
      line="$name $((first + core - 1)) $((all * percent / 100))"
      [ "$how" = slices ] && line="$name $first $((all * percent / 100)) --slice $core/$cores"
      echo "$line"
    done
  done
}

status=0
# The words of the shell that xargs starts are its own.
# shellcheck disable=SC2016
pieces | cat -n | program=$program output=$output short=$short \
  xargs -P "$cores" -L 1 sh -c '
    number=$1 name=$2 seed=$3 seconds=$4
    shift 4
    python3 -B "Tests/Attack/$name.py" --gatebook "$program" --seed "$seed" --seconds "$seconds" \
      --output "$output/$number-$name" $short "$@"' piece || status=1

commit=$(git rev-parse --short=12 HEAD 2>/dev/null || echo unknown)
[ -z "$(git status --porcelain 2>/dev/null)" ] || commit=$commit+
mkdir -p "$(dirname "$counters")"
python3 -B Tests/Attack/counters.py --commit "$commit" "$counters" "$output"/*/*.jsonl
exit $status
