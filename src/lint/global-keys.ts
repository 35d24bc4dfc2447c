import { asciiLower } from '../base/ascii.ts';
import type { KeyType, KnownKey } from './catalogue.ts';

/**
 * The condition keys of all services
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html), by name in lower case. A name
 * that ends in `/` stands for all that begin so.
 */
export const globalKeys: ReadonlyMap<string, KnownKey> = new Map(
  Object.entries({
    String: [
      ...['aws:CalledViaFirst', 'aws:CalledViaLast', 'aws:ChatbotSourceArn', 'aws:Ec2InstanceSourceVpc'],
      ...[
        'aws:FederatedProvider',
        'aws:PrincipalAccount',
        'aws:PrincipalOrgID',
        'aws:PrincipalOrgMasterAccountId',
        'aws:PrincipalServiceName',
      ],
      ...['aws:PrincipalTag/', 'aws:PrincipalType', 'aws:RequestedRegion', 'aws:RequestTag/', 'aws:ResourceAccount'],
      ...['aws:ResourceOrgID', 'aws:ResourceTag/', 'aws:SourceAccount', 'aws:SourceIdentity', 'aws:SourceOrgID'],
      ...['aws:SourceOwner', 'aws:SourceVpc', 'aws:SourceVpce', 'aws:UserAgent', 'aws:referer', 'aws:userid'],
      ...['aws:username', 'aws:VpceAccount', 'aws:VpceOrgID', 'aws:SignInSessionArn', 'aws:AssumedRoot'],
      ...['aws:IsMcpServiceAction', 'aws:IsAwsMcpServiceAction', 'aws:ViaAWSMCPService', 'aws:SourceVpcArn'],
    ],
    Arn: [
      'aws:PrincipalArn',
      'aws:SourceArn',
      'lambda:SourceFunctionArn',
      'ecs:cluster',
      'glue:CredentialIssuingService',
    ],
    Bool: [...['aws:MultiFactorAuthPresent', 'aws:PrincipalIsAWSService', 'aws:SecureTransport', 'aws:ViaAWSService']],
    Numeric: ['aws:MultiFactorAuthAge'],
    Date: ['aws:CurrentTime', 'aws:EpochTime', 'aws:TokenIssueTime', 'ec2:RoleDelivery'],
    IpAddress: ['aws:SourceIp', 'aws:VpcSourceIp', 'aws:Ec2InstanceSourcePrivateIPv4'],
    StringList: [
      ...['aws:CalledVia', 'aws:PrincipalOrgPaths', 'aws:PrincipalServiceNamesList', 'aws:ResourceOrgPaths'],
      ...['aws:SourceOrgPaths', 'aws:TagKeys', 'aws:VpceOrgPaths'],
    ],
  }).flatMap(([kind, names]) =>
    names.map((name): [string, KnownKey] => [
      asciiLower(name),
      { name, type: kind === 'StringList' ? 'String' : (kind as KeyType), isMulti: kind === 'StringList' },
    ]),
  ),
);

/** Keys that only sometimes are what their table says: an Arn or a text, a Bool or a text. Nothing is said of their operators. */
export const LOOSE: ReadonlySet<string> = new Set([
  'aws:assumedroot',
  'aws:epochtime',
  'ec2:roledelivery',
  'aws:chatbotsourcearn',
  'aws:signinsessionarn',
  'aws:sourcevpcarn',
]);
