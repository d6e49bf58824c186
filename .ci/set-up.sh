# Sourced by ./run and ./test: find a Python, make .venv, install what a requirements file pins.

fail() {
  echo "$(basename "$0"): $1" >&2
  exit 1
}

find_python() {
  local name
  for name in python3.13 python3.12 python3.11 python3; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$name"
      return
    fi
  done
  fail "Python 3.11 or newer is needed (Debian: apt install python3 python3-venv)"
}

# A virtual environment that was moved or whose Python is gone is made again.
make_environment() {
  local python
  python=$(find_python) || exit 1
  "$python" -c 'import venv, ensurepip' 2>/dev/null ||
    fail "the package python3-venv is needed (apt install $("$python" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])'))"
  echo ".venv is being made with $("$python" --version) ..."
  "$python" -m venv --clear .venv || fail "the virtual environment .venv cannot be made"
}

# Two starts at once take turns; the stamp says which requirements the environment holds, and where it was made.
set_up() {
  local stamp=".venv/stamp-$1" wanted
  command -v flock >/dev/null || fail "the program flock is needed (apt install util-linux)"
  mkdir -p var || fail "the folder var cannot be made here"
  exec 9>var/set-up.lock || fail "var/set-up.lock cannot be written"
  flock 9
  wanted="$PWD $(cat requirements.txt "$1" | sha256sum)"
  if [[ ! -x .venv/bin/python || "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]]; then
    if [[ ! -x .venv/bin/python || "$(cat .venv/made-in 2>/dev/null)" != "$PWD" ]]; then
      make_environment
      echo "$PWD" >.venv/made-in
    fi
    echo "Installing $1 (about a minute) ..."
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --no-compile \
      --only-binary :all: -r "$1" ||
      fail "the packages of $1 cannot be installed (is there a network?)"
    echo "$wanted" >"$stamp"
  fi
  exec 9>&-
  keep_bytecode
}

# Many images of Python forbid compiled files; then every process would compile Django anew, in three seconds.
keep_bytecode() {
  unset PYTHONDONTWRITEBYTECODE
  export PYTHONPYCACHEPREFIX="${PYTHONPYCACHEPREFIX-$PWD/var/bytecode}"
}
