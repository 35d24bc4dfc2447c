"""Calls AWS operations through an unmodified boto3: a JSON line in says what, a JSON line out says what came of it.

With --once it makes one call, named by its last argument, and leaves stdin to whoever is asked for an MFA code.
"""

import datetime
import json
import sys

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError


def main():
    if sys.argv[1:2] == ["--once"]:
        print(json.dumps(outcome(boto3.Session(), json.loads(sys.argv[2])), default=plain))
        return
    session = boto3.Session()
    for line in sys.stdin:
        print(json.dumps(outcome(session, json.loads(line)), default=plain), flush=True)


def outcome(session, call):
    try:
        client = session.client(
            call["service"],
            config=Config(parameter_validation=not call.get("unchecked", False)),
            **call.get("client", {}),
        )
        output = ask(client, call)
    except ClientError as error:
        refusal = error.response["Error"]
        return {
            "operation": error.operation_name,
            "code": refusal["Code"],
            "message": refusal.get("Message", ""),
        }
    except (BotoCoreError, AttributeError) as error:
        return {"code": "the client itself", "message": f"{type(error).__name__}: {error}"}
    output.pop("ResponseMetadata", None)
    return {"output": output}


def ask(client, call):
    name = xform_name(call["operation"])
    if call.get("manner") == "pages":
        pages = client.get_paginator(name).paginate(**call["input"], PaginationConfig={"PageSize": 1})
        return pages.build_full_result()
    if call.get("manner") == "waiter":
        patience = {"Delay": 1, "MaxAttempts": 5}
        client.get_waiter(xform_name(call["waiter"])).wait(**call["input"], WaiterConfig=patience)
        return {}
    return getattr(client, name)(**call["input"])


def plain(value):
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("latin-1")
    raise TypeError(f"no JSON for {type(value)}")


main()
