set -eu
# The keys go into the vault. From then on they are in no file and in no variable.
aws-vault add --env base >&2
unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY

echo identity "$(aws-vault exec --no-session base -- aws sts get-caller-identity --query Arn --output text)"

aws-vault exec --mfa-token "$MFA_CODE" deploy -- sh -eu -c '
  echo session "$(aws sts get-caller-identity --query Arn --output text)"
  echo role "$(aws iam get-role --role-name deploy --query Role.Arn --output text)"

  # Neither does the role let its sessions list users, nor does aws-vault pass session policies.
  if sentence=$(aws iam list-users 2>&1); then exit 1; fi
  echo "$sentence" |
    sed -nE "s/.*An error occurred \((.*)\) when calling the ListUsers operation( \([^)]*\))?: /refused \1 - /p"'
