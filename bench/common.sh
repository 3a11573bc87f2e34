# Shared by the benchmarks: where things are, and trails made once.
root="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)"
shared="${OFFTRAIL_SHARED:-$root/../shared}"
cache="${OFFTRAIL_BENCH_CACHE:-$root/artifacts/bench}"
program="$root/artifacts/bin/Offtrail.Cli/release/offtrail.dll"
bench="$root/artifacts/bin/Offtrail.Bench/release/Offtrail.Bench.dll"

build() {
  dotnet build "$root/src/Offtrail.Cli" -c Release -v quiet -nologo
  dotnet build "$root/bench/Offtrail.Bench" -c Release -v quiet -nologo
}

# A labelled trail of a seed: 30 days, 2 accounts, every attack once.
trail() {
  local folder="$cache/seed-$1"
  if [[ ! -f $folder/labels.json ]]; then
    [[ -f $shared/eval/make_trail.py ]] || { echo "the trails are made by eval/make_trail.py of the shared folder, which is not at $shared" >&2; exit 1; }
    python3 "$shared/eval/make_trail.py" --out "$folder" --seed "$1" --days 30 --accounts 2 --attacks -1 >&2
  fi
  echo "$folder"
}
