// Made by `node scripts/derive.ts`; do not edit. Facts of AWS service models (see NOTICE).
import type * as facts from '../facts.ts';

export interface PolicyDescriptorType { readonly arn?: string | undefined; }
export interface Tag { readonly Key: string; readonly Value: string; }
export interface ProvidedContext { readonly ProviderArn?: string | undefined; readonly ContextAssertion?: string | undefined; }
export interface AssumeRoleRequest { readonly RoleArn: string; readonly RoleSessionName: string; readonly PolicyArns?: readonly PolicyDescriptorType[] | undefined; readonly Policy?: string | undefined; readonly DurationSeconds?: number | undefined; readonly Tags?: readonly Tag[] | undefined; readonly TransitiveTagKeys?: readonly string[] | undefined; readonly ExternalId?: string | undefined; readonly SerialNumber?: string | undefined; readonly TokenCode?: string | undefined; readonly SourceIdentity?: string | undefined; readonly ProvidedContexts?: readonly ProvidedContext[] | undefined; readonly MinimumSessionTokenSize?: number | undefined; }
export interface AssumedRoleUser { readonly AssumedRoleId: string; readonly Arn: string; }
export interface Credentials { readonly AccessKeyId: string; readonly SecretAccessKey: string; readonly SessionToken: string; readonly Expiration: number; }
export interface AssumeRoleResponse { readonly AssumedRoleUser?: AssumedRoleUser | undefined; readonly Credentials?: Credentials | undefined; readonly PackedPolicySize?: number | undefined; readonly SourceIdentity?: string | undefined; readonly SessionTokenUtilization?: number | undefined; readonly SessionTokenSize?: number | undefined; }
export interface AssumeRoleWithSAMLRequest { readonly RoleArn: string; readonly PrincipalArn: string; readonly SAMLAssertion: string; readonly PolicyArns?: readonly PolicyDescriptorType[] | undefined; readonly Policy?: string | undefined; readonly DurationSeconds?: number | undefined; readonly MinimumSessionTokenSize?: number | undefined; }
export interface AssumeRoleWithSAMLResponse { readonly Credentials?: Credentials | undefined; readonly AssumedRoleUser?: AssumedRoleUser | undefined; readonly PackedPolicySize?: number | undefined; readonly Subject?: string | undefined; readonly SubjectType?: string | undefined; readonly Issuer?: string | undefined; readonly Audience?: string | undefined; readonly NameQualifier?: string | undefined; readonly SourceIdentity?: string | undefined; readonly SessionTokenUtilization?: number | undefined; readonly SessionTokenSize?: number | undefined; }
export interface AssumeRoleWithWebIdentityRequest { readonly RoleArn: string; readonly RoleSessionName: string; readonly WebIdentityToken: string; readonly ProviderId?: string | undefined; readonly PolicyArns?: readonly PolicyDescriptorType[] | undefined; readonly Policy?: string | undefined; readonly DurationSeconds?: number | undefined; readonly MinimumSessionTokenSize?: number | undefined; }
export interface AssumeRoleWithWebIdentityResponse { readonly Credentials?: Credentials | undefined; readonly SubjectFromWebIdentityToken?: string | undefined; readonly AssumedRoleUser?: AssumedRoleUser | undefined; readonly PackedPolicySize?: number | undefined; readonly Provider?: string | undefined; readonly Audience?: string | undefined; readonly SourceIdentity?: string | undefined; readonly SessionTokenUtilization?: number | undefined; readonly SessionTokenSize?: number | undefined; }
export interface AssumeRootRequest { readonly TargetPrincipal: string; readonly TaskPolicyArn: PolicyDescriptorType; readonly DurationSeconds?: number | undefined; readonly MinimumSessionTokenSize?: number | undefined; }
export interface AssumeRootResponse { readonly Credentials?: Credentials | undefined; readonly SourceIdentity?: string | undefined; readonly SessionTokenUtilization?: number | undefined; readonly SessionTokenSize?: number | undefined; }
export interface DecodeAuthorizationMessageRequest { readonly EncodedMessage: string; }
export interface DecodeAuthorizationMessageResponse { readonly DecodedMessage?: string | undefined; }
export interface GetAccessKeyInfoRequest { readonly AccessKeyId: string; }
export interface GetAccessKeyInfoResponse { readonly Account?: string | undefined; }
export interface GetCallerIdentityRequest {  }
export interface GetCallerIdentityResponse { readonly Arn?: string | undefined; readonly UserId?: string | undefined; readonly Account?: string | undefined; }
export interface GetDelegatedAccessTokenRequest { readonly TradeInToken: string; }
export interface GetDelegatedAccessTokenResponse { readonly Credentials?: Credentials | undefined; readonly PackedPolicySize?: number | undefined; readonly AssumedPrincipal?: string | undefined; }
export interface GetFederationTokenRequest { readonly Name: string; readonly Policy?: string | undefined; readonly PolicyArns?: readonly PolicyDescriptorType[] | undefined; readonly DurationSeconds?: number | undefined; readonly Tags?: readonly Tag[] | undefined; readonly MinimumSessionTokenSize?: number | undefined; }
export interface FederatedUser { readonly FederatedUserId: string; readonly Arn: string; }
export interface GetFederationTokenResponse { readonly Credentials?: Credentials | undefined; readonly FederatedUser?: FederatedUser | undefined; readonly PackedPolicySize?: number | undefined; readonly SessionTokenUtilization?: number | undefined; readonly SessionTokenSize?: number | undefined; }
export interface GetSessionTokenRequest { readonly DurationSeconds?: number | undefined; readonly SerialNumber?: string | undefined; readonly TokenCode?: string | undefined; readonly MinimumSessionTokenSize?: number | undefined; }
export interface GetSessionTokenResponse { readonly Credentials?: Credentials | undefined; readonly SessionTokenUtilization?: number | undefined; readonly SessionTokenSize?: number | undefined; }
export interface GetWebIdentityTokenRequest { readonly Audience: readonly string[]; readonly DurationSeconds?: number | undefined; readonly SigningAlgorithm: string; readonly Tags?: readonly Tag[] | undefined; }
export interface GetWebIdentityTokenResponse { readonly WebIdentityToken?: string | undefined; readonly Expiration?: number | undefined; }

