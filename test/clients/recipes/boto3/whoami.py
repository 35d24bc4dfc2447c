import sys

import boto3

session = boto3.Session(profile_name=sys.argv[1] if len(sys.argv) > 1 else None)
print(session.client("sts").get_caller_identity()["Arn"])
