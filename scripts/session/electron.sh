#!/bin/sh
# What a test driver starts in place of Electron: the real one ($COUNTERSIGN_ELECTRON), inside the session it needs.
exec "$(dirname "$0")/with-session.sh" "$COUNTERSIGN_ELECTRON" "$@"
