import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { defaultProvider } from '@aws-sdk/credential-provider-node';

// Only a program that is told whom to ask can use a profile with mfa_serial.
async function mfaCodeProvider(serial) {
  const terminal = createInterface({ input: stdin, output: stdout });
  const code = await terminal.question(`MFA code of ${serial}: `);
  terminal.close();
  return code;
}

// The profile by AWS_PROFILE: of one named here the STS client that assumes its role would not take the endpoint.
const sts = new STSClient({ credentials: defaultProvider({ mfaCodeProvider }) });
const { Arn } = await sts.send(new GetCallerIdentityCommand());
console.log(Arn);
