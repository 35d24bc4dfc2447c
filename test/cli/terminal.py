"""Runs a command at a terminal of its own: terminal.py SCRIPT COMMAND...

SCRIPT is a JSON list of steps: {"await": TEXT} waits until it is shown, {"type": TEXT} types it, {"interrupt": true} is Ctrl-C,
{"end": true} is Ctrl-D. Prints {"code": ..., "shown": ...} as JSON."""
import json
import os
import pty
import select
import sys
import time

steps = json.loads(sys.argv[1])
child, terminal = pty.fork()
if child == 0:
    os.execvp(sys.argv[2], sys.argv[2:])

shown = b''
seen = 0
deadline = time.time() + 25


def read(seconds):
    global shown
    ready, _, _ = select.select([terminal], [], [], seconds)
    if not ready:
        return True
    try:
        data = os.read(terminal, 65536)
    except OSError:
        return False
    shown += data
    return bool(data)


alive = True
for step in steps:
    if 'await' in step:
        wanted = step['await'].encode()
        while alive and wanted not in shown[seen:] and time.time() < deadline:
            alive = read(0.1)
        at = shown.find(wanted, seen)
        seen = at + len(wanted) if at >= 0 else len(shown)
    elif 'type' in step:
        os.write(terminal, step['type'].encode())
    elif 'interrupt' in step:
        os.write(terminal, b'\x03')
    elif 'end' in step:
        os.write(terminal, b'\x04')
while alive and time.time() < deadline:
    alive = read(0.2)
if alive:
    os.kill(child, 9)
_, status = os.waitpid(child, 0)
print(json.dumps({'code': os.waitstatus_to_exitcode(status), 'shown': shown.decode('utf-8', 'replace')}))
