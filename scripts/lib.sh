# What the scripts share: the packages, the configuration and the build. Sourced, not run.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build/release
# Debian's tools and modules come before others that a user's PATH may name.
export PATH=/usr/bin:/bin:/usr/sbin:/sbin:$PATH

say() { printf '%s\n' "== $*" >&2; }
fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

# The packages of the kinds given, one a line.
packages() {
  awk -v kinds=" $* " '!/^#/ && NF == 2 && index(kinds, " " $2 " ") { print $1 }' \
    "$root/scripts/packages.txt"
}

# Those of them that are not installed, one a line.
missing_packages() {
  local names
  mapfile -t names < <(packages "$@")
  { dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${names[@]}" 2>/dev/null || true; } |
    awk -v names="${names[*]}" '
      $1 == "installed" { there[$2] = 1 }
      END {
        n = split(names, name, " ")
        for (i = 1; i <= n; i++) if (!(name[i] in there)) print name[i]
      }'
}

# Prints the words that run a command with an administrator's rights; fails where there are none.
administrator() {
  if [ "$(id -u)" = 0 ]; then
    echo env
  elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    echo sudo env
  else
    return 1
  fi
}

# ensure_packages KIND...: installs what is missing, or says what is and stops.
ensure_packages() {
  [ "${TRUSTSEM_PACKAGES:-}" != skip ] || return 0
  local missing as_administrator
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  missing=${missing//$'\n'/ }
  command -v apt-get >/dev/null ||
    fail "These packages are missing, and there is no apt-get to install them: $missing" \
      "Install them (these are Debian 12's names) and run this again; where you have them by" \
      "other means, set TRUSTSEM_PACKAGES=skip."
  as_administrator=$(administrator) ||
    fail "These packages are missing, and installing them takes an administrator: $missing" \
      "Run: apt-get install --no-install-recommends $missing" \
      "as root, or this script with sudo's rights; then run this again."
  say "Installing with apt-get: $missing"
  # The words are meant to be split: neither package names nor "sudo env" hold blanks.
  # shellcheck disable=SC2086
  { $as_administrator DEBIAN_FRONTEND=noninteractive apt-get -qq update &&
    $as_administrator DEBIAN_FRONTEND=noninteractive \
      apt-get -qq -y install --no-install-recommends $missing; } >&2 ||
    fail "apt-get could not install: $missing" "Its own message above says why."
}

# want_packages KIND...: the same for packages that are of use but not needed.
want_packages() {
  (ensure_packages "$@") || say "Going on without them."
}

# Compilers at once: as many as there are processors, and a gigabyte of free memory for each.
parallel_jobs() {
  local most gigabytes
  most=$(nproc)
  gigabytes=$(awk '/^MemAvailable/ { print int($2 / 1048576) }' /proc/meminfo 2>/dev/null || true)
  [ "${gigabytes:-$most}" -ge "$most" ] || most=$gigabytes
  [ "$most" -ge 1 ] || most=1
  echo "$most"
}

# Whether the build directory is configured, for this path, with the cache entries NAME=VALUE...
configured() {
  local cache=$build/CMakeCache.txt entry
  [ -f "$cache" ] && [ "$build/build.ninja" -nt "$root/CMakePresets.json" ] || return 1
  for entry in "CMAKE_HOME_DIRECTORY=$root" "$@"; do
    sed 's/:[A-Z]*=/=/' "$cache" | grep -xF -- "$entry" >/dev/null || return 1
  done
}

# configure PRESET NAME=VALUE...: sets build/release up where it is not yet so.
configure() {
  local preset=$1
  shift
  ! configured "$@" || return 0
  if [ -f "$build/CMakeCache.txt" ] &&
    ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$build/CMakeCache.txt"; then
    rm -rf "$build/CMakeCache.txt" "$build/CMakeFiles"  # made for another place
  fi
  if [ -n "${CXX:-}" ] && ! command -v "${CXX%% *}" >/dev/null; then
    say "Ignoring CXX=$CXX: there is no such program."
    unset CXX
  fi
  say "Configuring (preset $preset)"
  (cd "$root" && cmake --preset "$preset" "${@/#/-D}" --log-level=WARNING >&2)
}

# compile TARGET: "all" is everything.
compile() {
  say "Building in ${build#"$root"/}"
  cmake --build "$build" --parallel "$(parallel_jobs)" --target "$1" >&2
}
