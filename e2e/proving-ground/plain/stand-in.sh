#!/bin/sh
# A command that wants a server's root, asked of the ground that plays the server: its name and words go there, code and output come back.
for word in "${0##*/}" "$@"; do printf '%s\n' "$word"; done |
  curl --silent --show-error --max-time 60 --unix-socket "$GROUND/services.sock" --data-binary @- http://ground/ |
  {
    read -r code || exit 1
    while IFS= read -r line; do
      case $line in
        1*) printf '%s\n' "${line#1}" ;;
        2*) printf '%s\n' "${line#2}" >&2 ;;
      esac
    done
    exit "$code"
  }
