"""Signs random requests with botocore and prints each as one line of JSON.

usage: botocore_sign.py COUNT SEED

The requests are the same for the same seed but for their date, which botocore takes from the clock; each line says it.
"""

import base64
import json
import random
import sys
from urllib.parse import quote, urlsplit

try:
    import botocore
    from botocore.auth import SigV4Auth, SigV4QueryAuth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials
except ImportError as problem:
    print(f"botocore is not installed: {problem}", file=sys.stderr)
    sys.exit(3)

LETTERS = "abcdefghijklmnopqrstuvwxyz"
PRINTABLE = "".join(chr(code) for code in range(33, 127))


def main(count: int, seed: int) -> None:
    print(json.dumps({"botocore": botocore.__version__, "seed": seed}))
    r = random.Random(seed)
    for _ in range(count):
        print(json.dumps(signed(r)))


def signed(r: random.Random) -> dict:
    presign = r.random() < 0.35
    method = "GET" if presign or r.random() < 0.3 else "POST"
    query = [(text(r, LETTERS, 1) + text(r, "Za9-._~!*'() &=+/%", 5), text(r, "aZ0 /+&=%~*é漢", 12)) for _ in range(r.randrange(6))]
    encoded = "&".join(f"{quote(name, safe='-_.~')}={quote(value, safe='-_.~')}" for name, value in query)
    body = "" if method == "GET" else text(r, PRINTABLE + " \té漢😀", 400)
    headers = {f"my-{text(r, LETTERS, 4)}x": text(r, PRINTABLE + "  ", 30).strip() or "x" for _ in range(r.randrange(4))}
    if method == "POST":
        headers["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8"
    if r.random() < 0.2:
        headers["X-Amz-Meta-Note"] = "a" + text(r, "b  ", 8) + "c"
    host = r.choice(["sts.example.com", "127.0.0.1:4566"])
    token = text(r, LETTERS + "0123456789+/=", 900) + "=" if r.random() < 0.4 else None
    credentials = Credentials(
        r.choice(["AKIA", "ASIA"]) + "".join(r.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") for _ in range(16)),
        "".join(r.choice(LETTERS + "0123456789+/") for _ in range(40)),
        token,
    )
    region = r.choice(["us-east-1", "eu-central-1", "us-gov-west-1", "local"])

    url = f"http://{host}/" + (f"?{encoded}" if encoded else "")
    request = AWSRequest(method=method, url=url, headers=headers, data=body.encode())
    if presign:
        SigV4QueryAuth(credentials, "sts", region, expires=r.randrange(60, 7000)).add_auth(request)
    else:
        SigV4Auth(credentials, "sts", region).add_auth(request)
    parts = urlsplit(request.url)
    return {
        "date": request.context["timestamp"],
        "accessKeyId": credentials.access_key,
        "secret": credentials.secret_key,
        "sessionToken": token,
        "method": method,
        "target": parts.path + (f"?{parts.query}" if parts.query else ""),
        "headers": [["Host", host]] + [[name, value] for name, value in request.headers.items()],
        "body": base64.b64encode(body.encode()).decode(),
        "presigned": presign,
    }


def text(r: random.Random, alphabet: str, limit: int) -> str:
    return "".join(r.choice(alphabet) for _ in range(r.randrange(limit + 1)))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
