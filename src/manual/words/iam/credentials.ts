import type { Chapter } from './operations.ts';

/** Access keys, passwords, MFA devices, SSH keys, signing certificates, service-specific credentials. */
export const credentials = {
  CreateAccessKey: {
    summary: 'make an access key',
    description: [
      'Makes a long-term access key of a user; without `--user-name` of the user who calls, or of root. The secret is in this answer and in no other: what is stored is sealed. The quota is `access-keys-per-user`.',
    ],
    examples: [
      {
        title: 'A key for ann',
        given: { UserName: 'ann' },
        output: {
          AccessKey: {
            UserName: 'ann',
            AccessKeyId: 'AKIARTX3GSDST7ZQ5KXC',
            Status: 'Active',
            SecretAccessKey: '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',
            CreateDate: '2026-11-22T10:30:00+00:00',
          },
        },
        remark: 'Keep the secret where nobody else reads it. It cannot be shown again.',
      },
    ],
    related: ['UpdateAccessKey', 'DeleteAccessKey', 'rolecall-configure'],
  },
  ListAccessKeys: {
    summary: 'list the access keys of a user',
    description: [
      'Lists the access keys of a user, without their secrets; without `--user-name` those of the user who calls, or of root.',
    ],
    related: ['GetAccessKeyLastUsed'],
  },
  UpdateAccessKey: {
    summary: 'switch an access key on or off',
    description: [
      'Switches an access key on or off. One that is off signs nothing, from the next request on, and sessions that it asked for go on. Nobody can set it to `Expired`.',
    ],
    parameters: { Status: '`Active` or `Inactive`.' },
    related: ['DeleteAccessKey', 'rolecall-sessions'],
  },
  DeleteAccessKey: {
    summary: 'delete an access key',
    description: ['Deletes an access key. It cannot be brought back; to try what depends on it, switch it off first.'],
    related: ['UpdateAccessKey', 'GetAccessKeyLastUsed'],
  },
  GetAccessKeyLastUsed: {
    summary: 'tell when an access key was last used',
    description: ['Tells when, in which region and for which service an access key was last used, and whose it is.'],
    related: ['ListAccessKeys', 'rolecall-sts-get-access-key-info'],
  },
  CreateLoginProfile: {
    summary: 'give a user a password',
    description: [
      "Gives a user a password, which has to follow the account's password policy. It is kept as a hash, and the user can change it; nobody signs in by password here yet. Root has none and can be given none.",
    ],
    related: ['UpdateLoginProfile', 'DeleteLoginProfile', 'UpdateAccountPasswordPolicy'],
  },
  GetLoginProfile: {
    summary: 'tell whether a user has a password',
    description: ['Tells since when a user has a password, and whether another one is required. NoSuchEntity: none.'],
    related: ['CreateLoginProfile'],
  },
  UpdateLoginProfile: {
    summary: "replace a user's password",
    description: [
      'Replaces the password of a user, or says that the user has to choose another one. What is left out stays as it is.',
    ],
    related: ['ChangePassword'],
  },
  DeleteLoginProfile: {
    summary: "take a user's password away",
    description: ['Takes the password of a user away. Access keys go on working.'],
    related: ['DeleteAccessKey'],
  },
  ChangePassword: {
    summary: "change the caller's own password",
    description: [
      "Changes the password of the user who calls. The new one has to follow the account's password policy. Where that policy allows users to change their passwords, no other permission is needed; a Deny holds. Root and sessions of roles have no password.",
    ],
    errors: {
      AccessDenied: 'The old password is wrong, or the caller is not allowed to.',
      InvalidUserType: 'The caller is root or a session of a role.',
    },
    related: ['UpdateLoginProfile', 'GetAccountPasswordPolicy'],
  },
  CreateVirtualMFADevice: {
    summary: 'make a virtual MFA device',
    description: [
      'Makes a device that shows codes by time (TOTP, SHA-1, six digits, 30 seconds) and belongs to nobody yet. Its seed is in this answer and in no other; the command writes it to a file, as text or as a QR code for an authenticator app, and does not print it. EnableMFADevice gives it to a user.',
    ],
    examples: [
      {
        title: 'A device for ann, its QR code in a file',
        given: { VirtualMFADeviceName: 'ann' },
        options: ['--outfile', 'ann.png', '--bootstrap-method', 'QRCodePNG'],
        output: { VirtualMFADevice: { SerialNumber: 'arn:aws:iam::111122223333:mfa/ann' } },
        remark: 'Whoever has the file can make the codes: delete it once the app has read it.',
      },
    ],
    related: ['EnableMFADevice', 'DeleteVirtualMFADevice'],
  },
  EnableMFADevice: {
    summary: 'give an MFA device to a user',
    description: [
      'Gives a device, virtual or a hardware token that `rolecall mfa import` made known, to a user or to root, who shows two codes of it that follow each other. Both are used up by it. For root, `--user-name` is the account id. The quota is `mfa-devices-per-user`.',
    ],
    errors: { InvalidAuthenticationCode: 'The codes are not two that follow each other, or were used before.' },
    related: ['CreateVirtualMFADevice', 'DeactivateMFADevice', 'rolecall-mfa'],
  },
  DeactivateMFADevice: {
    summary: 'take an MFA device from its user',
    description: [
      'Takes a device from the user who has it, or from root. The device stays, and remembers which codes it accepted and how often somebody guessed.',
    ],
    related: ['DeleteVirtualMFADevice', 'EnableMFADevice'],
  },
  DeleteVirtualMFADevice: {
    summary: 'delete a virtual MFA device',
    description: ['Deletes a virtual device that belongs to nobody. Hardware tokens are not deleted.'],
    related: ['DeactivateMFADevice'],
  },
  ResyncMFADevice: {
    summary: 'bring an MFA device back into time',
    description: [
      'Finds out by two codes that follow each other how far the clock of a device is off, and remembers it. Both codes are used up. Wrong codes count towards the lock of the device.',
    ],
    errors: { InvalidAuthenticationCode: 'The codes are not two that follow each other, or were used before.' },
    related: ['EnableMFADevice'],
  },
  GetMFADevice: {
    summary: 'show an MFA device',
    description: ['Shows whose a device is and since when.'],
    related: ['ListMFADevices'],
  },
  ListMFADevices: {
    summary: 'list the MFA devices of a user',
    description: ['Lists the devices of a user; without `--user-name` those of the user who calls, or of root.'],
    related: ['ListVirtualMFADevices'],
  },
  ListVirtualMFADevices: {
    summary: 'list virtual MFA devices',
    description: [
      'Lists the virtual devices of the account: all, those that somebody has, or those that nobody has. Seeds are not among the answer. A page may have fewer devices than `--max-items` although more follow.',
    ],
    defaults: { AssignmentStatus: '`Any`' },
    related: ['ListMFADevices'],
  },
  ListMFADeviceTags: {
    summary: 'list the tags of a virtual MFA device',
    description: ['Lists the tags of a virtual MFA device, by key.'],
    related: ['TagMFADevice'],
  },
  TagMFADevice: {
    summary: 'put tags on a virtual MFA device',
    description: ['Puts tags on a virtual MFA device. A key that is there already gets the new value.'],
    related: ['UntagMFADevice'],
  },
  UntagMFADevice: {
    summary: 'take tags off a virtual MFA device',
    description: ['Takes tags off a virtual MFA device, by their keys. A key that is not there is no error.'],
    related: ['TagMFADevice'],
  },
  UploadSSHPublicKey: {
    summary: "keep a user's SSH public key",
    description: [
      'Keeps an RSA public key of a user, in the form of OpenSSH or as PEM. The same key in the other form is the same key. No service of this server asks for it: it is kept for those that do. The quota is `ssh-keys-per-user`.',
    ],
    related: ['UpdateSSHPublicKey', 'DeleteSSHPublicKey'],
  },
  GetSSHPublicKey: {
    summary: "show a user's SSH public key",
    description: ['Shows an SSH public key of a user, in the form that is asked for.'],
    related: ['ListSSHPublicKeys'],
  },
  ListSSHPublicKeys: {
    summary: "list a user's SSH public keys",
    description: [
      'Lists the SSH public keys of a user, without their bodies; without `--user-name` those of the user who calls.',
    ],
    related: ['GetSSHPublicKey'],
  },
  UpdateSSHPublicKey: {
    summary: "switch a user's SSH public key on or off",
    description: ['Switches an SSH public key on or off, for services that ask for it.'],
    parameters: { Status: '`Active` or `Inactive`.' },
    related: ['DeleteSSHPublicKey'],
  },
  DeleteSSHPublicKey: {
    summary: "delete a user's SSH public key",
    description: ['Deletes an SSH public key of a user.'],
    related: ['UploadSSHPublicKey'],
  },
  UploadSigningCertificate: {
    summary: "keep a user's signing certificate",
    description: [
      'Keeps an X.509 certificate of a user; without `--user-name` of the user who calls, or of root. It has to be valid now. One that its holder has already is answered as it stands. The quota is `signing-certificates-per-user`.',
    ],
    parameters: { CertificateBody: 'The certificate, as PEM. A private key does not belong here, and is not quoted.' },
    related: ['UpdateSigningCertificate', 'DeleteSigningCertificate'],
  },
  ListSigningCertificates: {
    summary: "list a user's signing certificates",
    description: [
      'Lists the signing certificates of a user; without `--user-name` those of the user who calls, or of root.',
    ],
    related: ['UploadSigningCertificate'],
  },
  UpdateSigningCertificate: {
    summary: "switch a user's signing certificate on or off",
    description: ['Switches a signing certificate on or off.'],
    parameters: { Status: '`Active` or `Inactive`.' },
    related: ['DeleteSigningCertificate'],
  },
  DeleteSigningCertificate: {
    summary: "delete a user's signing certificate",
    description: ['Deletes a signing certificate.'],
    related: ['UploadSigningCertificate'],
  },
  CreateServiceSpecificCredential: {
    summary: 'make a credential of a user for one service',
    description: [
      'Makes a user name and a password, or an API key, that one service takes instead of signatures. The secret is in this answer and, unless it is reset, in no other. A service that has no such credentials is NoSuchEntity. The quota is `service-credentials-per-user`, for each service.',
    ],
    defaults: { CredentialAgeDays: 'it does not end' },
    related: ['ResetServiceSpecificCredential', 'DeleteServiceSpecificCredential'],
  },
  ListServiceSpecificCredentials: {
    summary: "list a user's service-specific credentials",
    description: [
      'Lists service-specific credentials, without secrets: of a user, without `--user-name` of the user who calls, with `--all-users` of everybody in the account.',
    ],
    parameters: { ServiceName: 'The service whose credentials are listed.' },
    related: ['CreateServiceSpecificCredential'],
  },
  ResetServiceSpecificCredential: {
    summary: 'give a service-specific credential a new secret',
    description: ['Gives a service-specific credential a new secret. The one before is dead.'],
    related: ['UpdateServiceSpecificCredential'],
  },
  UpdateServiceSpecificCredential: {
    summary: 'switch a service-specific credential on or off',
    description: ['Switches a service-specific credential on or off.'],
    parameters: { Status: '`Active` or `Inactive`.' },
    related: ['DeleteServiceSpecificCredential'],
  },
  DeleteServiceSpecificCredential: {
    summary: 'delete a service-specific credential',
    description: ['Deletes a service-specific credential.'],
    related: ['CreateServiceSpecificCredential'],
  },
} satisfies Chapter;
