# Sourced by ./test: the browser tests need a Chromium; its path is left in CHROMIUM.

# Installing is tried as root, or where sudo asks no password; otherwise Playwright fetches one for this user.
find_chromium() {
  chromium_on_path && return
  echo "Installing Chromium for the browser tests ..."
  install_by_apt >/dev/null 2>&1
  chromium_on_path && return
  .venv/bin/python -m playwright install chromium >/dev/null 2>&1
  CHROMIUM=$(.venv/bin/python .ci/playwright_chromium.py) && export CHROMIUM ||
    fail "no Chromium: install chromium, or set CHROMIUM to the path of one"
}

chromium_on_path() {
  local name
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    # Ubuntu's chromium-browser without the snap is a script that only prints an advice: ask for the version.
    if [[ -n $name ]] && command -v "$name" >/dev/null && "$name" --version >/dev/null 2>&1; then
      CHROMIUM=$(command -v "$name")
      export CHROMIUM
      return
    fi
  done
  return 1
}

install_by_apt() {
  command -v apt-get || return 1
  local as_root=()
  if ((EUID != 0)); then
    sudo -n true && as_root=(sudo -n) || return 1
  fi
  "${as_root[@]}" apt-get update --quiet
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends \
    chromium fonts-dejavu-core
}
