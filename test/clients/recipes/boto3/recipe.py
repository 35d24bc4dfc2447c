import json
import os

import boto3
from botocore.exceptions import ClientError

# boto3 reads AWS_ENDPOINT_URL by itself since 1.28; older ones have to be told.
here = {"endpoint_url": os.environ["AWS_ENDPOINT_URL"]}
policy = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "iam:GetRole", "Resource": "*"}],
}

sts = boto3.client("sts", **here)
print("identity", sts.get_caller_identity()["Arn"])

assumed = sts.assume_role(
    RoleArn=os.environ["ROLE_ARN"],
    RoleSessionName="from-boto3",
    ExternalId=os.environ["EXTERNAL_ID"],
    SerialNumber=os.environ["MFA_SERIAL"],
    TokenCode=os.environ["MFA_CODE"],
    Tags=[{"Key": "Team", "Value": "blue"}],
    Policy=json.dumps(policy),
)
print("session", assumed["AssumedRoleUser"]["Arn"])

issued = assumed["Credentials"]
iam = boto3.client(
    "iam",
    aws_access_key_id=issued["AccessKeyId"],
    aws_secret_access_key=issued["SecretAccessKey"],
    aws_session_token=issued["SessionToken"],
    **here,
)
print("role", iam.get_role(RoleName="deploy")["Role"]["Arn"])

# The role may list users; the session policy above does not let this session.
try:
    iam.list_users()
    raise SystemExit("not refused")
except ClientError as refusal:
    error = refusal.response["Error"]
    request_id = refusal.response["ResponseMetadata"]["RequestId"]
    print("refused", error["Code"], request_id, error["Message"])
