set -eu
# Older than 2.13 or 1.29, the AWS CLI knows no AWS_ENDPOINT_URL: the option works with all.
here() { aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"; }

echo identity "$(here sts get-caller-identity --query Arn --output text)"

issued=$(here sts assume-role --output text \
  --role-arn "$ROLE_ARN" --role-session-name from-aws-cli --external-id "$EXTERNAL_ID" \
  --serial-number "$MFA_SERIAL" --token-code "$MFA_CODE" --tags Key=Team,Value=blue \
  --policy '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:GetRole","Resource":"*"}]}' \
  --query '[AssumedRoleUser.Arn, Credentials.AccessKeyId, Credentials.SecretAccessKey, Credentials.SessionToken]')
read -r session AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN <<EOF
$issued
EOF
export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
echo session "$session"

echo role "$(here iam get-role --role-name deploy --query Role.Arn --output text)"

# The role may list users; the session policy above does not let this session.
if sentence=$(here iam list-users 2>&1); then exit 1; fi
echo "$sentence" |
  sed -nE 's/.*An error occurred \((.*)\) when calling the ListUsers operation( \([^)]*\))?: /refused \1 - /p'