export const service: facts.ServiceFacts = {name:"sts",version:"2011-06-15",namespace:"https://sts.amazonaws.com/doc/2011-06-15/"};
const empty: facts.StructureShape = {type:"structure",members:{},required:[]};
const arnType: facts.StringShape = {type:"string",min:20,max:2048,pattern:"[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+"};
const roleSessionNameType: facts.StringShape = {type:"string",min:2,max:64,pattern:"[\\w+=,.@-]*"};
const PolicyDescriptorType: facts.StructureShape = {type:"structure",members:{arn:arnType},required:[]};
const policyDescriptorListType: facts.ListShape = {type:"list",max:10,member:PolicyDescriptorType};
const unrestrictedSessionPolicyDocumentType: facts.StringShape = {type:"string",min:1,pattern:"[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"};
const roleDurationSecondsType: facts.NumberShape = {type:"integer",min:900,max:43200};
const tagKeyType: facts.StringShape = {type:"string",min:1,max:128,pattern:"[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+"};
const tagValueType: facts.StringShape = {type:"string",min:0,max:256,pattern:"[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*"};
const Tag: facts.StructureShape = {type:"structure",members:{Key:tagKeyType,Value:tagValueType},required:["Key","Value"]};
const tagListType: facts.ListShape = {type:"list",max:50,member:Tag};
const tagKeyListType: facts.ListShape = {type:"list",max:50,member:tagKeyType};
const externalIdType: facts.StringShape = {type:"string",min:2,max:1224,pattern:"[\\w+=,.@:\\/-]*"};
const serialNumberType: facts.StringShape = {type:"string",min:9,max:256,pattern:"[\\w+=/:,.@-]*"};
const tokenCodeType: facts.StringShape = {type:"string",min:6,max:6,pattern:"[\\d]*"};
const sourceIdentityType: facts.StringShape = {type:"string",min:2,max:64,pattern:"[\\w+=,.@-]*"};
const contextAssertionType: facts.StringShape = {type:"string",min:4,max:2048};
const ProvidedContext: facts.StructureShape = {type:"structure",members:{ProviderArn:arnType,ContextAssertion:contextAssertionType},required:[]};
const ProvidedContextsListType: facts.ListShape = {type:"list",min:1,max:5,member:ProvidedContext};
const minimumSessionTokenSizeType: facts.NumberShape = {type:"integer",min:0,max:4096};
const AssumeRoleRequest: facts.StructureShape = {type:"structure",members:{RoleArn:arnType,RoleSessionName:roleSessionNameType,PolicyArns:policyDescriptorListType,Policy:unrestrictedSessionPolicyDocumentType,DurationSeconds:roleDurationSecondsType,Tags:tagListType,TransitiveTagKeys:tagKeyListType,ExternalId:externalIdType,SerialNumber:serialNumberType,TokenCode:tokenCodeType,SourceIdentity:sourceIdentityType,ProvidedContexts:ProvidedContextsListType,MinimumSessionTokenSize:minimumSessionTokenSizeType},required:["RoleArn","RoleSessionName"]};
const assumedRoleIdType: facts.StringShape = {type:"string",min:2,max:193,pattern:"[\\w+=,.@:-]*"};
const AssumedRoleUser: facts.StructureShape = {type:"structure",members:{AssumedRoleId:assumedRoleIdType,Arn:arnType},required:["AssumedRoleId","Arn"]};
const accessKeyIdType: facts.StringShape = {type:"string",min:16,max:128,pattern:"[\\w]*"};
const accessKeySecretType: facts.StringShape = {type:"string",sensitive:true};
const tokenType: facts.StringShape = {type:"string"};
const dateType: facts.TimestampShape = {type:"timestamp"};
const Credentials: facts.StructureShape = {type:"structure",members:{AccessKeyId:accessKeyIdType,SecretAccessKey:accessKeySecretType,SessionToken:tokenType,Expiration:dateType},required:["AccessKeyId","SecretAccessKey","SessionToken","Expiration"]};
const nonNegativeIntegerType: facts.NumberShape = {type:"integer",min:0};
const AssumeRoleResponse: facts.StructureShape = {type:"structure",members:{AssumedRoleUser,Credentials,PackedPolicySize:nonNegativeIntegerType,SourceIdentity:sourceIdentityType,SessionTokenUtilization:nonNegativeIntegerType,SessionTokenSize:nonNegativeIntegerType},required:[]};
const SAMLAssertionType: facts.StringShape = {type:"string",min:4,max:100000,sensitive:true};
const sessionPolicyDocumentType: facts.StringShape = {type:"string",min:1,max:2048,pattern:"[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"};
const AssumeRoleWithSAMLRequest: facts.StructureShape = {type:"structure",members:{RoleArn:arnType,PrincipalArn:arnType,SAMLAssertion:SAMLAssertionType,PolicyArns:policyDescriptorListType,Policy:sessionPolicyDocumentType,DurationSeconds:roleDurationSecondsType,MinimumSessionTokenSize:minimumSessionTokenSizeType},required:["RoleArn","PrincipalArn","SAMLAssertion"]};
const Subject: facts.StringShape = {type:"string"};
const SubjectType: facts.StringShape = {type:"string"};
const Issuer: facts.StringShape = {type:"string"};
const Audience: facts.StringShape = {type:"string"};
const NameQualifier: facts.StringShape = {type:"string"};
const AssumeRoleWithSAMLResponse: facts.StructureShape = {type:"structure",members:{Credentials,AssumedRoleUser,PackedPolicySize:nonNegativeIntegerType,Subject,SubjectType,Issuer,Audience,NameQualifier,SourceIdentity:sourceIdentityType,SessionTokenUtilization:nonNegativeIntegerType,SessionTokenSize:nonNegativeIntegerType},required:[]};
const clientTokenType: facts.StringShape = {type:"string",min:4,max:20000,sensitive:true};
const urlType: facts.StringShape = {type:"string",min:4,max:2048};
const AssumeRoleWithWebIdentityRequest: facts.StructureShape = {type:"structure",members:{RoleArn:arnType,RoleSessionName:roleSessionNameType,WebIdentityToken:clientTokenType,ProviderId:urlType,PolicyArns:policyDescriptorListType,Policy:sessionPolicyDocumentType,DurationSeconds:roleDurationSecondsType,MinimumSessionTokenSize:minimumSessionTokenSizeType},required:["RoleArn","RoleSessionName","WebIdentityToken"]};
const webIdentitySubjectType: facts.StringShape = {type:"string",min:6,max:255};
const AssumeRoleWithWebIdentityResponse: facts.StructureShape = {type:"structure",members:{Credentials,SubjectFromWebIdentityToken:webIdentitySubjectType,AssumedRoleUser,PackedPolicySize:nonNegativeIntegerType,Provider:Issuer,Audience,SourceIdentity:sourceIdentityType,SessionTokenUtilization:nonNegativeIntegerType,SessionTokenSize:nonNegativeIntegerType},required:[]};
const TargetPrincipalType: facts.StringShape = {type:"string",min:12,max:2048};
const RootDurationSecondsType: facts.NumberShape = {type:"integer",min:0,max:900};
const AssumeRootRequest: facts.StructureShape = {type:"structure",members:{TargetPrincipal:TargetPrincipalType,TaskPolicyArn:PolicyDescriptorType,DurationSeconds:RootDurationSecondsType,MinimumSessionTokenSize:minimumSessionTokenSizeType},required:["TargetPrincipal","TaskPolicyArn"]};
const AssumeRootResponse: facts.StructureShape = {type:"structure",members:{Credentials,SourceIdentity:sourceIdentityType,SessionTokenUtilization:nonNegativeIntegerType,SessionTokenSize:nonNegativeIntegerType},required:[]};
const encodedMessageType: facts.StringShape = {type:"string",min:1,max:10240};
const DecodeAuthorizationMessageRequest: facts.StructureShape = {type:"structure",members:{EncodedMessage:encodedMessageType},required:["EncodedMessage"]};
const decodedMessageType: facts.StringShape = {type:"string"};
const DecodeAuthorizationMessageResponse: facts.StructureShape = {type:"structure",members:{DecodedMessage:decodedMessageType},required:[]};
const GetAccessKeyInfoRequest: facts.StructureShape = {type:"structure",members:{AccessKeyId:accessKeyIdType},required:["AccessKeyId"]};
const accountType: facts.StringShape = {type:"string"};
const GetAccessKeyInfoResponse: facts.StructureShape = {type:"structure",members:{Account:accountType},required:[]};
const GetCallerIdentityRequest: facts.StructureShape = {type:"structure",members:{},required:[]};
const userIdType: facts.StringShape = {type:"string"};
const GetCallerIdentityResponse: facts.StructureShape = {type:"structure",members:{Arn:arnType,UserId:userIdType,Account:accountType},required:[]};
const tradeInTokenType: facts.StringShape = {type:"string",sensitive:true};
const GetDelegatedAccessTokenRequest: facts.StructureShape = {type:"structure",members:{TradeInToken:tradeInTokenType},required:["TradeInToken"]};
const GetDelegatedAccessTokenResponse: facts.StructureShape = {type:"structure",members:{Credentials,PackedPolicySize:nonNegativeIntegerType,AssumedPrincipal:arnType},required:[]};
const userNameType: facts.StringShape = {type:"string",min:2,max:32,pattern:"[\\w+=,.@-]*"};
const durationSecondsType: facts.NumberShape = {type:"integer",min:900,max:129600};
const GetFederationTokenRequest: facts.StructureShape = {type:"structure",members:{Name:userNameType,Policy:sessionPolicyDocumentType,PolicyArns:policyDescriptorListType,DurationSeconds:durationSecondsType,Tags:tagListType,MinimumSessionTokenSize:minimumSessionTokenSizeType},required:["Name"]};
const federatedIdType: facts.StringShape = {type:"string",min:2,max:193,pattern:"[\\w+=,.@\\:-]*"};
const FederatedUser: facts.StructureShape = {type:"structure",members:{FederatedUserId:federatedIdType,Arn:arnType},required:["FederatedUserId","Arn"]};
const GetFederationTokenResponse: facts.StructureShape = {type:"structure",members:{Credentials,FederatedUser,PackedPolicySize:nonNegativeIntegerType,SessionTokenUtilization:nonNegativeIntegerType,SessionTokenSize:nonNegativeIntegerType},required:[]};
const GetSessionTokenRequest: facts.StructureShape = {type:"structure",members:{DurationSeconds:durationSecondsType,SerialNumber:serialNumberType,TokenCode:tokenCodeType,MinimumSessionTokenSize:minimumSessionTokenSizeType},required:[]};
const GetSessionTokenResponse: facts.StructureShape = {type:"structure",members:{Credentials,SessionTokenUtilization:nonNegativeIntegerType,SessionTokenSize:nonNegativeIntegerType},required:[]};
const webIdentityTokenAudienceStringType: facts.StringShape = {type:"string",min:1,max:1000};
const webIdentityTokenAudienceListType: facts.ListShape = {type:"list",min:1,max:10,member:webIdentityTokenAudienceStringType};
const webIdentityTokenDurationSecondsType: facts.NumberShape = {type:"integer",min:60,max:3600};
const jwtAlgorithmType: facts.StringShape = {type:"string",min:5,max:5};
const GetWebIdentityTokenRequest: facts.StructureShape = {type:"structure",members:{Audience:webIdentityTokenAudienceListType,DurationSeconds:webIdentityTokenDurationSecondsType,SigningAlgorithm:jwtAlgorithmType,Tags:tagListType},required:["Audience","SigningAlgorithm"]};
const webIdentityTokenType: facts.StringShape = {type:"string",sensitive:true};
const GetWebIdentityTokenResponse: facts.StructureShape = {type:"structure",members:{WebIdentityToken:webIdentityTokenType,Expiration:dateType},required:[]};
const MalformedPolicyDocumentException: facts.ErrorFacts = {code:"MalformedPolicyDocument",status:400};
const PackedPolicyTooLargeException: facts.ErrorFacts = {code:"PackedPolicyTooLarge",status:400};
const RegionDisabledException: facts.ErrorFacts = {code:"RegionDisabledException",status:403};
const ExpiredTokenException: facts.ErrorFacts = {code:"ExpiredTokenException",status:400};
const IDPRejectedClaimException: facts.ErrorFacts = {code:"IDPRejectedClaim",status:403};
const InvalidIdentityTokenException: facts.ErrorFacts = {code:"InvalidIdentityToken",status:400};
const IDPCommunicationErrorException: facts.ErrorFacts = {code:"IDPCommunicationError",status:400};
const InvalidAuthorizationMessageException: facts.ErrorFacts = {code:"InvalidAuthorizationMessageException",status:400};
const ExpiredTradeInTokenException: facts.ErrorFacts = {code:"ExpiredTradeInTokenException",status:400};
const SessionDurationEscalationException: facts.ErrorFacts = {code:"SessionDurationEscalationException",status:403};
const OutboundWebIdentityFederationDisabledException: facts.ErrorFacts = {code:"OutboundWebIdentityFederationDisabledException",status:403};
const JWTPayloadSizeExceededException: facts.ErrorFacts = {code:"JWTPayloadSizeExceededException",status:400};
export const AssumeRole: facts.OperationFacts<AssumeRoleRequest, AssumeRoleResponse> = {service,name:"AssumeRole",input:AssumeRoleRequest,output:AssumeRoleResponse,errors:[MalformedPolicyDocumentException,PackedPolicyTooLargeException,RegionDisabledException,ExpiredTokenException]};
export const AssumeRoleWithSAML: facts.OperationFacts<AssumeRoleWithSAMLRequest, AssumeRoleWithSAMLResponse> = {service,name:"AssumeRoleWithSAML",input:AssumeRoleWithSAMLRequest,output:AssumeRoleWithSAMLResponse,errors:[MalformedPolicyDocumentException,PackedPolicyTooLargeException,IDPRejectedClaimException,InvalidIdentityTokenException,ExpiredTokenException,RegionDisabledException]};
export const AssumeRoleWithWebIdentity: facts.OperationFacts<AssumeRoleWithWebIdentityRequest, AssumeRoleWithWebIdentityResponse> = {service,name:"AssumeRoleWithWebIdentity",input:AssumeRoleWithWebIdentityRequest,output:AssumeRoleWithWebIdentityResponse,errors:[MalformedPolicyDocumentException,PackedPolicyTooLargeException,IDPRejectedClaimException,IDPCommunicationErrorException,InvalidIdentityTokenException,ExpiredTokenException,RegionDisabledException]};
export const AssumeRoot: facts.OperationFacts<AssumeRootRequest, AssumeRootResponse> = {service,name:"AssumeRoot",input:AssumeRootRequest,output:AssumeRootResponse,errors:[RegionDisabledException,ExpiredTokenException]};
export const DecodeAuthorizationMessage: facts.OperationFacts<DecodeAuthorizationMessageRequest, DecodeAuthorizationMessageResponse> = {service,name:"DecodeAuthorizationMessage",input:DecodeAuthorizationMessageRequest,output:DecodeAuthorizationMessageResponse,errors:[InvalidAuthorizationMessageException]};
export const GetAccessKeyInfo: facts.OperationFacts<GetAccessKeyInfoRequest, GetAccessKeyInfoResponse> = {service,name:"GetAccessKeyInfo",input:GetAccessKeyInfoRequest,output:GetAccessKeyInfoResponse,errors:[]};
export const GetCallerIdentity: facts.OperationFacts<GetCallerIdentityRequest, GetCallerIdentityResponse> = {service,name:"GetCallerIdentity",input:GetCallerIdentityRequest,output:GetCallerIdentityResponse,errors:[]};
export const GetDelegatedAccessToken: facts.OperationFacts<GetDelegatedAccessTokenRequest, GetDelegatedAccessTokenResponse> = {service,name:"GetDelegatedAccessToken",input:GetDelegatedAccessTokenRequest,output:GetDelegatedAccessTokenResponse,errors:[ExpiredTradeInTokenException,RegionDisabledException,PackedPolicyTooLargeException]};
export const GetFederationToken: facts.OperationFacts<GetFederationTokenRequest, GetFederationTokenResponse> = {service,name:"GetFederationToken",input:GetFederationTokenRequest,output:GetFederationTokenResponse,errors:[MalformedPolicyDocumentException,PackedPolicyTooLargeException,RegionDisabledException]};
export const GetSessionToken: facts.OperationFacts<GetSessionTokenRequest, GetSessionTokenResponse> = {service,name:"GetSessionToken",input:GetSessionTokenRequest,output:GetSessionTokenResponse,errors:[RegionDisabledException]};
export const GetWebIdentityToken: facts.OperationFacts<GetWebIdentityTokenRequest, GetWebIdentityTokenResponse> = {service,name:"GetWebIdentityToken",input:GetWebIdentityTokenRequest,output:GetWebIdentityTokenResponse,errors:[SessionDurationEscalationException,OutboundWebIdentityFederationDisabledException,JWTPayloadSizeExceededException]};

export const operations: ReadonlyMap<string, facts.OperationFacts> = new Map<string, facts.OperationFacts>(
[AssumeRole,AssumeRoleWithSAML,AssumeRoleWithWebIdentity,AssumeRoot,DecodeAuthorizationMessage,GetAccessKeyInfo,GetCallerIdentity,GetDelegatedAccessToken,GetFederationToken,GetSessionToken,GetWebIdentityToken].map((operation) => [operation.name, operation]));
