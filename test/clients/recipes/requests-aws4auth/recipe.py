import json
import os
from xml.etree import ElementTree

import requests
from requests_aws4auth import AWS4Auth

VERSIONS = {"sts": "2011-06-15", "iam": "2010-05-08"}
policy = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "iam:GetRole", "Resource": "*"}],
}


def call(service, key, secret, token=None, **parameters):
    """Calls an operation, and gives what finds a member of its answer by its name."""
    auth = AWS4Auth(key, secret, os.environ["AWS_REGION"], service, session_token=token)
    form = {"Version": VERSIONS[service], **parameters}
    answer = requests.post(os.environ["AWS_ENDPOINT_URL"], data=form, auth=auth, timeout=30)
    document = ElementTree.fromstring(answer.content)
    return lambda name: document.findtext(f".//{{*}}{name}")


user = (os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"])
print("identity", call("sts", *user, Action="GetCallerIdentity")("Arn"))

assumed = call(
    "sts",
    *user,
    Action="AssumeRole",
    RoleArn=os.environ["ROLE_ARN"],
    RoleSessionName="from-requests",
    ExternalId=os.environ["EXTERNAL_ID"],
    SerialNumber=os.environ["MFA_SERIAL"],
    TokenCode=os.environ["MFA_CODE"],
    Policy=json.dumps(policy),
    **{"Tags.member.1.Key": "Team", "Tags.member.1.Value": "blue"},
)
print("session", assumed("Arn"))

session = (assumed("AccessKeyId"), assumed("SecretAccessKey"), assumed("SessionToken"))
print("role", call("iam", *session, Action="GetRole", RoleName="deploy")("Arn"))

# The role may list users; the session policy above does not let this session.
refusal = call("iam", *session, Action="ListUsers")
print("refused", refusal("Code"), refusal("RequestId"), refusal("Message"))
