#!/bin/sh
# Runs a command with what a desktop app needs around it: a display, a session bus and an unlocked keyring.
# It ends when the command ends, and takes everything it started with it.
#
# On a person's desktop (a display and a session bus are there) it changes nothing. Elsewhere it makes a private session in
# $COUNTERSIGN_HOME/session (default ~/.countersign/session): the keyring lives there, so the next start finds its keys again.
# COUNTERSIGN_SESSION=inherit keeps the surrounding session, COUNTERSIGN_SESSION=private never uses it.
set -eu

has_desktop() {
  [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [ -n "${DBUS_SESSION_BUS_ADDRESS:-}" ]
}

keyring_is_on_the_bus() {
  dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner \
    string:org.freedesktop.secrets 2>/dev/null | grep -q 'boolean true'
}

if [ "${1:-}" = --inside ]; then
  shift
  # The daemon stays in our process group and off our pipes, so that whoever waits for us never waits for it.
  gnome-keyring-daemon --daemonize --unlock --components=secrets <"$COUNTERSIGN_SESSION_FOLDER/keyring-password" >/dev/null 2>&1 3>&- 4>&- ||
    echo "The keyring could not be unlocked; keys will be kept for this session only." >&4
  # Once it is on the bus it answers, and ends with the bus; a command that was quicker would meet neither.
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    if keyring_is_on_the_bus; then break; fi
    sleep 0.1
  done
  exec "$@" >&3 2>&4 3>&- 4>&-
fi

case "${COUNTERSIGN_SESSION:-}" in
  inherit) exec "$@" ;;
  private) ;;
  *) if has_desktop; then exec "$@"; fi ;;
esac

umask 077
folder="${COUNTERSIGN_HOME:-$HOME/.countersign}/session"
mkdir -p "$folder/home/.local/share/keyrings" "$folder/home/.cache"
if [ ! -s "$folder/keyring-password" ]; then
  # Not a person's password: nobody logs in here. It only keeps the keyring file useless without this one.
  od -An -N24 -tx1 /dev/urandom | tr -d ' \n' >"$folder/keyring-password.$$"
  mv "$folder/keyring-password.$$" "$folder/keyring-password"
fi
# Socket paths are limited to some hundred characters, so the runtime folder is short and not under the home.
runtime=$(mktemp -d "${TMPDIR:-/tmp}/countersign-XXXXXX")
display_server=
clean_up() {
  # Ended by us and not by xvfb-run, which now and then leaves its server behind when it is itself ended by a signal.
  if [ -n "$display_server" ]; then kill "$display_server" 2>/dev/null && wait "$display_server" || true; fi
  rm -rf "$runtime"
}
trap clean_up EXIT
trap 'exit 143' TERM INT HUP

# The server picks a free number itself and writes it down; only who has the cookie may connect.
start_display() {
  export XAUTHORITY="$runtime/authority"
  cookie=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  xauth -q add ":0" . "$cookie"
  mkfifo "$runtime/number"
  Xvfb -displayfd 5 -screen 0 1440x960x24 -nolisten tcp -auth "$XAUTHORITY" 5>"$runtime/number" 3>&- 4>&- &
  display_server=$!
  number=
  read -r number <"$runtime/number" || true
  if [ -z "$number" ]; then
    echo "The virtual display could not be started." >&4
    exit 1
  fi
  xauth -q add ":$number" . "$cookie"
  export DISPLAY=":$number"
}

export COUNTERSIGN_SESSION_FOLDER="$folder"
export HOME="$folder/home" XDG_RUNTIME_DIR="$runtime" TMPDIR="$runtime" XDG_CURRENT_DESKTOP=GNOME
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME DBUS_SESSION_BUS_ADDRESS GNOME_KEYRING_CONTROL

inside="$0"
# Our caller's pipes go round the session bus: services that it starts may outlive it, and a pipe one of them still holds
# would keep a caller waiting that reads to the end.
exec 3>&1 4>&2 >/dev/null 2>&1
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "${COUNTERSIGN_SESSION:-}" = private ]; then
  unset WAYLAND_DISPLAY
  start_display
fi
dbus-run-session -- "$inside" --inside "$@"
