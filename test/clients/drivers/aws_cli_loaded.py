"""Runs an unmodified AWS CLI, loaded once: a JSON line in says arguments and environment of a command, a JSON line out
says what came of it. Each command is a process of its own, forked from this one, and does what `aws` does from there.
"""

import json
import os
import sys
import tempfile

import awscli.clidriver


def main():
    for line in sys.stdin:
        print(json.dumps(outcome(**json.loads(line))), flush=True)


def outcome(arguments, environment):
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            become(arguments, environment, out, err)
        _, status = os.waitpid(child, 0)
        return {
            "code": os.waitstatus_to_exitcode(status),
            "stdout": text_of(out),
            "stderr": text_of(err),
        }


def become(arguments, environment, out, err):
    """Is the command, and never returns."""
    code = 255
    try:
        os.setsid()
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(out.fileno(), 1)
        os.dup2(err.fileno(), 2)
        # On top of what it was started with, and of what the CLI itself set when it was loaded.
        os.environ.update(environment)
        sys.argv = ["aws", *arguments]
        code = awscli.clidriver.main()
    except SystemExit as end:
        code = end.code or 0
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def text_of(file):
    file.seek(0)
    return file.read().decode()


main()
