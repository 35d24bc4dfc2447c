set -eu
# call SERVICE NAME=VALUE...: signed by curl. What is secret goes in by its standard input: the arguments of a process
# can be read by all who are on the machine.
call() {
  service=$1
  shift
  for pair; do set -- "$@" --data-urlencode "$pair"; shift; done
  {
    echo "user = \"$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY\""
    [ -z "${AWS_SESSION_TOKEN-}" ] || echo "header = \"X-Amz-Security-Token: $AWS_SESSION_TOKEN\""
  } | curl --silent --show-error --config - --aws-sigv4 "aws:amz:$AWS_REGION:$service" "$@" "$AWS_ENDPOINT_URL/"
}
# member NAME < XML: good enough where a name stands once.
member() { tr -d '\n' | sed -n "s:.*<$1>\([^<]*\)</$1>.*:\1:p"; }

echo identity "$(call sts Version=2011-06-15 Action=GetCallerIdentity | member Arn)"

assumed=$(call sts Version=2011-06-15 Action=AssumeRole \
  RoleArn="$ROLE_ARN" RoleSessionName=from-curl ExternalId="$EXTERNAL_ID" \
  SerialNumber="$MFA_SERIAL" TokenCode="$MFA_CODE" Tags.member.1.Key=Team Tags.member.1.Value=blue \
  Policy='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:GetRole","Resource":"*"}]}')
echo session "$(echo "$assumed" | member Arn)"
AWS_ACCESS_KEY_ID=$(echo "$assumed" | member AccessKeyId)
AWS_SECRET_ACCESS_KEY=$(echo "$assumed" | member SecretAccessKey)
AWS_SESSION_TOKEN=$(echo "$assumed" | member SessionToken)

echo role "$(call iam Version=2010-05-08 Action=GetRole RoleName=deploy | member Arn)"

# The role may list users; the session policy above does not let this session.
refusal=$(call iam Version=2010-05-08 Action=ListUsers)
echo refused "$(echo "$refusal" | member Code)" "$(echo "$refusal" | member RequestId)" "$(echo "$refusal" | member Message)"
