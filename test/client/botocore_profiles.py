"""Reads cases of configuration from stdin, a JSON list, and prints whose credentials botocore comes to: nothing is sent."""
import json
import os
import sys

import botocore.credentials as credentials
import botocore.session
import botocore.utils

EXPIRY = '2099-01-01T00:00:00Z'


def response(key):
    return {'Credentials': {'AccessKeyId': key, 'SecretAccessKey': 's', 'SessionToken': 't', 'Expiration': EXPIRY}}


def assumed(self):
    role = self._role_arn.rsplit('role/', 1)[-1]
    return response(self._source_credentials.get_frozen_credentials().access_key + ' > ' + role)


PROVIDED = {'access_key': 'a provider', 'secret_key': 's', 'token': 't', 'expiry_time': EXPIRY, 'account_id': None}
credentials.AssumeRoleCredentialFetcher._get_credentials = assumed
credentials.AssumeRoleWithWebIdentityCredentialFetcher._get_credentials = lambda self: response('a provider')
credentials.ProcessProvider._retrieve_credentials_using = lambda self, command: PROVIDED
botocore.utils.ContainerMetadataFetcher._retrieve_credentials = lambda self, url, headers=None: {
    'AccessKeyId': 'a provider', 'SecretAccessKey': 's', 'Token': 't', 'Expiration': EXPIRY}


def caller(case):
    os.environ.clear()
    os.environ.update({'AWS_EC2_METADATA_DISABLED': 'true', 'AWS_DEFAULT_REGION': 'us-east-1', **case['env']})
    try:
        session = botocore.session.Session(profile=case.get('profile'))
        found = session.get_credentials()
        return 'nobody' if found is None else found.get_frozen_credentials().access_key
    except Exception as error:
        return 'refused: ' + type(error).__name__


print(json.dumps([caller(case) for case in json.load(sys.stdin)]))
