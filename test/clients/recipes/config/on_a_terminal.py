"""Runs a command on a terminal of its own, and types the first argument when it asks for an MFA code.

What the command printed, its prompt too, is printed; its exit code is given on.
"""

import os
import pty
import re
import sys

def without_cursor(text):
    """Without what moves the cursor about."""
    return re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", text)


code, *command = sys.argv[1:]
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(command[0], command)

printed = b""
while True:
    try:
        piece = os.read(terminal, 4096)
    except OSError:  # Linux says so when the last process has left the terminal.
        break
    if not piece:
        break
    printed += piece
    if code and re.search(rb"MFA[^\n]*: $", without_cursor(printed)):
        os.write(terminal, code.encode() + b"\n")
        code = ""

sys.stdout.write(without_cursor(printed).decode().replace("\r\n", "\n"))
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
