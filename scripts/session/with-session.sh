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

if [ "${1:-}" = --inside ]; then
  shift
  # The daemon stays in our process group and off our pipes, so that whoever waits for us never waits for it.
  gnome-keyring-daemon --daemonize --unlock --components=secrets <"$COUNTERSIGN_SESSION_FOLDER/keyring-password" >/dev/null 2>&1 ||
    echo "The keyring could not be unlocked; keys will be kept for this session only." >&2
  exec "$@"
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
trap 'rm -rf "$runtime"' EXIT
trap 'exit 143' TERM INT HUP

export COUNTERSIGN_SESSION_FOLDER="$folder"
export HOME="$folder/home" XDG_RUNTIME_DIR="$runtime" TMPDIR="$runtime" XDG_CURRENT_DESKTOP=GNOME
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME DBUS_SESSION_BUS_ADDRESS GNOME_KEYRING_CONTROL

inside="$0"
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [ "${COUNTERSIGN_SESSION:-}" != private ]; then
  dbus-run-session -- "$inside" --inside "$@"
else
  unset WAYLAND_DISPLAY DISPLAY
  xvfb-run -a -s "-screen 0 1440x960x24 -nolisten tcp" dbus-run-session -- "$inside" --inside "$@"
fi
