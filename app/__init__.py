"""The window and the command line: shows, listens to mouse and keys, never computes."""

VERSION = "0.1.0"
