// Made by `node scripts/derive.ts`; do not edit. Facts of AWS service models (see NOTICE).
import type * as facts from '../facts.ts';

export interface AcceptDelegationRequestRequest { readonly DelegationRequestId: string; }
export interface ReplacementValueEntry { readonly Values: readonly string[]; }
export interface AcquireRoleRequest { readonly TemplateArn: string; readonly TemplateMinorVersion?: number | undefined; readonly ReplacementValues?: ReadonlyMap<string, ReplacementValueEntry> | undefined; }
export type PermissionsBoundaryAttachmentType = "PermissionsBoundaryPolicy";
export interface AttachedPermissionsBoundary { readonly PermissionsBoundaryType?: PermissionsBoundaryAttachmentType | undefined; readonly PermissionsBoundaryArn?: string | undefined; }
export interface Tag { readonly Key: string; readonly Value: string; }
export interface RoleLastUsed { readonly LastUsedDate?: number | undefined; readonly Region?: string | undefined; }
export interface SourceRoleTemplate { readonly TemplateArn: string; readonly TemplateMinorVersion: number; }
export interface Role { readonly Path: string; readonly RoleName: string; readonly RoleId: string; readonly Arn: string; readonly CreateDate: number; readonly AssumeRolePolicyDocument?: string | undefined; readonly Description?: string | undefined; readonly MaxSessionDuration?: number | undefined; readonly PermissionsBoundary?: AttachedPermissionsBoundary | undefined; readonly Tags?: readonly Tag[] | undefined; readonly RoleLastUsed?: RoleLastUsed | undefined; readonly SourceRoleTemplate?: SourceRoleTemplate | undefined; }
export interface AcquireRoleResponse { readonly Role: Role; }
export interface AddClientIDToOpenIDConnectProviderRequest { readonly OpenIDConnectProviderArn: string; readonly ClientID: string; }
export interface AddRoleToInstanceProfileRequest { readonly InstanceProfileName: string; readonly RoleName: string; }
export interface AddUserToGroupRequest { readonly GroupName: string; readonly UserName: string; }
export interface AssociateDelegationRequestRequest { readonly DelegationRequestId: string; }
export interface AttachGroupPolicyRequest { readonly GroupName: string; readonly PolicyArn: string; }
export interface AttachRolePolicyRequest { readonly RoleName: string; readonly PolicyArn: string; }
export interface AttachUserPolicyRequest { readonly UserName: string; readonly PolicyArn: string; }
export interface ChangePasswordRequest { readonly OldPassword: string; readonly NewPassword: string; }
export interface CreateAccessKeyRequest { readonly UserName?: string | undefined; }
export type statusType = "Active" | "Inactive" | "Expired";
export interface AccessKey { readonly UserName: string; readonly AccessKeyId: string; readonly Status: statusType; readonly SecretAccessKey: string; readonly CreateDate?: number | undefined; }
export interface CreateAccessKeyResponse { readonly AccessKey: AccessKey; }
export interface CreateAccountAliasRequest { readonly AccountAlias: string; }
export type PolicyParameterTypeEnum = "string" | "stringList";
export interface PolicyParameter { readonly Name?: string | undefined; readonly Values?: readonly string[] | undefined; readonly Type?: PolicyParameterTypeEnum | undefined; }
export interface DelegationPermission { readonly PolicyTemplateArn?: string | undefined; readonly Parameters?: readonly PolicyParameter[] | undefined; }
export interface CreateDelegationRequestRequest { readonly OwnerAccountId?: string | undefined; readonly Description: string; readonly Permissions: DelegationPermission; readonly RequestMessage?: string | undefined; readonly RequestorWorkflowId: string; readonly RedirectUrl?: string | undefined; readonly NotificationChannel: string; readonly SessionDuration: number; readonly OnlySendByOwner?: boolean | undefined; }
export interface CreateDelegationRequestResponse { readonly ConsoleDeepLink?: string | undefined; readonly DelegationRequestId?: string | undefined; }
export interface CreateGroupRequest { readonly Path?: string | undefined; readonly GroupName: string; }
export interface Group { readonly Path: string; readonly GroupName: string; readonly GroupId: string; readonly Arn: string; readonly CreateDate: number; }
export interface CreateGroupResponse { readonly Group: Group; }
export interface CreateInstanceProfileRequest { readonly InstanceProfileName: string; readonly Path?: string | undefined; readonly Tags?: readonly Tag[] | undefined; }
export interface InstanceProfile { readonly Path: string; readonly InstanceProfileName: string; readonly InstanceProfileId: string; readonly Arn: string; readonly CreateDate: number; readonly Roles: readonly Role[]; readonly Tags?: readonly Tag[] | undefined; }
export interface CreateInstanceProfileResponse { readonly InstanceProfile: InstanceProfile; }
export interface CreateLoginProfileRequest { readonly UserName?: string | undefined; readonly Password?: string | undefined; readonly PasswordResetRequired?: boolean | undefined; }
export interface LoginProfile { readonly UserName: string; readonly CreateDate: number; readonly PasswordResetRequired?: boolean | undefined; }
export interface CreateLoginProfileResponse { readonly LoginProfile: LoginProfile; }
export interface CreateOpenIDConnectProviderRequest { readonly Url: string; readonly ClientIDList?: readonly string[] | undefined; readonly ThumbprintList?: readonly string[] | undefined; readonly Tags?: readonly Tag[] | undefined; }
export interface CreateOpenIDConnectProviderResponse { readonly OpenIDConnectProviderArn?: string | undefined; readonly Tags?: readonly Tag[] | undefined; }
export interface CreatePolicyRequest { readonly PolicyName: string; readonly Path?: string | undefined; readonly PolicyDocument: string; readonly Description?: string | undefined; readonly Tags?: readonly Tag[] | undefined; }
export interface Policy { readonly PolicyName?: string | undefined; readonly PolicyId?: string | undefined; readonly Arn?: string | undefined; readonly Path?: string | undefined; readonly DefaultVersionId?: string | undefined; readonly AttachmentCount?: number | undefined; readonly PermissionsBoundaryUsageCount?: number | undefined; readonly IsAttachable?: boolean | undefined; readonly Description?: string | undefined; readonly CreateDate?: number | undefined; readonly UpdateDate?: number | undefined; readonly Tags?: readonly Tag[] | undefined; }
export interface CreatePolicyResponse { readonly Policy?: Policy | undefined; }
export interface CreatePolicyVersionRequest { readonly PolicyArn: string; readonly PolicyDocument: string; readonly SetAsDefault?: boolean | undefined; }
export interface PolicyVersion { readonly Document?: string | undefined; readonly VersionId?: string | undefined; readonly IsDefaultVersion?: boolean | undefined; readonly CreateDate?: number | undefined; }
export interface CreatePolicyVersionResponse { readonly PolicyVersion?: PolicyVersion | undefined; }
export interface CreateRoleRequest { readonly Path?: string | undefined; readonly RoleName: string; readonly AssumeRolePolicyDocument: string; readonly Description?: string | undefined; readonly MaxSessionDuration?: number | undefined; readonly PermissionsBoundary?: string | undefined; readonly Tags?: readonly Tag[] | undefined; }
export interface CreateRoleResponse { readonly Role: Role; }
export type assertionEncryptionModeType = "Required" | "Allowed";
export interface CreateSAMLProviderRequest { readonly SAMLMetadataDocument: string; readonly Name: string; readonly Tags?: readonly Tag[] | undefined; readonly AssertionEncryptionMode?: assertionEncryptionModeType | undefined; readonly AddPrivateKey?: string | undefined; }
export interface CreateSAMLProviderResponse { readonly SAMLProviderArn?: string | undefined; readonly Tags?: readonly Tag[] | undefined; }
export interface CreateServiceLinkedRoleRequest { readonly AWSServiceName: string; readonly Description?: string | undefined; readonly CustomSuffix?: string | undefined; }
export interface CreateServiceLinkedRoleResponse { readonly Role?: Role | undefined; }
export interface CreateServiceSpecificCredentialRequest { readonly UserName: string; readonly ServiceName: string; readonly CredentialAgeDays?: number | undefined; }
export interface ServiceSpecificCredential { readonly CreateDate: number; readonly ExpirationDate?: number | undefined; readonly ServiceName: string; readonly ServiceUserName?: string | undefined; readonly ServicePassword?: string | undefined; readonly ServiceCredentialAlias?: string | undefined; readonly ServiceCredentialSecret?: string | undefined; readonly ServiceSpecificCredentialId: string; readonly UserName: string; readonly Status: statusType; }
export interface CreateServiceSpecificCredentialResponse { readonly ServiceSpecificCredential?: ServiceSpecificCredential | undefined; }
export interface CreateUserRequest { readonly Path?: string | undefined; readonly UserName: string; readonly PermissionsBoundary?: string | undefined; readonly Tags?: readonly Tag[] | undefined; }
export interface User { readonly Path: string; readonly UserName: string; readonly UserId: string; readonly Arn: string; readonly CreateDate: number; readonly PasswordLastUsed?: number | undefined; readonly PermissionsBoundary?: AttachedPermissionsBoundary | undefined; readonly Tags?: readonly Tag[] | undefined; }
export interface CreateUserResponse { readonly User?: User | undefined; }
export interface CreateVirtualMFADeviceRequest { readonly Path?: string | undefined; readonly VirtualMFADeviceName: string; readonly Tags?: readonly Tag[] | undefined; }
export interface VirtualMFADevice { readonly SerialNumber: string; readonly Base32StringSeed?: Uint8Array | undefined; readonly QRCodePNG?: Uint8Array | undefined; readonly User?: User | undefined; readonly EnableDate?: number | undefined; readonly Tags?: readonly Tag[] | undefined; }
export interface CreateVirtualMFADeviceResponse { readonly VirtualMFADevice: VirtualMFADevice; }
export interface DeactivateMFADeviceRequest { readonly UserName?: string | undefined; readonly SerialNumber: string; }
export interface DeleteAccessKeyRequest { readonly UserName?: string | undefined; readonly AccessKeyId: string; }
export interface DeleteAccountAliasRequest { readonly AccountAlias: string; }
export interface DeleteGroupRequest { readonly GroupName: string; }
export interface DeleteGroupPolicyRequest { readonly GroupName: string; readonly PolicyName: string; }
export interface DeleteInstanceProfileRequest { readonly InstanceProfileName: string; }
export interface DeleteLoginProfileRequest { readonly UserName?: string | undefined; }
export interface DeleteOpenIDConnectProviderRequest { readonly OpenIDConnectProviderArn: string; }
export interface DeletePolicyRequest { readonly PolicyArn: string; }
export interface DeletePolicyVersionRequest { readonly PolicyArn: string; readonly VersionId: string; }
export interface DeleteRoleRequest { readonly RoleName: string; }
export interface DeleteRolePermissionsBoundaryRequest { readonly RoleName: string; }
export interface DeleteRolePolicyRequest { readonly RoleName: string; readonly PolicyName: string; }
export interface DeleteSAMLProviderRequest { readonly SAMLProviderArn: string; }
export interface DeleteSSHPublicKeyRequest { readonly UserName: string; readonly SSHPublicKeyId: string; }
export interface DeleteServerCertificateRequest { readonly ServerCertificateName: string; }
export interface DeleteServiceLinkedRoleRequest { readonly RoleName: string; }
export interface DeleteServiceLinkedRoleResponse { readonly DeletionTaskId: string; }
export interface DeleteServiceSpecificCredentialRequest { readonly UserName?: string | undefined; readonly ServiceSpecificCredentialId: string; }
export interface DeleteSigningCertificateRequest { readonly UserName?: string | undefined; readonly CertificateId: string; }
export interface DeleteUserRequest { readonly UserName: string; }
export interface DeleteUserPermissionsBoundaryRequest { readonly UserName: string; }
export interface DeleteUserPolicyRequest { readonly UserName: string; readonly PolicyName: string; }
export interface DeleteVirtualMFADeviceRequest { readonly SerialNumber: string; }
export interface DetachGroupPolicyRequest { readonly GroupName: string; readonly PolicyArn: string; }
export interface DetachRolePolicyRequest { readonly RoleName: string; readonly PolicyArn: string; }
export interface DetachUserPolicyRequest { readonly UserName: string; readonly PolicyArn: string; }
export interface DisableOrganizationsRootCredentialsManagementRequest {  }
export type FeatureType = "RootCredentialsManagement" | "RootSessions";
export interface DisableOrganizationsRootCredentialsManagementResponse { readonly OrganizationId?: string | undefined; readonly EnabledFeatures?: readonly FeatureType[] | undefined; }
export interface DisableOrganizationsRootSessionsRequest {  }
export interface DisableOrganizationsRootSessionsResponse { readonly OrganizationId?: string | undefined; readonly EnabledFeatures?: readonly FeatureType[] | undefined; }
export interface EnableMFADeviceRequest { readonly UserName: string; readonly SerialNumber: string; readonly AuthenticationCode1: string; readonly AuthenticationCode2: string; }
export interface EnableOrganizationsRootCredentialsManagementRequest {  }
export interface EnableOrganizationsRootCredentialsManagementResponse { readonly OrganizationId?: string | undefined; readonly EnabledFeatures?: readonly FeatureType[] | undefined; }
export interface EnableOrganizationsRootSessionsRequest {  }
export interface EnableOrganizationsRootSessionsResponse { readonly OrganizationId?: string | undefined; readonly EnabledFeatures?: readonly FeatureType[] | undefined; }
export interface EnableOutboundWebIdentityFederationResponse { readonly IssuerIdentifier?: string | undefined; }
export type ReportStateType = "STARTED" | "INPROGRESS" | "COMPLETE";
export interface GenerateCredentialReportResponse { readonly State?: ReportStateType | undefined; readonly Description?: string | undefined; }
export interface GenerateOrganizationsAccessReportRequest { readonly EntityPath: string; readonly OrganizationsPolicyId?: string | undefined; }
export interface GenerateOrganizationsAccessReportResponse { readonly JobId?: string | undefined; }
export type AccessAdvisorUsageGranularityType = "SERVICE_LEVEL" | "ACTION_LEVEL";
export interface GenerateServiceLastAccessedDetailsRequest { readonly Arn: string; readonly Granularity?: AccessAdvisorUsageGranularityType | undefined; }
export interface GenerateServiceLastAccessedDetailsResponse { readonly JobId?: string | undefined; }
export interface GetAccessKeyLastUsedRequest { readonly AccessKeyId: string; }
export interface AccessKeyLastUsed { readonly LastUsedDate?: number | undefined; readonly ServiceName: string; readonly Region: string; }
export interface GetAccessKeyLastUsedResponse { readonly UserName?: string | undefined; readonly AccessKeyLastUsed?: AccessKeyLastUsed | undefined; }
export type EntityType = "User" | "Role" | "Group" | "LocalManagedPolicy" | "AWSManagedPolicy";
export interface GetAccountAuthorizationDetailsRequest { readonly Filter?: readonly EntityType[] | undefined; readonly MaxItems?: number | undefined; readonly Marker?: string | undefined; }
export interface PolicyDetail { readonly PolicyName?: string | undefined; readonly PolicyDocument?: string | undefined; }
export interface AttachedPolicy { readonly PolicyName?: string | undefined; readonly PolicyArn?: string | undefined; }
export interface UserDetail { readonly Path?: string | undefined; readonly UserName?: string | undefined; readonly UserId?: string | undefined; readonly Arn?: string | undefined; readonly CreateDate?: number | undefined; readonly UserPolicyList?: readonly PolicyDetail[] | undefined; readonly GroupList?: readonly string[] | undefined; readonly AttachedManagedPolicies?: readonly AttachedPolicy[] | undefined; readonly PermissionsBoundary?: AttachedPermissionsBoundary | undefined; readonly Tags?: readonly Tag[] | undefined; }
export interface GroupDetail { readonly Path?: string | undefined; readonly GroupName?: string | undefined; readonly GroupId?: string | undefined; readonly Arn?: string | undefined; readonly CreateDate?: number | undefined; readonly GroupPolicyList?: readonly PolicyDetail[] | undefined; readonly AttachedManagedPolicies?: readonly AttachedPolicy[] | undefined; }
export interface RoleDetail { readonly Path?: string | undefined; readonly RoleName?: string | undefined; readonly RoleId?: string | undefined; readonly Arn?: string | undefined; readonly CreateDate?: number | undefined; readonly AssumeRolePolicyDocument?: string | undefined; readonly InstanceProfileList?: readonly InstanceProfile[] | undefined; readonly RolePolicyList?: readonly PolicyDetail[] | undefined; readonly AttachedManagedPolicies?: readonly AttachedPolicy[] | undefined; readonly PermissionsBoundary?: AttachedPermissionsBoundary | undefined; readonly Tags?: readonly Tag[] | undefined; readonly RoleLastUsed?: RoleLastUsed | undefined; }
export interface ManagedPolicyDetail { readonly PolicyName?: string | undefined; readonly PolicyId?: string | undefined; readonly Arn?: string | undefined; readonly Path?: string | undefined; readonly DefaultVersionId?: string | undefined; readonly AttachmentCount?: number | undefined; readonly PermissionsBoundaryUsageCount?: number | undefined; readonly IsAttachable?: boolean | undefined; readonly Description?: string | undefined; readonly CreateDate?: number | undefined; readonly UpdateDate?: number | undefined; readonly PolicyVersionList?: readonly PolicyVersion[] | undefined; }
export interface GetAccountAuthorizationDetailsResponse { readonly UserDetailList?: readonly UserDetail[] | undefined; readonly GroupDetailList?: readonly GroupDetail[] | undefined; readonly RoleDetailList?: readonly RoleDetail[] | undefined; readonly Policies?: readonly ManagedPolicyDetail[] | undefined; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface PasswordPolicy { readonly MinimumPasswordLength?: number | undefined; readonly RequireSymbols?: boolean | undefined; readonly RequireNumbers?: boolean | undefined; readonly RequireUppercaseCharacters?: boolean | undefined; readonly RequireLowercaseCharacters?: boolean | undefined; readonly AllowUsersToChangePassword?: boolean | undefined; readonly ExpirePasswords?: boolean | undefined; readonly MaxPasswordAge?: number | undefined; readonly PasswordReusePrevention?: number | undefined; readonly HardExpiry?: boolean | undefined; }
export interface GetAccountPasswordPolicyResponse { readonly PasswordPolicy: PasswordPolicy; }
export interface GetAccountPropertiesRequest {  }
export interface GetAccountPropertiesResponse { readonly Properties?: ReadonlyMap<string, string> | undefined; }
export type summaryKeyType = "Users" | "UsersQuota" | "Groups" | "GroupsQuota" | "ServerCertificates" | "ServerCertificatesQuota" | "UserPolicySizeQuota" | "GroupPolicySizeQuota" | "GroupsPerUserQuota" | "SigningCertificatesPerUserQuota" | "AccessKeysPerUserQuota" | "MFADevices" | "MFADevicesInUse" | "AccountMFAEnabled" | "AccountAccessKeysPresent" | "AccountPasswordPresent" | "AccountSigningCertificatesPresent" | "AttachedPoliciesPerGroupQuota" | "AttachedPoliciesPerRoleQuota" | "AttachedPoliciesPerUserQuota" | "Policies" | "PoliciesQuota" | "PolicySizeQuota" | "PolicyVersionsInUse" | "PolicyVersionsInUseQuota" | "VersionsPerPolicyQuota" | "GlobalEndpointTokenVersion" | "AssumeRolePolicySizeQuota" | "InstanceProfiles" | "InstanceProfilesQuota" | "Providers" | "RolePolicySizeQuota" | "Roles" | "RolesQuota";
export interface GetAccountSummaryResponse { readonly SummaryMap?: ReadonlyMap<summaryKeyType, number> | undefined; }
export interface GetContextKeysForCustomPolicyRequest { readonly PolicyInputList: readonly string[]; }
export interface GetContextKeysForPolicyResponse { readonly ContextKeyNames?: readonly string[] | undefined; }
export interface GetContextKeysForPrincipalPolicyRequest { readonly PolicySourceArn: string; readonly PolicyInputList?: readonly string[] | undefined; }
export type ReportFormatType = "text/csv";
export interface GetCredentialReportResponse { readonly Content?: Uint8Array | undefined; readonly ReportFormat?: ReportFormatType | undefined; readonly GeneratedTime?: number | undefined; }
export interface GetDelegationRequestRequest { readonly DelegationRequestId: string; readonly DelegationPermissionCheck?: boolean | undefined; }
export type stateType = "UNASSIGNED" | "ASSIGNED" | "PENDING_APPROVAL" | "FINALIZED" | "ACCEPTED" | "REJECTED" | "EXPIRED";
export interface DelegationRequest { readonly DelegationRequestId?: string | undefined; readonly OwnerAccountId?: string | undefined; readonly Description?: string | undefined; readonly RequestMessage?: string | undefined; readonly Permissions?: DelegationPermission | undefined; readonly PermissionPolicy?: string | undefined; readonly RolePermissionRestrictionArns?: readonly string[] | undefined; readonly OwnerId?: string | undefined; readonly ApproverId?: string | undefined; readonly State?: stateType | undefined; readonly ExpirationTime?: number | undefined; readonly RequestorId?: string | undefined; readonly RequestorName?: string | undefined; readonly CreateDate?: number | undefined; readonly SessionDuration?: number | undefined; readonly RedirectUrl?: string | undefined; readonly Notes?: string | undefined; readonly RejectionReason?: string | undefined; readonly OnlySendByOwner?: boolean | undefined; readonly UpdatedTime?: number | undefined; }
export type permissionCheckStatusType = "COMPLETE" | "IN_PROGRESS" | "FAILED";
export type permissionCheckResultType = "ALLOWED" | "DENIED" | "UNSURE";
export interface GetDelegationRequestResponse { readonly DelegationRequest?: DelegationRequest | undefined; readonly PermissionCheckStatus?: permissionCheckStatusType | undefined; readonly PermissionCheckResult?: permissionCheckResultType | undefined; }
export interface GetGroupRequest { readonly GroupName: string; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface GetGroupResponse { readonly Group: Group; readonly Users: readonly User[]; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface GetGroupPolicyRequest { readonly GroupName: string; readonly PolicyName: string; }
export interface GetGroupPolicyResponse { readonly GroupName: string; readonly PolicyName: string; readonly PolicyDocument: string; }
export interface GetHumanReadableSummaryRequest { readonly EntityArn: string; readonly Locale?: string | undefined; }
export type summaryStateType = "AVAILABLE" | "NOT_AVAILABLE" | "NOT_SUPPORTED" | "FAILED";
export interface GetHumanReadableSummaryResponse { readonly SummaryContent?: string | undefined; readonly Locale?: string | undefined; readonly SummaryState?: summaryStateType | undefined; }
export interface GetInstanceProfileRequest { readonly InstanceProfileName: string; }
export interface GetInstanceProfileResponse { readonly InstanceProfile: InstanceProfile; }
export interface GetLoginProfileRequest { readonly UserName?: string | undefined; }
export interface GetLoginProfileResponse { readonly LoginProfile: LoginProfile; }
export interface GetMFADeviceRequest { readonly SerialNumber: string; readonly UserName?: string | undefined; }
export interface GetMFADeviceResponse { readonly UserName?: string | undefined; readonly SerialNumber: string; readonly EnableDate?: number | undefined; readonly Certifications?: ReadonlyMap<string, string> | undefined; }
export interface GetOpenIDConnectProviderRequest { readonly OpenIDConnectProviderArn: string; }
export interface GetOpenIDConnectProviderResponse { readonly Url?: string | undefined; readonly ClientIDList?: readonly string[] | undefined; readonly ThumbprintList?: readonly string[] | undefined; readonly CreateDate?: number | undefined; readonly Tags?: readonly Tag[] | undefined; }
export type sortKeyType = "SERVICE_NAMESPACE_ASCENDING" | "SERVICE_NAMESPACE_DESCENDING" | "LAST_AUTHENTICATED_TIME_ASCENDING" | "LAST_AUTHENTICATED_TIME_DESCENDING";
export interface GetOrganizationsAccessReportRequest { readonly JobId: string; readonly MaxItems?: number | undefined; readonly Marker?: string | undefined; readonly SortKey?: sortKeyType | undefined; }
export type jobStatusType = "IN_PROGRESS" | "COMPLETED" | "FAILED";
export interface AccessDetail { readonly ServiceName: string; readonly ServiceNamespace: string; readonly Region?: string | undefined; readonly EntityPath?: string | undefined; readonly LastAuthenticatedTime?: number | undefined; readonly TotalAuthenticatedEntities?: number | undefined; }
export interface ErrorDetails { readonly Message: string; readonly Code: string; }
export interface GetOrganizationsAccessReportResponse { readonly JobStatus: jobStatusType; readonly JobCreationDate: number; readonly JobCompletionDate?: number | undefined; readonly NumberOfServicesAccessible?: number | undefined; readonly NumberOfServicesNotAccessed?: number | undefined; readonly AccessDetails?: readonly AccessDetail[] | undefined; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; readonly ErrorDetails?: ErrorDetails | undefined; }
export interface GetOutboundWebIdentityFederationInfoResponse { readonly IssuerIdentifier?: string | undefined; readonly JwtVendingEnabled?: boolean | undefined; }
export interface GetPolicyRequest { readonly PolicyArn: string; }
export interface GetPolicyResponse { readonly Policy?: Policy | undefined; }
export interface GetPolicyVersionRequest { readonly PolicyArn: string; readonly VersionId: string; }
export interface GetPolicyVersionResponse { readonly PolicyVersion?: PolicyVersion | undefined; }
export interface GetRoleRequest { readonly RoleName: string; }
export interface GetRoleResponse { readonly Role: Role; }
export interface GetRolePolicyRequest { readonly RoleName: string; readonly PolicyName: string; }
export interface GetRolePolicyResponse { readonly RoleName: string; readonly PolicyName: string; readonly PolicyDocument: string; }
export interface GetRoleTemplateVersionRequest { readonly TemplateArn: string; readonly MinorVersion?: number | undefined; }
export type managedByType = "Service";
export interface InlinePolicy { readonly PolicyName: string; readonly PolicyDocument: string; }
export type parameterTypeType = "String" | "StringList" | "Number" | "NumberList" | "Arn" | "ArnList";
export interface ParameterDefinition { readonly Name: string; readonly Type: parameterTypeType; readonly SubType?: string | undefined; readonly Description?: string | undefined; readonly IsRequired?: boolean | undefined; readonly DefaultValue?: string | undefined; readonly Immutable?: boolean | undefined; }
export interface TagTemplate { readonly Key: string; readonly Value: string; }
export interface RoleTemplateVersion { readonly TemplateArn?: string | undefined; readonly TemplateName?: string | undefined; readonly TemplateVersionId?: string | undefined; readonly Description?: string | undefined; readonly MajorVersion?: number | undefined; readonly DefaultMinorVersion?: number | undefined; readonly ManagedByType?: managedByType | undefined; readonly ManagedByValue?: string | undefined; readonly Enabled?: boolean | undefined; readonly MinorVersion?: number | undefined; readonly RoleNamePattern?: string | undefined; readonly RolePathPattern?: string | undefined; readonly RoleDescriptionPattern?: string | undefined; readonly AssumeRolePolicyDocumentTemplate?: string | undefined; readonly InlinePolicyTemplates?: readonly InlinePolicy[] | undefined; readonly ManagedPolicyArns?: readonly string[] | undefined; readonly PermissionBoundaryArn?: string | undefined; readonly ParametersDefinition?: readonly ParameterDefinition[] | undefined; readonly RoleTagsTemplate?: readonly TagTemplate[] | undefined; readonly MaxSessionDuration?: number | undefined; readonly VersionEnabled?: boolean | undefined; readonly CreateTimestamp?: number | undefined; readonly UpdateTimestamp?: number | undefined; }
export interface GetRoleTemplateVersionResponse { readonly RoleTemplateVersion: RoleTemplateVersion; }
export interface GetSAMLProviderRequest { readonly SAMLProviderArn: string; }
export interface SAMLPrivateKey { readonly KeyId?: string | undefined; readonly Timestamp?: number | undefined; }
export interface GetSAMLProviderResponse { readonly SAMLProviderUUID?: string | undefined; readonly SAMLMetadataDocument?: string | undefined; readonly CreateDate?: number | undefined; readonly ValidUntil?: number | undefined; readonly Tags?: readonly Tag[] | undefined; readonly AssertionEncryptionMode?: assertionEncryptionModeType | undefined; readonly PrivateKeyList?: readonly SAMLPrivateKey[] | undefined; }
export type encodingType = "SSH" | "PEM";
export interface GetSSHPublicKeyRequest { readonly UserName: string; readonly SSHPublicKeyId: string; readonly Encoding: encodingType; }
export interface SSHPublicKey { readonly UserName: string; readonly SSHPublicKeyId: string; readonly Fingerprint: string; readonly SSHPublicKeyBody: string; readonly Status: statusType; readonly UploadDate?: number | undefined; }
export interface GetSSHPublicKeyResponse { readonly SSHPublicKey?: SSHPublicKey | undefined; }
export interface GetServerCertificateRequest { readonly ServerCertificateName: string; }
export interface ServerCertificateMetadata { readonly Path: string; readonly ServerCertificateName: string; readonly ServerCertificateId: string; readonly Arn: string; readonly UploadDate?: number | undefined; readonly Expiration?: number | undefined; }
export interface ServerCertificate { readonly ServerCertificateMetadata: ServerCertificateMetadata; readonly CertificateBody: string; readonly CertificateChain?: string | undefined; readonly Tags?: readonly Tag[] | undefined; }
export interface GetServerCertificateResponse { readonly ServerCertificate: ServerCertificate; }
export interface GetServiceLastAccessedDetailsRequest { readonly JobId: string; readonly MaxItems?: number | undefined; readonly Marker?: string | undefined; }
export interface TrackedActionLastAccessed { readonly ActionName?: string | undefined; readonly LastAccessedEntity?: string | undefined; readonly LastAccessedTime?: number | undefined; readonly LastAccessedRegion?: string | undefined; }
export interface ServiceLastAccessed { readonly ServiceName: string; readonly LastAuthenticated?: number | undefined; readonly ServiceNamespace: string; readonly LastAuthenticatedEntity?: string | undefined; readonly LastAuthenticatedRegion?: string | undefined; readonly TotalAuthenticatedEntities?: number | undefined; readonly TrackedActionsLastAccessed?: readonly TrackedActionLastAccessed[] | undefined; }
export interface GetServiceLastAccessedDetailsResponse { readonly JobStatus: jobStatusType; readonly JobType?: AccessAdvisorUsageGranularityType | undefined; readonly JobCreationDate: number; readonly ServicesLastAccessed: readonly ServiceLastAccessed[]; readonly JobCompletionDate: number; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; readonly Error?: ErrorDetails | undefined; }
export interface GetServiceLastAccessedDetailsWithEntitiesRequest { readonly JobId: string; readonly ServiceNamespace: string; readonly MaxItems?: number | undefined; readonly Marker?: string | undefined; }
export type policyOwnerEntityType = "USER" | "ROLE" | "GROUP";
export interface EntityInfo { readonly Arn: string; readonly Name: string; readonly Type: policyOwnerEntityType; readonly Id: string; readonly Path?: string | undefined; }
export interface EntityDetails { readonly EntityInfo: EntityInfo; readonly LastAuthenticated?: number | undefined; }
export interface GetServiceLastAccessedDetailsWithEntitiesResponse { readonly JobStatus: jobStatusType; readonly JobCreationDate: number; readonly JobCompletionDate: number; readonly EntityDetailsList: readonly EntityDetails[]; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; readonly Error?: ErrorDetails | undefined; }
export interface GetServiceLinkedRoleDeletionStatusRequest { readonly DeletionTaskId: string; }
export type DeletionTaskStatusType = "SUCCEEDED" | "IN_PROGRESS" | "FAILED" | "NOT_STARTED";
export interface RoleUsageType { readonly Region?: string | undefined; readonly Resources?: readonly string[] | undefined; }
export interface DeletionTaskFailureReasonType { readonly Reason?: string | undefined; readonly RoleUsageList?: readonly RoleUsageType[] | undefined; }
export interface GetServiceLinkedRoleDeletionStatusResponse { readonly Status: DeletionTaskStatusType; readonly Reason?: DeletionTaskFailureReasonType | undefined; }
export interface GetUserRequest { readonly UserName?: string | undefined; }
export interface GetUserResponse { readonly User: User; }
export interface GetUserPolicyRequest { readonly UserName: string; readonly PolicyName: string; }
export interface GetUserPolicyResponse { readonly UserName: string; readonly PolicyName: string; readonly PolicyDocument: string; }
export interface ListAccessKeysRequest { readonly UserName?: string | undefined; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface AccessKeyMetadata { readonly UserName?: string | undefined; readonly AccessKeyId?: string | undefined; readonly Status?: statusType | undefined; readonly CreateDate?: number | undefined; }
export interface ListAccessKeysResponse { readonly AccessKeyMetadata: readonly AccessKeyMetadata[]; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListAccountAliasesRequest { readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface ListAccountAliasesResponse { readonly AccountAliases: readonly string[]; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListAttachedGroupPoliciesRequest { readonly GroupName: string; readonly PathPrefix?: string | undefined; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface ListAttachedGroupPoliciesResponse { readonly AttachedPolicies?: readonly AttachedPolicy[] | undefined; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListAttachedRolePoliciesRequest { readonly RoleName: string; readonly PathPrefix?: string | undefined; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface ListAttachedRolePoliciesResponse { readonly AttachedPolicies?: readonly AttachedPolicy[] | undefined; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListAttachedUserPoliciesRequest { readonly UserName: string; readonly PathPrefix?: string | undefined; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface ListAttachedUserPoliciesResponse { readonly AttachedPolicies?: readonly AttachedPolicy[] | undefined; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListDelegationRequestsRequest { readonly OwnerId?: string | undefined; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface ListDelegationRequestsResponse { readonly DelegationRequests?: readonly DelegationRequest[] | undefined; readonly Marker?: string | undefined; readonly isTruncated?: boolean | undefined; }
export type PolicyUsageType = "PermissionsPolicy" | "PermissionsBoundary";
export interface ListEntitiesForPolicyRequest { readonly PolicyArn: string; readonly EntityFilter?: EntityType | undefined; readonly PathPrefix?: string | undefined; readonly PolicyUsageFilter?: PolicyUsageType | undefined; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface PolicyGroup { readonly GroupName?: string | undefined; readonly GroupId?: string | undefined; }
export interface PolicyUser { readonly UserName?: string | undefined; readonly UserId?: string | undefined; }
export interface PolicyRole { readonly RoleName?: string | undefined; readonly RoleId?: string | undefined; }
export interface ListEntitiesForPolicyResponse { readonly PolicyGroups?: readonly PolicyGroup[] | undefined; readonly PolicyUsers?: readonly PolicyUser[] | undefined; readonly PolicyRoles?: readonly PolicyRole[] | undefined; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListGroupPoliciesRequest { readonly GroupName: string; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface ListGroupPoliciesResponse { readonly PolicyNames: readonly string[]; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListGroupsRequest { readonly PathPrefix?: string | undefined; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface ListGroupsResponse { readonly Groups: readonly Group[]; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListGroupsForUserRequest { readonly UserName: string; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface ListGroupsForUserResponse { readonly Groups: readonly Group[]; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListInstanceProfileTagsRequest { readonly InstanceProfileName: string; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface ListInstanceProfileTagsResponse { readonly Tags: readonly Tag[]; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListInstanceProfilesRequest { readonly PathPrefix?: string | undefined; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface ListInstanceProfilesResponse { readonly InstanceProfiles: readonly InstanceProfile[]; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListInstanceProfilesForRoleRequest { readonly RoleName: string; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface ListInstanceProfilesForRoleResponse { readonly InstanceProfiles: readonly InstanceProfile[]; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListMFADeviceTagsRequest { readonly SerialNumber: string; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface ListMFADeviceTagsResponse { readonly Tags: readonly Tag[]; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListMFADevicesRequest { readonly UserName?: string | undefined; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface MFADevice { readonly UserName: string; readonly SerialNumber: string; readonly EnableDate: number; }
export interface ListMFADevicesResponse { readonly MFADevices: readonly MFADevice[]; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListOpenIDConnectProviderTagsRequest { readonly OpenIDConnectProviderArn: string; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface ListOpenIDConnectProviderTagsResponse { readonly Tags: readonly Tag[]; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListOpenIDConnectProvidersRequest {  }
export interface OpenIDConnectProviderListEntry { readonly Arn?: string | undefined; }
export interface ListOpenIDConnectProvidersResponse { readonly OpenIDConnectProviderList?: readonly OpenIDConnectProviderListEntry[] | undefined; }
export interface ListOrganizationsFeaturesRequest {  }
export interface ListOrganizationsFeaturesResponse { readonly OrganizationId?: string | undefined; readonly EnabledFeatures?: readonly FeatureType[] | undefined; }
export type policyScopeType = "All" | "AWS" | "Local";
export interface ListPoliciesRequest { readonly Scope?: policyScopeType | undefined; readonly OnlyAttached?: boolean | undefined; readonly PathPrefix?: string | undefined; readonly PolicyUsageFilter?: PolicyUsageType | undefined; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface ListPoliciesResponse { readonly Policies?: readonly Policy[] | undefined; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListPoliciesGrantingServiceAccessRequest { readonly Marker?: string | undefined; readonly Arn: string; readonly ServiceNamespaces: readonly string[]; }
export type policyType = "INLINE" | "MANAGED";
export interface PolicyGrantingServiceAccess { readonly PolicyName: string; readonly PolicyType: policyType; readonly PolicyArn?: string | undefined; readonly EntityType?: policyOwnerEntityType | undefined; readonly EntityName?: string | undefined; }
export interface ListPoliciesGrantingServiceAccessEntry { readonly ServiceNamespace?: string | undefined; readonly Policies?: readonly PolicyGrantingServiceAccess[] | undefined; }
export interface ListPoliciesGrantingServiceAccessResponse { readonly PoliciesGrantingServiceAccess: readonly ListPoliciesGrantingServiceAccessEntry[]; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListPolicyTagsRequest { readonly PolicyArn: string; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface ListPolicyTagsResponse { readonly Tags: readonly Tag[]; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListPolicyVersionsRequest { readonly PolicyArn: string; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface ListPolicyVersionsResponse { readonly Versions?: readonly PolicyVersion[] | undefined; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListRolePoliciesRequest { readonly RoleName: string; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface ListRolePoliciesResponse { readonly PolicyNames: readonly string[]; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListRoleTagsRequest { readonly RoleName: string; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface ListRoleTagsResponse { readonly Tags: readonly Tag[]; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListRolesRequest { readonly PathPrefix?: string | undefined; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface ListRolesResponse { readonly Roles: readonly Role[]; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListSAMLProviderTagsRequest { readonly SAMLProviderArn: string; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface ListSAMLProviderTagsResponse { readonly Tags: readonly Tag[]; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListSAMLProvidersRequest {  }
export interface SAMLProviderListEntry { readonly Arn?: string | undefined; readonly ValidUntil?: number | undefined; readonly CreateDate?: number | undefined; }
export interface ListSAMLProvidersResponse { readonly SAMLProviderList?: readonly SAMLProviderListEntry[] | undefined; }
export interface ListSSHPublicKeysRequest { readonly UserName?: string | undefined; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface SSHPublicKeyMetadata { readonly UserName: string; readonly SSHPublicKeyId: string; readonly Status: statusType; readonly UploadDate: number; }
export interface ListSSHPublicKeysResponse { readonly SSHPublicKeys?: readonly SSHPublicKeyMetadata[] | undefined; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListServerCertificateTagsRequest { readonly ServerCertificateName: string; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface ListServerCertificateTagsResponse { readonly Tags: readonly Tag[]; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListServerCertificatesRequest { readonly PathPrefix?: string | undefined; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface ListServerCertificatesResponse { readonly ServerCertificateMetadataList: readonly ServerCertificateMetadata[]; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListServiceSpecificCredentialsRequest { readonly UserName?: string | undefined; readonly ServiceName?: string | undefined; readonly AllUsers?: boolean | undefined; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface ServiceSpecificCredentialMetadata { readonly UserName: string; readonly Status: statusType; readonly ServiceUserName?: string | undefined; readonly ServiceCredentialAlias?: string | undefined; readonly CreateDate: number; readonly ExpirationDate?: number | undefined; readonly ServiceSpecificCredentialId: string; readonly ServiceName: string; }
export interface ListServiceSpecificCredentialsResponse { readonly ServiceSpecificCredentials?: readonly ServiceSpecificCredentialMetadata[] | undefined; readonly Marker?: string | undefined; readonly IsTruncated?: boolean | undefined; }
export interface ListSigningCertificatesRequest { readonly UserName?: string | undefined; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface SigningCertificate { readonly UserName: string; readonly CertificateId: string; readonly CertificateBody: string; readonly Status: statusType; readonly UploadDate?: number | undefined; }
export interface ListSigningCertificatesResponse { readonly Certificates: readonly SigningCertificate[]; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListUserPoliciesRequest { readonly UserName: string; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface ListUserPoliciesResponse { readonly PolicyNames: readonly string[]; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListUserTagsRequest { readonly UserName: string; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface ListUserTagsResponse { readonly Tags: readonly Tag[]; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface ListUsersRequest { readonly PathPrefix?: string | undefined; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface ListUsersResponse { readonly Users: readonly User[]; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export type assignmentStatusType = "Assigned" | "Unassigned" | "Any";
export interface ListVirtualMFADevicesRequest { readonly AssignmentStatus?: assignmentStatusType | undefined; readonly Marker?: string | undefined; readonly MaxItems?: number | undefined; }
export interface ListVirtualMFADevicesResponse { readonly VirtualMFADevices: readonly VirtualMFADevice[]; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export interface PutAccountPropertiesRequest { readonly Properties: ReadonlyMap<string, string>; }
export interface PutAccountPropertiesResponse {  }
export interface PutGroupPolicyRequest { readonly GroupName: string; readonly PolicyName: string; readonly PolicyDocument: string; }
export interface PutRolePermissionsBoundaryRequest { readonly RoleName: string; readonly PermissionsBoundary: string; }
export interface PutRolePolicyRequest { readonly RoleName: string; readonly PolicyName: string; readonly PolicyDocument: string; }
export interface PutUserPermissionsBoundaryRequest { readonly UserName: string; readonly PermissionsBoundary: string; }
export interface PutUserPolicyRequest { readonly UserName: string; readonly PolicyName: string; readonly PolicyDocument: string; }
export interface RejectDelegationRequestRequest { readonly DelegationRequestId: string; readonly Notes?: string | undefined; }
export interface RemoveClientIDFromOpenIDConnectProviderRequest { readonly OpenIDConnectProviderArn: string; readonly ClientID: string; }
export interface RemoveRoleFromInstanceProfileRequest { readonly InstanceProfileName: string; readonly RoleName: string; }
export interface RemoveUserFromGroupRequest { readonly GroupName: string; readonly UserName: string; }
export interface ResetServiceSpecificCredentialRequest { readonly UserName?: string | undefined; readonly ServiceSpecificCredentialId: string; }
export interface ResetServiceSpecificCredentialResponse { readonly ServiceSpecificCredential?: ServiceSpecificCredential | undefined; }
export interface ResyncMFADeviceRequest { readonly UserName: string; readonly SerialNumber: string; readonly AuthenticationCode1: string; readonly AuthenticationCode2: string; }
export interface SendDelegationTokenRequest { readonly DelegationRequestId: string; }
export interface SetDefaultPolicyVersionRequest { readonly PolicyArn: string; readonly VersionId: string; }
export type globalEndpointTokenVersion = "v1Token" | "v2Token";
export interface SetSecurityTokenServicePreferencesRequest { readonly GlobalEndpointTokenVersion: globalEndpointTokenVersion; }
export interface OrderedOrganizationPolicyType { readonly ServiceControlPolicyInputList?: readonly string[] | undefined; }
export type ContextKeyTypeEnum = "string" | "stringList" | "numeric" | "numericList" | "boolean" | "booleanList" | "ip" | "ipList" | "binary" | "binaryList" | "date" | "dateList";
export interface ContextEntry { readonly ContextKeyName?: string | undefined; readonly ContextKeyValues?: readonly string[] | undefined; readonly ContextKeyType?: ContextKeyTypeEnum | undefined; }
export interface SimulateCustomPolicyRequest { readonly PolicyInputList: readonly string[]; readonly PermissionsBoundaryPolicyInputList?: readonly string[] | undefined; readonly OrderedOrganizationPolicyInputList?: readonly OrderedOrganizationPolicyType[] | undefined; readonly ActionNames: readonly string[]; readonly ResourceArns?: readonly string[] | undefined; readonly ResourcePolicy?: string | undefined; readonly ResourceOwner?: string | undefined; readonly CallerArn?: string | undefined; readonly ContextEntries?: readonly ContextEntry[] | undefined; readonly ResourceHandlingOption?: string | undefined; readonly MaxItems?: number | undefined; readonly Marker?: string | undefined; }
export type PolicyEvaluationDecisionType = "allowed" | "explicitDeny" | "implicitDeny";
export type PolicySourceType = "user" | "group" | "role" | "aws-managed" | "user-managed" | "resource" | "none";
export interface Position { readonly Line?: number | undefined; readonly Column?: number | undefined; }
export interface Statement { readonly SourcePolicyId?: string | undefined; readonly SourcePolicyType?: PolicySourceType | undefined; readonly StartPosition?: Position | undefined; readonly EndPosition?: Position | undefined; }
export interface OrganizationsDecisionDetail { readonly AllowedByOrganizations?: boolean | undefined; }
export interface PermissionsBoundaryDecisionDetail { readonly AllowedByPermissionsBoundary?: boolean | undefined; }
export interface ResourceSpecificResult { readonly EvalResourceName: string; readonly EvalResourceDecision: PolicyEvaluationDecisionType; readonly MatchedStatements?: readonly Statement[] | undefined; readonly MissingContextValues?: readonly string[] | undefined; readonly EvalDecisionDetails?: ReadonlyMap<string, PolicyEvaluationDecisionType> | undefined; readonly PermissionsBoundaryDecisionDetail?: PermissionsBoundaryDecisionDetail | undefined; }
export interface EvaluationResult { readonly EvalActionName: string; readonly EvalResourceName?: string | undefined; readonly EvalDecision: PolicyEvaluationDecisionType; readonly MatchedStatements?: readonly Statement[] | undefined; readonly MissingContextValues?: readonly string[] | undefined; readonly OrganizationsDecisionDetail?: OrganizationsDecisionDetail | undefined; readonly PermissionsBoundaryDecisionDetail?: PermissionsBoundaryDecisionDetail | undefined; readonly EvalDecisionDetails?: ReadonlyMap<string, PolicyEvaluationDecisionType> | undefined; readonly ResourceSpecificResults?: readonly ResourceSpecificResult[] | undefined; }
export interface SimulatePolicyResponse { readonly EvaluationResults?: readonly EvaluationResult[] | undefined; readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined; }
export type PolicyIdentifierPolicyType = "inline" | "aws-managed" | "user-managed" | "permission-boundary" | "scp" | "rcp";
export type AttachmentType = "user" | "group" | "role";
export interface InlinePolicyIdentifierType { readonly PolicyName: string; readonly AttachmentType: AttachmentType; readonly AttachmentName: string; }
export interface PolicyIdentifier { readonly PolicyType?: PolicyIdentifierPolicyType | undefined; readonly PolicyArn?: string | undefined; readonly InlinePolicyIdentifier?: InlinePolicyIdentifierType | undefined; }
export interface SimulatePrincipalPolicyRequest { readonly PolicySourceArn: string; readonly PolicyInputList?: readonly string[] | undefined; readonly PermissionsBoundaryPolicyInputList?: readonly string[] | undefined; readonly PolicyExclusionList?: readonly PolicyIdentifier[] | undefined; readonly ActionNames: readonly string[]; readonly ResourceArns?: readonly string[] | undefined; readonly ResourcePolicy?: string | undefined; readonly ResourceOwner?: string | undefined; readonly CallerArn?: string | undefined; readonly ContextEntries?: readonly ContextEntry[] | undefined; readonly ResourceHandlingOption?: string | undefined; readonly MaxItems?: number | undefined; readonly Marker?: string | undefined; }
export interface TagInstanceProfileRequest { readonly InstanceProfileName: string; readonly Tags: readonly Tag[]; }
export interface TagMFADeviceRequest { readonly SerialNumber: string; readonly Tags: readonly Tag[]; }
export interface TagOpenIDConnectProviderRequest { readonly OpenIDConnectProviderArn: string; readonly Tags: readonly Tag[]; }
export interface TagPolicyRequest { readonly PolicyArn: string; readonly Tags: readonly Tag[]; }
export interface TagRoleRequest { readonly RoleName: string; readonly Tags: readonly Tag[]; }
export interface TagSAMLProviderRequest { readonly SAMLProviderArn: string; readonly Tags: readonly Tag[]; }
export interface TagServerCertificateRequest { readonly ServerCertificateName: string; readonly Tags: readonly Tag[]; }
export interface TagUserRequest { readonly UserName: string; readonly Tags: readonly Tag[]; }
export interface UntagInstanceProfileRequest { readonly InstanceProfileName: string; readonly TagKeys: readonly string[]; }
export interface UntagMFADeviceRequest { readonly SerialNumber: string; readonly TagKeys: readonly string[]; }
export interface UntagOpenIDConnectProviderRequest { readonly OpenIDConnectProviderArn: string; readonly TagKeys: readonly string[]; }
export interface UntagPolicyRequest { readonly PolicyArn: string; readonly TagKeys: readonly string[]; }
export interface UntagRoleRequest { readonly RoleName: string; readonly TagKeys: readonly string[]; }
export interface UntagSAMLProviderRequest { readonly SAMLProviderArn: string; readonly TagKeys: readonly string[]; }
export interface UntagServerCertificateRequest { readonly ServerCertificateName: string; readonly TagKeys: readonly string[]; }
export interface UntagUserRequest { readonly UserName: string; readonly TagKeys: readonly string[]; }
export interface UpdateAccessKeyRequest { readonly UserName?: string | undefined; readonly AccessKeyId: string; readonly Status: statusType; }
export interface UpdateAccountPasswordPolicyRequest { readonly MinimumPasswordLength?: number | undefined; readonly RequireSymbols?: boolean | undefined; readonly RequireNumbers?: boolean | undefined; readonly RequireUppercaseCharacters?: boolean | undefined; readonly RequireLowercaseCharacters?: boolean | undefined; readonly AllowUsersToChangePassword?: boolean | undefined; readonly MaxPasswordAge?: number | undefined; readonly PasswordReusePrevention?: number | undefined; readonly HardExpiry?: boolean | undefined; }
export interface UpdateAssumeRolePolicyRequest { readonly RoleName: string; readonly PolicyDocument: string; }
export interface UpdateDelegationRequestRequest { readonly DelegationRequestId: string; readonly Notes?: string | undefined; }
export interface UpdateGroupRequest { readonly GroupName: string; readonly NewPath?: string | undefined; readonly NewGroupName?: string | undefined; }
export interface UpdateLoginProfileRequest { readonly UserName: string; readonly Password?: string | undefined; readonly PasswordResetRequired?: boolean | undefined; }
export interface UpdateOpenIDConnectProviderThumbprintRequest { readonly OpenIDConnectProviderArn: string; readonly ThumbprintList: readonly string[]; }
export interface UpdateRoleRequest { readonly RoleName: string; readonly Description?: string | undefined; readonly MaxSessionDuration?: number | undefined; }
export interface UpdateRoleResponse {  }
export interface UpdateRoleDescriptionRequest { readonly RoleName: string; readonly Description: string; }
export interface UpdateRoleDescriptionResponse { readonly Role?: Role | undefined; }
export interface UpdateSAMLProviderRequest { readonly SAMLMetadataDocument?: string | undefined; readonly SAMLProviderArn: string; readonly AssertionEncryptionMode?: assertionEncryptionModeType | undefined; readonly AddPrivateKey?: string | undefined; readonly RemovePrivateKey?: string | undefined; }
export interface UpdateSAMLProviderResponse { readonly SAMLProviderArn?: string | undefined; }
export interface UpdateSSHPublicKeyRequest { readonly UserName: string; readonly SSHPublicKeyId: string; readonly Status: statusType; }
export interface UpdateServerCertificateRequest { readonly ServerCertificateName: string; readonly NewPath?: string | undefined; readonly NewServerCertificateName?: string | undefined; }
export interface UpdateServiceSpecificCredentialRequest { readonly UserName?: string | undefined; readonly ServiceSpecificCredentialId: string; readonly Status: statusType; }
export interface UpdateSigningCertificateRequest { readonly UserName?: string | undefined; readonly CertificateId: string; readonly Status: statusType; }
export interface UpdateUserRequest { readonly UserName: string; readonly NewPath?: string | undefined; readonly NewUserName?: string | undefined; }
export interface UploadSSHPublicKeyRequest { readonly UserName: string; readonly SSHPublicKeyBody: string; }
export interface UploadSSHPublicKeyResponse { readonly SSHPublicKey?: SSHPublicKey | undefined; }
export interface UploadServerCertificateRequest { readonly Path?: string | undefined; readonly ServerCertificateName: string; readonly CertificateBody: string; readonly PrivateKey: string; readonly CertificateChain?: string | undefined; readonly Tags?: readonly Tag[] | undefined; }
export interface UploadServerCertificateResponse { readonly ServerCertificateMetadata?: ServerCertificateMetadata | undefined; readonly Tags?: readonly Tag[] | undefined; }
export interface UploadSigningCertificateRequest { readonly UserName?: string | undefined; readonly CertificateBody: string; }
export interface UploadSigningCertificateResponse { readonly Certificate: SigningCertificate; }

export const service: facts.ServiceFacts = {name:"iam",version:"2010-05-08",namespace:"https://iam.amazonaws.com/doc/2010-05-08/"};
const empty: facts.StructureShape = {type:"structure",members:{},required:[]};
const delegationRequestIdType: facts.StringShape = {type:"string",min:16,max:128,pattern:"[\\w-]+"};
const AcceptDelegationRequestRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{DelegationRequestId:delegationRequestIdType},required:["DelegationRequestId"]};
const stringType: facts.StringShape = {type:"string"};
const integerType: facts.NumberShape = {type:"integer"};
const stringListType: facts.ListShape = {type:"list",member:stringType};
const ReplacementValueEntry: facts.StructureShape = {type:"structure",members:{Values:stringListType},required:["Values"]};
const replacementValuesType: facts.MapShape = {type:"map",key:stringType,value:ReplacementValueEntry};
const AcquireRoleRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{TemplateArn:stringType,TemplateMinorVersion:integerType,ReplacementValues:replacementValuesType},required:["TemplateArn"]};
const pathType: facts.StringShape = {type:"string",min:1,max:512,pattern:"(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)"};
const roleNameType: facts.StringShape = {type:"string",min:1,max:64,pattern:"[\\w+=,.@-]+"};
const idType: facts.StringShape = {type:"string",min:16,max:128,pattern:"[\\w]+"};
const arnType: facts.StringShape = {type:"string",min:20,max:2048};
const dateType: facts.TimestampShape = {type:"timestamp"};
const policyDocumentType: facts.StringShape = {type:"string",min:1,max:131072,pattern:"[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"};
const roleDescriptionType: facts.StringShape = {type:"string",max:1000,pattern:"[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*"};
const roleMaxSessionDurationType: facts.NumberShape = {type:"integer",min:3600,max:43200};
const PermissionsBoundaryAttachmentType: facts.StringShape = {type:"string",enum:["PermissionsBoundaryPolicy"]};
const AttachedPermissionsBoundary: facts.StructureShape = {type:"structure",members:{PermissionsBoundaryType:PermissionsBoundaryAttachmentType,PermissionsBoundaryArn:arnType},required:[]};
const tagKeyType: facts.StringShape = {type:"string",min:1,max:128,pattern:"[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+"};
const tagValueType: facts.StringShape = {type:"string",min:0,max:256,pattern:"[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*"};
const Tag: facts.StructureShape = {type:"structure",members:{Key:tagKeyType,Value:tagValueType},required:["Key","Value"]};
const tagListType: facts.ListShape = {type:"list",max:50,member:Tag};
const RoleLastUsed: facts.StructureShape = {type:"structure",members:{LastUsedDate:dateType,Region:stringType},required:[]};
const SourceRoleTemplate: facts.StructureShape = {type:"structure",members:{TemplateArn:stringType,TemplateMinorVersion:integerType},required:["TemplateArn","TemplateMinorVersion"]};
const Role: facts.StructureShape = {type:"structure",members:{Path:pathType,RoleName:roleNameType,RoleId:idType,Arn:arnType,CreateDate:dateType,AssumeRolePolicyDocument:policyDocumentType,Description:roleDescriptionType,MaxSessionDuration:roleMaxSessionDurationType,PermissionsBoundary:AttachedPermissionsBoundary,Tags:tagListType,RoleLastUsed,SourceRoleTemplate},required:["Path","RoleName","RoleId","Arn","CreateDate"]};
const AcquireRoleResponse: facts.StructureShape = {type:"structure",members:{Role},required:["Role"]};
const clientIDType: facts.StringShape = {type:"string",min:1,max:255};
const AddClientIDToOpenIDConnectProviderRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{OpenIDConnectProviderArn:arnType,ClientID:clientIDType},required:["OpenIDConnectProviderArn","ClientID"]};
const instanceProfileNameType: facts.StringShape = {type:"string",min:1,max:128,pattern:"[\\w+=,.@-]+"};
const AddRoleToInstanceProfileRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{InstanceProfileName:instanceProfileNameType,RoleName:roleNameType},required:["InstanceProfileName","RoleName"]};
const groupNameType: facts.StringShape = {type:"string",min:1,max:128,pattern:"[\\w+=,.@-]+"};
const existingUserNameType: facts.StringShape = {type:"string",min:1,max:128,pattern:"[\\w+=,.@-]+"};
const AddUserToGroupRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{GroupName:groupNameType,UserName:existingUserNameType},required:["GroupName","UserName"]};
const AssociateDelegationRequestRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{DelegationRequestId:delegationRequestIdType},required:["DelegationRequestId"]};
const AttachGroupPolicyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{GroupName:groupNameType,PolicyArn:arnType},required:["GroupName","PolicyArn"]};
const AttachRolePolicyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{RoleName:roleNameType,PolicyArn:arnType},required:["RoleName","PolicyArn"]};
const userNameType: facts.StringShape = {type:"string",min:1,max:64,pattern:"[\\w+=,.@-]+"};
const AttachUserPolicyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:userNameType,PolicyArn:arnType},required:["UserName","PolicyArn"]};
const passwordType: facts.StringShape = {type:"string",min:1,max:128,pattern:"[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+",sensitive:true};
const ChangePasswordRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{OldPassword:passwordType,NewPassword:passwordType},required:["OldPassword","NewPassword"]};
const CreateAccessKeyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:existingUserNameType},required:[]};
const accessKeyIdType: facts.StringShape = {type:"string",min:16,max:128,pattern:"[\\w]+"};
const statusType: facts.StringShape = {type:"string",enum:["Active","Inactive","Expired"]};
const accessKeySecretType: facts.StringShape = {type:"string",sensitive:true};
const AccessKey: facts.StructureShape = {type:"structure",members:{UserName:userNameType,AccessKeyId:accessKeyIdType,Status:statusType,SecretAccessKey:accessKeySecretType,CreateDate:dateType},required:["UserName","AccessKeyId","Status","SecretAccessKey"]};
const CreateAccessKeyResponse: facts.StructureShape = {type:"structure",members:{AccessKey},required:["AccessKey"]};
const accountAliasType: facts.StringShape = {type:"string",min:3,max:63,pattern:"^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$"};
const CreateAccountAliasRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{AccountAlias:accountAliasType},required:["AccountAlias"]};
const accountIdType: facts.StringShape = {type:"string",pattern:"\\d{12}"};
const delegationRequestDescriptionType: facts.StringShape = {type:"string",max:1000,pattern:"[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*"};
const policyParameterNameType: facts.StringShape = {type:"string",min:5,max:256,pattern:"[ -~]+"};
const policyParameterValueType: facts.StringShape = {type:"string",pattern:"[ -~]+"};
const policyParameterValuesListType: facts.ListShape = {type:"list",member:policyParameterValueType};
const PolicyParameterTypeEnum: facts.StringShape = {type:"string",enum:["string","stringList"]};
const PolicyParameter: facts.StructureShape = {type:"structure",members:{Name:policyParameterNameType,Values:policyParameterValuesListType,Type:PolicyParameterTypeEnum},required:[]};
const policyParameterListType: facts.ListShape = {type:"list",max:50,member:PolicyParameter};
const DelegationPermission: facts.StructureShape = {type:"structure",members:{PolicyTemplateArn:arnType,Parameters:policyParameterListType},required:[]};
const requestMessageType: facts.StringShape = {type:"string",max:200,pattern:"[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*"};
const requestorWorkflowIdType: facts.StringShape = {type:"string",min:5,max:400,pattern:"[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]+"};
const redirectUrlType: facts.StringShape = {type:"string",min:1,max:255,pattern:"^http(s?)://[a-zA-Z0-9._/-]*(\\?[a-zA-Z0-9._=&-]*)?(#[a-zA-Z0-9._/-]*)?$"};
const notificationChannelType: facts.StringShape = {type:"string",min:2,max:400,pattern:"^[a-zA-Z0-9:_.-]+$"};
const sessionDurationType: facts.NumberShape = {type:"integer",min:300,max:43200};
const booleanType: facts.BooleanShape = {type:"boolean"};
const CreateDelegationRequestRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{OwnerAccountId:accountIdType,Description:delegationRequestDescriptionType,Permissions:DelegationPermission,RequestMessage:requestMessageType,RequestorWorkflowId:requestorWorkflowIdType,RedirectUrl:redirectUrlType,NotificationChannel:notificationChannelType,SessionDuration:sessionDurationType,OnlySendByOwner:booleanType},required:["Description","Permissions","RequestorWorkflowId","NotificationChannel","SessionDuration"]};
const consoleDeepLinkType: facts.StringShape = {type:"string",min:1,max:255};
const CreateDelegationRequestResponse: facts.StructureShape = {type:"structure",members:{ConsoleDeepLink:consoleDeepLinkType,DelegationRequestId:delegationRequestIdType},required:[]};
const CreateGroupRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{Path:pathType,GroupName:groupNameType},required:["GroupName"]};
const Group: facts.StructureShape = {type:"structure",members:{Path:pathType,GroupName:groupNameType,GroupId:idType,Arn:arnType,CreateDate:dateType},required:["Path","GroupName","GroupId","Arn","CreateDate"]};
const CreateGroupResponse: facts.StructureShape = {type:"structure",members:{Group},required:["Group"]};
const CreateInstanceProfileRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{InstanceProfileName:instanceProfileNameType,Path:pathType,Tags:tagListType},required:["InstanceProfileName"]};
const roleListType: facts.ListShape = {type:"list",member:Role};
const InstanceProfile: facts.StructureShape = {type:"structure",members:{Path:pathType,InstanceProfileName:instanceProfileNameType,InstanceProfileId:idType,Arn:arnType,CreateDate:dateType,Roles:roleListType,Tags:tagListType},required:["Path","InstanceProfileName","InstanceProfileId","Arn","CreateDate","Roles"]};
const CreateInstanceProfileResponse: facts.StructureShape = {type:"structure",members:{InstanceProfile},required:["InstanceProfile"]};
const CreateLoginProfileRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:userNameType,Password:passwordType,PasswordResetRequired:booleanType},required:[]};
const LoginProfile: facts.StructureShape = {type:"structure",members:{UserName:userNameType,CreateDate:dateType,PasswordResetRequired:booleanType},required:["UserName","CreateDate"]};
const CreateLoginProfileResponse: facts.StructureShape = {type:"structure",members:{LoginProfile},required:["LoginProfile"]};
const OpenIDConnectProviderUrlType: facts.StringShape = {type:"string",min:1,max:255};
const clientIDListType: facts.ListShape = {type:"list",member:clientIDType};
const thumbprintType: facts.StringShape = {type:"string",min:40,max:40};
const thumbprintListType: facts.ListShape = {type:"list",member:thumbprintType};
const CreateOpenIDConnectProviderRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{Url:OpenIDConnectProviderUrlType,ClientIDList:clientIDListType,ThumbprintList:thumbprintListType,Tags:tagListType},required:["Url"]};
const CreateOpenIDConnectProviderResponse: facts.StructureShape = {type:"structure",members:{OpenIDConnectProviderArn:arnType,Tags:tagListType},required:[]};
const policyNameType: facts.StringShape = {type:"string",min:1,max:128,pattern:"[\\w+=,.@-]+"};
const policyPathType: facts.StringShape = {type:"string",min:1,max:512,pattern:"((/[A-Za-z0-9\\.,\\+@=_-]+)*)/"};
const policyDescriptionType: facts.StringShape = {type:"string",max:1000};
const CreatePolicyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{PolicyName:policyNameType,Path:policyPathType,PolicyDocument:policyDocumentType,Description:policyDescriptionType,Tags:tagListType},required:["PolicyName","PolicyDocument"]};
const policyVersionIdType: facts.StringShape = {type:"string",pattern:"v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?"};
const attachmentCountType: facts.NumberShape = {type:"integer"};
const Policy: facts.StructureShape = {type:"structure",members:{PolicyName:policyNameType,PolicyId:idType,Arn:arnType,Path:policyPathType,DefaultVersionId:policyVersionIdType,AttachmentCount:attachmentCountType,PermissionsBoundaryUsageCount:attachmentCountType,IsAttachable:booleanType,Description:policyDescriptionType,CreateDate:dateType,UpdateDate:dateType,Tags:tagListType},required:[]};
const CreatePolicyResponse: facts.StructureShape = {type:"structure",members:{Policy},required:[]};
const CreatePolicyVersionRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{PolicyArn:arnType,PolicyDocument:policyDocumentType,SetAsDefault:booleanType},required:["PolicyArn","PolicyDocument"]};
const PolicyVersion: facts.StructureShape = {type:"structure",members:{Document:policyDocumentType,VersionId:policyVersionIdType,IsDefaultVersion:booleanType,CreateDate:dateType},required:[]};
const CreatePolicyVersionResponse: facts.StructureShape = {type:"structure",members:{PolicyVersion},required:[]};
const CreateRoleRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{Path:pathType,RoleName:roleNameType,AssumeRolePolicyDocument:policyDocumentType,Description:roleDescriptionType,MaxSessionDuration:roleMaxSessionDurationType,PermissionsBoundary:arnType,Tags:tagListType},required:["RoleName","AssumeRolePolicyDocument"]};
const CreateRoleResponse: facts.StructureShape = {type:"structure",members:{Role},required:["Role"]};
const SAMLMetadataDocumentType: facts.StringShape = {type:"string",min:1000,max:10000000};
const SAMLProviderNameType: facts.StringShape = {type:"string",min:1,max:128,pattern:"[\\w._-]+"};
const assertionEncryptionModeType: facts.StringShape = {type:"string",enum:["Required","Allowed"]};
const privateKeyType: facts.StringShape = {type:"string",min:1,max:16384,pattern:"[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+",sensitive:true};
const CreateSAMLProviderRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{SAMLMetadataDocument:SAMLMetadataDocumentType,Name:SAMLProviderNameType,Tags:tagListType,AssertionEncryptionMode:assertionEncryptionModeType,AddPrivateKey:privateKeyType},required:["SAMLMetadataDocument","Name"]};
const CreateSAMLProviderResponse: facts.StructureShape = {type:"structure",members:{SAMLProviderArn:arnType,Tags:tagListType},required:[]};
const customSuffixType: facts.StringShape = {type:"string",min:1,max:64,pattern:"[\\w+=,.@-]+"};
const CreateServiceLinkedRoleRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{AWSServiceName:groupNameType,Description:roleDescriptionType,CustomSuffix:customSuffixType},required:["AWSServiceName"]};
const CreateServiceLinkedRoleResponse: facts.StructureShape = {type:"structure",members:{Role},required:[]};
const serviceName: facts.StringShape = {type:"string"};
const credentialAgeDays: facts.NumberShape = {type:"integer",min:1,max:36600};
const CreateServiceSpecificCredentialRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:userNameType,ServiceName:serviceName,CredentialAgeDays:credentialAgeDays},required:["UserName","ServiceName"]};
const serviceUserName: facts.StringShape = {type:"string",min:0,max:200,pattern:"[\\w+=,.@-]*"};
const servicePassword: facts.StringShape = {type:"string",sensitive:true};
const serviceCredentialAlias: facts.StringShape = {type:"string",min:0,max:200,pattern:"[\\w+=,.@-]+"};
const serviceCredentialSecret: facts.StringShape = {type:"string",sensitive:true};
const serviceSpecificCredentialId: facts.StringShape = {type:"string",min:20,max:128,pattern:"[\\w]+"};
const ServiceSpecificCredential: facts.StructureShape = {type:"structure",members:{CreateDate:dateType,ExpirationDate:dateType,ServiceName:serviceName,ServiceUserName:serviceUserName,ServicePassword:servicePassword,ServiceCredentialAlias:serviceCredentialAlias,ServiceCredentialSecret:serviceCredentialSecret,ServiceSpecificCredentialId:serviceSpecificCredentialId,UserName:userNameType,Status:statusType},required:["CreateDate","ServiceName","ServiceSpecificCredentialId","UserName","Status"]};
const CreateServiceSpecificCredentialResponse: facts.StructureShape = {type:"structure",members:{ServiceSpecificCredential},required:[]};
const CreateUserRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{Path:pathType,UserName:userNameType,PermissionsBoundary:arnType,Tags:tagListType},required:["UserName"]};
const User: facts.StructureShape = {type:"structure",members:{Path:pathType,UserName:userNameType,UserId:idType,Arn:arnType,CreateDate:dateType,PasswordLastUsed:dateType,PermissionsBoundary:AttachedPermissionsBoundary,Tags:tagListType},required:["Path","UserName","UserId","Arn","CreateDate"]};
const CreateUserResponse: facts.StructureShape = {type:"structure",members:{User},required:[]};
const virtualMFADeviceName: facts.StringShape = {type:"string",min:1,pattern:"[\\w+=,.@-]+"};
const CreateVirtualMFADeviceRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{Path:pathType,VirtualMFADeviceName:virtualMFADeviceName,Tags:tagListType},required:["VirtualMFADeviceName"]};
const serialNumberType: facts.StringShape = {type:"string",min:9,max:256,pattern:"[\\w+=/:,.@-]+"};
const BootstrapDatum: facts.BlobShape = {type:"blob",sensitive:true};
const VirtualMFADevice: facts.StructureShape = {type:"structure",members:{SerialNumber:serialNumberType,Base32StringSeed:BootstrapDatum,QRCodePNG:BootstrapDatum,User,EnableDate:dateType,Tags:tagListType},required:["SerialNumber"]};
const CreateVirtualMFADeviceResponse: facts.StructureShape = {type:"structure",members:{VirtualMFADevice},required:["VirtualMFADevice"]};
const DeactivateMFADeviceRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:existingUserNameType,SerialNumber:serialNumberType},required:["SerialNumber"]};
const DeleteAccessKeyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:existingUserNameType,AccessKeyId:accessKeyIdType},required:["AccessKeyId"]};
const DeleteAccountAliasRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{AccountAlias:accountAliasType},required:["AccountAlias"]};
const DeleteGroupRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{GroupName:groupNameType},required:["GroupName"]};
const DeleteGroupPolicyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{GroupName:groupNameType,PolicyName:policyNameType},required:["GroupName","PolicyName"]};
const DeleteInstanceProfileRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{InstanceProfileName:instanceProfileNameType},required:["InstanceProfileName"]};
const DeleteLoginProfileRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:userNameType},required:[]};
const DeleteOpenIDConnectProviderRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{OpenIDConnectProviderArn:arnType},required:["OpenIDConnectProviderArn"]};
const DeletePolicyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{PolicyArn:arnType},required:["PolicyArn"]};
const DeletePolicyVersionRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{PolicyArn:arnType,VersionId:policyVersionIdType},required:["PolicyArn","VersionId"]};
const DeleteRoleRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{RoleName:roleNameType},required:["RoleName"]};
const DeleteRolePermissionsBoundaryRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{RoleName:roleNameType},required:["RoleName"]};
const DeleteRolePolicyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{RoleName:roleNameType,PolicyName:policyNameType},required:["RoleName","PolicyName"]};
const DeleteSAMLProviderRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{SAMLProviderArn:arnType},required:["SAMLProviderArn"]};
const publicKeyIdType: facts.StringShape = {type:"string",min:20,max:128,pattern:"[\\w]+"};
const DeleteSSHPublicKeyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:userNameType,SSHPublicKeyId:publicKeyIdType},required:["UserName","SSHPublicKeyId"]};
const serverCertificateNameType: facts.StringShape = {type:"string",min:1,max:128,pattern:"[\\w+=,.@-]+"};
const DeleteServerCertificateRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{ServerCertificateName:serverCertificateNameType},required:["ServerCertificateName"]};
const DeleteServiceLinkedRoleRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{RoleName:roleNameType},required:["RoleName"]};
const DeletionTaskIdType: facts.StringShape = {type:"string",min:1,max:1000};
const DeleteServiceLinkedRoleResponse: facts.StructureShape = {type:"structure",members:{DeletionTaskId:DeletionTaskIdType},required:["DeletionTaskId"]};
const DeleteServiceSpecificCredentialRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:userNameType,ServiceSpecificCredentialId:serviceSpecificCredentialId},required:["ServiceSpecificCredentialId"]};
const certificateIdType: facts.StringShape = {type:"string",min:24,max:128,pattern:"[\\w]+"};
const DeleteSigningCertificateRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:existingUserNameType,CertificateId:certificateIdType},required:["CertificateId"]};
const DeleteUserRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:existingUserNameType},required:["UserName"]};
const DeleteUserPermissionsBoundaryRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:userNameType},required:["UserName"]};
const DeleteUserPolicyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:existingUserNameType,PolicyName:policyNameType},required:["UserName","PolicyName"]};
const DeleteVirtualMFADeviceRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{SerialNumber:serialNumberType},required:["SerialNumber"]};
const DetachGroupPolicyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{GroupName:groupNameType,PolicyArn:arnType},required:["GroupName","PolicyArn"]};
const DetachRolePolicyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{RoleName:roleNameType,PolicyArn:arnType},required:["RoleName","PolicyArn"]};
const DetachUserPolicyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:userNameType,PolicyArn:arnType},required:["UserName","PolicyArn"]};
const DisableOrganizationsRootCredentialsManagementRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{},required:[]};
const OrganizationIdType: facts.StringShape = {type:"string",max:34,pattern:"^o-[a-z0-9]{10,32}$"};
const FeatureType: facts.StringShape = {type:"string",enum:["RootCredentialsManagement","RootSessions"]};
const FeaturesListType: facts.ListShape = {type:"list",member:FeatureType};
const DisableOrganizationsRootCredentialsManagementResponse: facts.StructureShape = {type:"structure",members:{OrganizationId:OrganizationIdType,EnabledFeatures:FeaturesListType},required:[]};
const DisableOrganizationsRootSessionsRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{},required:[]};
const DisableOrganizationsRootSessionsResponse: facts.StructureShape = {type:"structure",members:{OrganizationId:OrganizationIdType,EnabledFeatures:FeaturesListType},required:[]};
const authenticationCodeType: facts.StringShape = {type:"string",min:6,max:6,pattern:"[\\d]+"};
const EnableMFADeviceRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:existingUserNameType,SerialNumber:serialNumberType,AuthenticationCode1:authenticationCodeType,AuthenticationCode2:authenticationCodeType},required:["UserName","SerialNumber","AuthenticationCode1","AuthenticationCode2"]};
const EnableOrganizationsRootCredentialsManagementRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{},required:[]};
const EnableOrganizationsRootCredentialsManagementResponse: facts.StructureShape = {type:"structure",members:{OrganizationId:OrganizationIdType,EnabledFeatures:FeaturesListType},required:[]};
const EnableOrganizationsRootSessionsRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{},required:[]};
const EnableOrganizationsRootSessionsResponse: facts.StructureShape = {type:"structure",members:{OrganizationId:OrganizationIdType,EnabledFeatures:FeaturesListType},required:[]};
const EnableOutboundWebIdentityFederationResponse: facts.StructureShape = {type:"structure",members:{IssuerIdentifier:stringType},required:[]};
const ReportStateType: facts.StringShape = {type:"string",enum:["STARTED","INPROGRESS","COMPLETE"]};
const ReportStateDescriptionType: facts.StringShape = {type:"string"};
const GenerateCredentialReportResponse: facts.StructureShape = {type:"structure",members:{State:ReportStateType,Description:ReportStateDescriptionType},required:[]};
const organizationsEntityPathType: facts.StringShape = {type:"string",min:19,max:427,pattern:"^o-[0-9a-z]{10,32}\\/r-[0-9a-z]{4,32}[0-9a-z-\\/]*"};
const organizationsPolicyIdType: facts.StringShape = {type:"string",pattern:"^p-[0-9a-zA-Z_]{8,128}$"};
const GenerateOrganizationsAccessReportRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{EntityPath:organizationsEntityPathType,OrganizationsPolicyId:organizationsPolicyIdType},required:["EntityPath"]};
const jobIDType: facts.StringShape = {type:"string",min:36,max:36};
const GenerateOrganizationsAccessReportResponse: facts.StructureShape = {type:"structure",members:{JobId:jobIDType},required:[]};
const AccessAdvisorUsageGranularityType: facts.StringShape = {type:"string",enum:["SERVICE_LEVEL","ACTION_LEVEL"]};
const GenerateServiceLastAccessedDetailsRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{Arn:arnType,Granularity:AccessAdvisorUsageGranularityType},required:["Arn"]};
const GenerateServiceLastAccessedDetailsResponse: facts.StructureShape = {type:"structure",members:{JobId:jobIDType},required:[]};
const GetAccessKeyLastUsedRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{AccessKeyId:accessKeyIdType},required:["AccessKeyId"]};
const AccessKeyLastUsed: facts.StructureShape = {type:"structure",members:{LastUsedDate:dateType,ServiceName:stringType,Region:stringType},required:["ServiceName","Region"]};
const GetAccessKeyLastUsedResponse: facts.StructureShape = {type:"structure",members:{UserName:existingUserNameType,AccessKeyLastUsed},required:[]};
const EntityType: facts.StringShape = {type:"string",enum:["User","Role","Group","LocalManagedPolicy","AWSManagedPolicy"]};
const entityListType: facts.ListShape = {type:"list",member:EntityType};
const maxItemsType: facts.NumberShape = {type:"integer",min:1,max:1000};
const markerType: facts.StringShape = {type:"string",min:1,max:320,pattern:"[\\u0020-\\u00FF]+"};
const GetAccountAuthorizationDetailsRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{Filter:entityListType,MaxItems:maxItemsType,Marker:markerType},required:[]};
const PolicyDetail: facts.StructureShape = {type:"structure",members:{PolicyName:policyNameType,PolicyDocument:policyDocumentType},required:[]};
const policyDetailListType: facts.ListShape = {type:"list",member:PolicyDetail};
const groupNameListType: facts.ListShape = {type:"list",member:groupNameType};
const AttachedPolicy: facts.StructureShape = {type:"structure",members:{PolicyName:policyNameType,PolicyArn:arnType},required:[]};
const attachedPoliciesListType: facts.ListShape = {type:"list",member:AttachedPolicy};
const UserDetail: facts.StructureShape = {type:"structure",members:{Path:pathType,UserName:userNameType,UserId:idType,Arn:arnType,CreateDate:dateType,UserPolicyList:policyDetailListType,GroupList:groupNameListType,AttachedManagedPolicies:attachedPoliciesListType,PermissionsBoundary:AttachedPermissionsBoundary,Tags:tagListType},required:[]};
const userDetailListType: facts.ListShape = {type:"list",member:UserDetail};
const GroupDetail: facts.StructureShape = {type:"structure",members:{Path:pathType,GroupName:groupNameType,GroupId:idType,Arn:arnType,CreateDate:dateType,GroupPolicyList:policyDetailListType,AttachedManagedPolicies:attachedPoliciesListType},required:[]};
const groupDetailListType: facts.ListShape = {type:"list",member:GroupDetail};
const instanceProfileListType: facts.ListShape = {type:"list",member:InstanceProfile};
const RoleDetail: facts.StructureShape = {type:"structure",members:{Path:pathType,RoleName:roleNameType,RoleId:idType,Arn:arnType,CreateDate:dateType,AssumeRolePolicyDocument:policyDocumentType,InstanceProfileList:instanceProfileListType,RolePolicyList:policyDetailListType,AttachedManagedPolicies:attachedPoliciesListType,PermissionsBoundary:AttachedPermissionsBoundary,Tags:tagListType,RoleLastUsed},required:[]};
const roleDetailListType: facts.ListShape = {type:"list",member:RoleDetail};
const policyDocumentVersionListType: facts.ListShape = {type:"list",member:PolicyVersion};
const ManagedPolicyDetail: facts.StructureShape = {type:"structure",members:{PolicyName:policyNameType,PolicyId:idType,Arn:arnType,Path:policyPathType,DefaultVersionId:policyVersionIdType,AttachmentCount:attachmentCountType,PermissionsBoundaryUsageCount:attachmentCountType,IsAttachable:booleanType,Description:policyDescriptionType,CreateDate:dateType,UpdateDate:dateType,PolicyVersionList:policyDocumentVersionListType},required:[]};
const ManagedPolicyDetailListType: facts.ListShape = {type:"list",member:ManagedPolicyDetail};
const responseMarkerType: facts.StringShape = {type:"string"};
const GetAccountAuthorizationDetailsResponse: facts.StructureShape = {type:"structure",members:{UserDetailList:userDetailListType,GroupDetailList:groupDetailListType,RoleDetailList:roleDetailListType,Policies:ManagedPolicyDetailListType,IsTruncated:booleanType,Marker:responseMarkerType},required:[]};
const minimumPasswordLengthType: facts.NumberShape = {type:"integer",min:6,max:128};
const maxPasswordAgeType: facts.NumberShape = {type:"integer",min:1,max:1095};
const passwordReusePreventionType: facts.NumberShape = {type:"integer",min:1,max:24};
const booleanObjectType: facts.BooleanShape = {type:"boolean"};
const PasswordPolicy: facts.StructureShape = {type:"structure",members:{MinimumPasswordLength:minimumPasswordLengthType,RequireSymbols:booleanType,RequireNumbers:booleanType,RequireUppercaseCharacters:booleanType,RequireLowercaseCharacters:booleanType,AllowUsersToChangePassword:booleanType,ExpirePasswords:booleanType,MaxPasswordAge:maxPasswordAgeType,PasswordReusePrevention:passwordReusePreventionType,HardExpiry:booleanObjectType},required:[]};
const GetAccountPasswordPolicyResponse: facts.StructureShape = {type:"structure",members:{PasswordPolicy},required:["PasswordPolicy"]};
const GetAccountPropertiesRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{},required:[]};
const accountPropertiesType: facts.MapShape = {type:"map",key:stringType,value:stringType};
const GetAccountPropertiesResponse: facts.StructureShape = {type:"structure",members:{Properties:accountPropertiesType},required:[]};
const summaryKeyType: facts.StringShape = {type:"string",enum:["Users","UsersQuota","Groups","GroupsQuota","ServerCertificates","ServerCertificatesQuota","UserPolicySizeQuota","GroupPolicySizeQuota","GroupsPerUserQuota","SigningCertificatesPerUserQuota","AccessKeysPerUserQuota","MFADevices","MFADevicesInUse","AccountMFAEnabled","AccountAccessKeysPresent","AccountPasswordPresent","AccountSigningCertificatesPresent","AttachedPoliciesPerGroupQuota","AttachedPoliciesPerRoleQuota","AttachedPoliciesPerUserQuota","Policies","PoliciesQuota","PolicySizeQuota","PolicyVersionsInUse","PolicyVersionsInUseQuota","VersionsPerPolicyQuota","GlobalEndpointTokenVersion","AssumeRolePolicySizeQuota","InstanceProfiles","InstanceProfilesQuota","Providers","RolePolicySizeQuota","Roles","RolesQuota"]};
const summaryValueType: facts.NumberShape = {type:"integer"};
const summaryMapType: facts.MapShape = {type:"map",key:summaryKeyType,value:summaryValueType};
const GetAccountSummaryResponse: facts.StructureShape = {type:"structure",members:{SummaryMap:summaryMapType},required:[]};
const SimulationPolicyListType: facts.ListShape = {type:"list",member:policyDocumentType};
const GetContextKeysForCustomPolicyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{PolicyInputList:SimulationPolicyListType},required:["PolicyInputList"]};
const ContextKeyNameType: facts.StringShape = {type:"string",min:5,max:256};
const ContextKeyNamesResultListType: facts.ListShape = {type:"list",member:ContextKeyNameType};
const GetContextKeysForPolicyResponse: facts.StructureShape = {type:"structure",members:{ContextKeyNames:ContextKeyNamesResultListType},required:[]};
const GetContextKeysForPrincipalPolicyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{PolicySourceArn:arnType,PolicyInputList:SimulationPolicyListType},required:["PolicySourceArn"]};
const ReportContentType: facts.BlobShape = {type:"blob"};
const ReportFormatType: facts.StringShape = {type:"string",enum:["text/csv"]};
const GetCredentialReportResponse: facts.StructureShape = {type:"structure",members:{Content:ReportContentType,ReportFormat:ReportFormatType,GeneratedTime:dateType},required:[]};
const GetDelegationRequestRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{DelegationRequestId:delegationRequestIdType,DelegationPermissionCheck:booleanType},required:["DelegationRequestId"]};
const permissionType: facts.StringShape = {type:"string"};
const rolePermissionRestrictionArnListType: facts.ListShape = {type:"list",member:arnType};
const ownerIdType: facts.StringShape = {type:"string",min:20,max:2048,pattern:"^[a-zA-Z0-9:/+=,.@_-]+$"};
const stateType: facts.StringShape = {type:"string",enum:["UNASSIGNED","ASSIGNED","PENDING_APPROVAL","FINALIZED","ACCEPTED","REJECTED","EXPIRED"]};
const requestorNameType: facts.StringShape = {type:"string",max:30,pattern:"[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*"};
const notesType: facts.StringShape = {type:"string",max:500,pattern:"[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*"};
const DelegationRequest: facts.StructureShape = {type:"structure",members:{DelegationRequestId:delegationRequestIdType,OwnerAccountId:accountIdType,Description:delegationRequestDescriptionType,RequestMessage:requestMessageType,Permissions:DelegationPermission,PermissionPolicy:permissionType,RolePermissionRestrictionArns:rolePermissionRestrictionArnListType,OwnerId:ownerIdType,ApproverId:arnType,State:stateType,ExpirationTime:dateType,RequestorId:accountIdType,RequestorName:requestorNameType,CreateDate:dateType,SessionDuration:sessionDurationType,RedirectUrl:redirectUrlType,Notes:notesType,RejectionReason:notesType,OnlySendByOwner:booleanType,UpdatedTime:dateType},required:[]};
const permissionCheckStatusType: facts.StringShape = {type:"string",enum:["COMPLETE","IN_PROGRESS","FAILED"]};
const permissionCheckResultType: facts.StringShape = {type:"string",enum:["ALLOWED","DENIED","UNSURE"]};
const GetDelegationRequestResponse: facts.StructureShape = {type:"structure",members:{DelegationRequest,PermissionCheckStatus:permissionCheckStatusType,PermissionCheckResult:permissionCheckResultType},required:[]};
const GetGroupRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{GroupName:groupNameType,Marker:markerType,MaxItems:maxItemsType},required:["GroupName"]};
const userListType: facts.ListShape = {type:"list",member:User};
const GetGroupResponse: facts.StructureShape = {type:"structure",members:{Group,Users:userListType,IsTruncated:booleanType,Marker:responseMarkerType},required:["Group","Users"]};
const GetGroupPolicyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{GroupName:groupNameType,PolicyName:policyNameType},required:["GroupName","PolicyName"]};
const GetGroupPolicyResponse: facts.StructureShape = {type:"structure",members:{GroupName:groupNameType,PolicyName:policyNameType,PolicyDocument:policyDocumentType},required:["GroupName","PolicyName","PolicyDocument"]};
const localeType: facts.StringShape = {type:"string",min:2,max:12};
const GetHumanReadableSummaryRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{EntityArn:arnType,Locale:localeType},required:["EntityArn"]};
const summaryContentType: facts.StringShape = {type:"string",min:0,max:10000};
const summaryStateType: facts.StringShape = {type:"string",enum:["AVAILABLE","NOT_AVAILABLE","NOT_SUPPORTED","FAILED"]};
const GetHumanReadableSummaryResponse: facts.StructureShape = {type:"structure",members:{SummaryContent:summaryContentType,Locale:localeType,SummaryState:summaryStateType},required:[]};
const GetInstanceProfileRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{InstanceProfileName:instanceProfileNameType},required:["InstanceProfileName"]};
const GetInstanceProfileResponse: facts.StructureShape = {type:"structure",members:{InstanceProfile},required:["InstanceProfile"]};
const GetLoginProfileRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:userNameType},required:[]};
const GetLoginProfileResponse: facts.StructureShape = {type:"structure",members:{LoginProfile},required:["LoginProfile"]};
const GetMFADeviceRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{SerialNumber:serialNumberType,UserName:userNameType},required:["SerialNumber"]};
const CertificationKeyType: facts.StringShape = {type:"string",min:1,max:128,pattern:"[\\u0020-\\u00FF]+"};
const CertificationValueType: facts.StringShape = {type:"string",min:1,max:32,pattern:"[\\u0020-\\u00FF]+"};
const CertificationMapType: facts.MapShape = {type:"map",key:CertificationKeyType,value:CertificationValueType};
const GetMFADeviceResponse: facts.StructureShape = {type:"structure",members:{UserName:userNameType,SerialNumber:serialNumberType,EnableDate:dateType,Certifications:CertificationMapType},required:["SerialNumber"]};
const GetOpenIDConnectProviderRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{OpenIDConnectProviderArn:arnType},required:["OpenIDConnectProviderArn"]};
const GetOpenIDConnectProviderResponse: facts.StructureShape = {type:"structure",members:{Url:OpenIDConnectProviderUrlType,ClientIDList:clientIDListType,ThumbprintList:thumbprintListType,CreateDate:dateType,Tags:tagListType},required:[]};
const sortKeyType: facts.StringShape = {type:"string",enum:["SERVICE_NAMESPACE_ASCENDING","SERVICE_NAMESPACE_DESCENDING","LAST_AUTHENTICATED_TIME_ASCENDING","LAST_AUTHENTICATED_TIME_DESCENDING"]};
const GetOrganizationsAccessReportRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{JobId:jobIDType,MaxItems:maxItemsType,Marker:markerType,SortKey:sortKeyType},required:["JobId"]};
const jobStatusType: facts.StringShape = {type:"string",enum:["IN_PROGRESS","COMPLETED","FAILED"]};
const serviceNameType: facts.StringShape = {type:"string"};
const serviceNamespaceType: facts.StringShape = {type:"string",min:1,max:64,pattern:"[\\w-]*"};
const AccessDetail: facts.StructureShape = {type:"structure",members:{ServiceName:serviceNameType,ServiceNamespace:serviceNamespaceType,Region:stringType,EntityPath:organizationsEntityPathType,LastAuthenticatedTime:dateType,TotalAuthenticatedEntities:integerType},required:["ServiceName","ServiceNamespace"]};
const AccessDetails: facts.ListShape = {type:"list",member:AccessDetail};
const ErrorDetails: facts.StructureShape = {type:"structure",members:{Message:stringType,Code:stringType},required:["Message","Code"]};
const GetOrganizationsAccessReportResponse: facts.StructureShape = {type:"structure",members:{JobStatus:jobStatusType,JobCreationDate:dateType,JobCompletionDate:dateType,NumberOfServicesAccessible:integerType,NumberOfServicesNotAccessed:integerType,AccessDetails,IsTruncated:booleanType,Marker:markerType,ErrorDetails},required:["JobStatus","JobCreationDate"]};
const GetOutboundWebIdentityFederationInfoResponse: facts.StructureShape = {type:"structure",members:{IssuerIdentifier:stringType,JwtVendingEnabled:booleanType},required:[]};
const GetPolicyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{PolicyArn:arnType},required:["PolicyArn"]};
const GetPolicyResponse: facts.StructureShape = {type:"structure",members:{Policy},required:[]};
const GetPolicyVersionRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{PolicyArn:arnType,VersionId:policyVersionIdType},required:["PolicyArn","VersionId"]};
const GetPolicyVersionResponse: facts.StructureShape = {type:"structure",members:{PolicyVersion},required:[]};
const GetRoleRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{RoleName:roleNameType},required:["RoleName"]};
const GetRoleResponse: facts.StructureShape = {type:"structure",members:{Role},required:["Role"]};
const GetRolePolicyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{RoleName:roleNameType,PolicyName:policyNameType},required:["RoleName","PolicyName"]};
const GetRolePolicyResponse: facts.StructureShape = {type:"structure",members:{RoleName:roleNameType,PolicyName:policyNameType,PolicyDocument:policyDocumentType},required:["RoleName","PolicyName","PolicyDocument"]};
const GetRoleTemplateVersionRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{TemplateArn:stringType,MinorVersion:integerType},required:["TemplateArn"]};
const managedByType: facts.StringShape = {type:"string",enum:["Service"]};
const InlinePolicy: facts.StructureShape = {type:"structure",members:{PolicyName:stringType,PolicyDocument:stringType},required:["PolicyName","PolicyDocument"]};
const inlinePolicyTemplateListType: facts.ListShape = {type:"list",member:InlinePolicy};
const parameterTypeType: facts.StringShape = {type:"string",enum:["String","StringList","Number","NumberList","Arn","ArnList"]};
const ParameterDefinition: facts.StructureShape = {type:"structure",members:{Name:stringType,Type:parameterTypeType,SubType:stringType,Description:stringType,IsRequired:booleanType,DefaultValue:stringType,Immutable:booleanType},required:["Name","Type"]};
const parametersDefinitionListType: facts.ListShape = {type:"list",member:ParameterDefinition};
const TagTemplate: facts.StructureShape = {type:"structure",members:{Key:stringType,Value:stringType},required:["Key","Value"]};
const tagTemplateListType: facts.ListShape = {type:"list",member:TagTemplate};
const RoleTemplateVersion: facts.StructureShape = {type:"structure",members:{TemplateArn:stringType,TemplateName:stringType,TemplateVersionId:stringType,Description:stringType,MajorVersion:integerType,DefaultMinorVersion:integerType,ManagedByType:managedByType,ManagedByValue:stringType,Enabled:booleanType,MinorVersion:integerType,RoleNamePattern:stringType,RolePathPattern:stringType,RoleDescriptionPattern:stringType,AssumeRolePolicyDocumentTemplate:stringType,InlinePolicyTemplates:inlinePolicyTemplateListType,ManagedPolicyArns:stringListType,PermissionBoundaryArn:stringType,ParametersDefinition:parametersDefinitionListType,RoleTagsTemplate:tagTemplateListType,MaxSessionDuration:integerType,VersionEnabled:booleanType,CreateTimestamp:dateType,UpdateTimestamp:dateType},required:[]};
const GetRoleTemplateVersionResponse: facts.StructureShape = {type:"structure",members:{RoleTemplateVersion},required:["RoleTemplateVersion"]};
const GetSAMLProviderRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{SAMLProviderArn:arnType},required:["SAMLProviderArn"]};
const privateKeyIdType: facts.StringShape = {type:"string",min:22,max:64,pattern:"[A-Z0-9]+"};
const SAMLPrivateKey: facts.StructureShape = {type:"structure",members:{KeyId:privateKeyIdType,Timestamp:dateType},required:[]};
const privateKeyList: facts.ListShape = {type:"list",max:2,member:SAMLPrivateKey};
const GetSAMLProviderResponse: facts.StructureShape = {type:"structure",members:{SAMLProviderUUID:privateKeyIdType,SAMLMetadataDocument:SAMLMetadataDocumentType,CreateDate:dateType,ValidUntil:dateType,Tags:tagListType,AssertionEncryptionMode:assertionEncryptionModeType,PrivateKeyList:privateKeyList},required:[]};
const encodingType: facts.StringShape = {type:"string",enum:["SSH","PEM"]};
const GetSSHPublicKeyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:userNameType,SSHPublicKeyId:publicKeyIdType,Encoding:encodingType},required:["UserName","SSHPublicKeyId","Encoding"]};
const publicKeyFingerprintType: facts.StringShape = {type:"string",min:48,max:48,pattern:"[:\\w]+"};
const publicKeyMaterialType: facts.StringShape = {type:"string",min:1,max:16384,pattern:"[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"};
const SSHPublicKey: facts.StructureShape = {type:"structure",members:{UserName:userNameType,SSHPublicKeyId:publicKeyIdType,Fingerprint:publicKeyFingerprintType,SSHPublicKeyBody:publicKeyMaterialType,Status:statusType,UploadDate:dateType},required:["UserName","SSHPublicKeyId","Fingerprint","SSHPublicKeyBody","Status"]};
const GetSSHPublicKeyResponse: facts.StructureShape = {type:"structure",members:{SSHPublicKey},required:[]};
const GetServerCertificateRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{ServerCertificateName:serverCertificateNameType},required:["ServerCertificateName"]};
const ServerCertificateMetadata: facts.StructureShape = {type:"structure",members:{Path:pathType,ServerCertificateName:serverCertificateNameType,ServerCertificateId:idType,Arn:arnType,UploadDate:dateType,Expiration:dateType},required:["Path","ServerCertificateName","ServerCertificateId","Arn"]};
const certificateBodyType: facts.StringShape = {type:"string",min:1,max:16384,pattern:"[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"};
const certificateChainType: facts.StringShape = {type:"string",min:1,max:2097152,pattern:"[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"};
const ServerCertificate: facts.StructureShape = {type:"structure",members:{ServerCertificateMetadata,CertificateBody:certificateBodyType,CertificateChain:certificateChainType,Tags:tagListType},required:["ServerCertificateMetadata","CertificateBody"]};
const GetServerCertificateResponse: facts.StructureShape = {type:"structure",members:{ServerCertificate},required:["ServerCertificate"]};
const GetServiceLastAccessedDetailsRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{JobId:jobIDType,MaxItems:maxItemsType,Marker:markerType},required:["JobId"]};
const TrackedActionLastAccessed: facts.StructureShape = {type:"structure",members:{ActionName:stringType,LastAccessedEntity:arnType,LastAccessedTime:dateType,LastAccessedRegion:stringType},required:[]};
const TrackedActionsLastAccessed: facts.ListShape = {type:"list",member:TrackedActionLastAccessed};
const ServiceLastAccessed: facts.StructureShape = {type:"structure",members:{ServiceName:serviceNameType,LastAuthenticated:dateType,ServiceNamespace:serviceNamespaceType,LastAuthenticatedEntity:arnType,LastAuthenticatedRegion:stringType,TotalAuthenticatedEntities:integerType,TrackedActionsLastAccessed},required:["ServiceName","ServiceNamespace"]};
const ServicesLastAccessed: facts.ListShape = {type:"list",member:ServiceLastAccessed};
const GetServiceLastAccessedDetailsResponse: facts.StructureShape = {type:"structure",members:{JobStatus:jobStatusType,JobType:AccessAdvisorUsageGranularityType,JobCreationDate:dateType,ServicesLastAccessed,JobCompletionDate:dateType,IsTruncated:booleanType,Marker:responseMarkerType,Error:ErrorDetails},required:["JobStatus","JobCreationDate","ServicesLastAccessed","JobCompletionDate"]};
const GetServiceLastAccessedDetailsWithEntitiesRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{JobId:jobIDType,ServiceNamespace:serviceNamespaceType,MaxItems:maxItemsType,Marker:markerType},required:["JobId","ServiceNamespace"]};
const policyOwnerEntityType: facts.StringShape = {type:"string",enum:["USER","ROLE","GROUP"]};
const EntityInfo: facts.StructureShape = {type:"structure",members:{Arn:arnType,Name:userNameType,Type:policyOwnerEntityType,Id:idType,Path:pathType},required:["Arn","Name","Type","Id"]};
const EntityDetails: facts.StructureShape = {type:"structure",members:{EntityInfo,LastAuthenticated:dateType},required:["EntityInfo"]};
const entityDetailsListType: facts.ListShape = {type:"list",member:EntityDetails};
const GetServiceLastAccessedDetailsWithEntitiesResponse: facts.StructureShape = {type:"structure",members:{JobStatus:jobStatusType,JobCreationDate:dateType,JobCompletionDate:dateType,EntityDetailsList:entityDetailsListType,IsTruncated:booleanType,Marker:responseMarkerType,Error:ErrorDetails},required:["JobStatus","JobCreationDate","JobCompletionDate","EntityDetailsList"]};
const GetServiceLinkedRoleDeletionStatusRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{DeletionTaskId:DeletionTaskIdType},required:["DeletionTaskId"]};
const DeletionTaskStatusType: facts.StringShape = {type:"string",enum:["SUCCEEDED","IN_PROGRESS","FAILED","NOT_STARTED"]};
const ReasonType: facts.StringShape = {type:"string",max:1000};
const RegionNameType: facts.StringShape = {type:"string",min:1,max:100};
const ArnListType: facts.ListShape = {type:"list",member:arnType};
const RoleUsageType: facts.StructureShape = {type:"structure",members:{Region:RegionNameType,Resources:ArnListType},required:[]};
const RoleUsageListType: facts.ListShape = {type:"list",member:RoleUsageType};
const DeletionTaskFailureReasonType: facts.StructureShape = {type:"structure",members:{Reason:ReasonType,RoleUsageList:RoleUsageListType},required:[]};
const GetServiceLinkedRoleDeletionStatusResponse: facts.StructureShape = {type:"structure",members:{Status:DeletionTaskStatusType,Reason:DeletionTaskFailureReasonType},required:["Status"]};
const GetUserRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:existingUserNameType},required:[]};
const GetUserResponse: facts.StructureShape = {type:"structure",members:{User},required:["User"]};
const GetUserPolicyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:existingUserNameType,PolicyName:policyNameType},required:["UserName","PolicyName"]};
const GetUserPolicyResponse: facts.StructureShape = {type:"structure",members:{UserName:existingUserNameType,PolicyName:policyNameType,PolicyDocument:policyDocumentType},required:["UserName","PolicyName","PolicyDocument"]};
const ListAccessKeysRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:existingUserNameType,Marker:markerType,MaxItems:maxItemsType},required:[]};
const AccessKeyMetadata: facts.StructureShape = {type:"structure",members:{UserName:userNameType,AccessKeyId:accessKeyIdType,Status:statusType,CreateDate:dateType},required:[]};
const accessKeyMetadataListType: facts.ListShape = {type:"list",member:AccessKeyMetadata};
const ListAccessKeysResponse: facts.StructureShape = {type:"structure",members:{AccessKeyMetadata:accessKeyMetadataListType,IsTruncated:booleanType,Marker:responseMarkerType},required:["AccessKeyMetadata"]};
const ListAccountAliasesRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{Marker:markerType,MaxItems:maxItemsType},required:[]};
const accountAliasListType: facts.ListShape = {type:"list",member:accountAliasType};
const ListAccountAliasesResponse: facts.StructureShape = {type:"structure",members:{AccountAliases:accountAliasListType,IsTruncated:booleanType,Marker:responseMarkerType},required:["AccountAliases"]};
const ListAttachedGroupPoliciesRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{GroupName:groupNameType,PathPrefix:policyPathType,Marker:markerType,MaxItems:maxItemsType},required:["GroupName"]};
const ListAttachedGroupPoliciesResponse: facts.StructureShape = {type:"structure",members:{AttachedPolicies:attachedPoliciesListType,IsTruncated:booleanType,Marker:responseMarkerType},required:[]};
const ListAttachedRolePoliciesRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{RoleName:roleNameType,PathPrefix:policyPathType,Marker:markerType,MaxItems:maxItemsType},required:["RoleName"]};
const ListAttachedRolePoliciesResponse: facts.StructureShape = {type:"structure",members:{AttachedPolicies:attachedPoliciesListType,IsTruncated:booleanType,Marker:responseMarkerType},required:[]};
const ListAttachedUserPoliciesRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:userNameType,PathPrefix:policyPathType,Marker:markerType,MaxItems:maxItemsType},required:["UserName"]};
const ListAttachedUserPoliciesResponse: facts.StructureShape = {type:"structure",members:{AttachedPolicies:attachedPoliciesListType,IsTruncated:booleanType,Marker:responseMarkerType},required:[]};
const ListDelegationRequestsRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{OwnerId:ownerIdType,Marker:markerType,MaxItems:maxItemsType},required:[]};
const delegationRequestsListType: facts.ListShape = {type:"list",member:DelegationRequest};
const ListDelegationRequestsResponse: facts.StructureShape = {type:"structure",members:{DelegationRequests:delegationRequestsListType,Marker:markerType,isTruncated:booleanType},required:[]};
const PolicyUsageType: facts.StringShape = {type:"string",enum:["PermissionsPolicy","PermissionsBoundary"]};
const ListEntitiesForPolicyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{PolicyArn:arnType,EntityFilter:EntityType,PathPrefix:pathType,PolicyUsageFilter:PolicyUsageType,Marker:markerType,MaxItems:maxItemsType},required:["PolicyArn"]};
const PolicyGroup: facts.StructureShape = {type:"structure",members:{GroupName:groupNameType,GroupId:idType},required:[]};
const PolicyGroupListType: facts.ListShape = {type:"list",member:PolicyGroup};
const PolicyUser: facts.StructureShape = {type:"structure",members:{UserName:userNameType,UserId:idType},required:[]};
const PolicyUserListType: facts.ListShape = {type:"list",member:PolicyUser};
const PolicyRole: facts.StructureShape = {type:"structure",members:{RoleName:roleNameType,RoleId:idType},required:[]};
const PolicyRoleListType: facts.ListShape = {type:"list",member:PolicyRole};
const ListEntitiesForPolicyResponse: facts.StructureShape = {type:"structure",members:{PolicyGroups:PolicyGroupListType,PolicyUsers:PolicyUserListType,PolicyRoles:PolicyRoleListType,IsTruncated:booleanType,Marker:responseMarkerType},required:[]};
const ListGroupPoliciesRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{GroupName:groupNameType,Marker:markerType,MaxItems:maxItemsType},required:["GroupName"]};
const policyNameListType: facts.ListShape = {type:"list",member:policyNameType};
const ListGroupPoliciesResponse: facts.StructureShape = {type:"structure",members:{PolicyNames:policyNameListType,IsTruncated:booleanType,Marker:responseMarkerType},required:["PolicyNames"]};
const pathPrefixType: facts.StringShape = {type:"string",min:1,max:512,pattern:"\\u002F[\\u0021-\\u007F]*"};
const ListGroupsRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{PathPrefix:pathPrefixType,Marker:markerType,MaxItems:maxItemsType},required:[]};
const groupListType: facts.ListShape = {type:"list",member:Group};
const ListGroupsResponse: facts.StructureShape = {type:"structure",members:{Groups:groupListType,IsTruncated:booleanType,Marker:responseMarkerType},required:["Groups"]};
const ListGroupsForUserRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:existingUserNameType,Marker:markerType,MaxItems:maxItemsType},required:["UserName"]};
const ListGroupsForUserResponse: facts.StructureShape = {type:"structure",members:{Groups:groupListType,IsTruncated:booleanType,Marker:responseMarkerType},required:["Groups"]};
const ListInstanceProfileTagsRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{InstanceProfileName:instanceProfileNameType,Marker:markerType,MaxItems:maxItemsType},required:["InstanceProfileName"]};
const ListInstanceProfileTagsResponse: facts.StructureShape = {type:"structure",members:{Tags:tagListType,IsTruncated:booleanType,Marker:responseMarkerType},required:["Tags"]};
const ListInstanceProfilesRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{PathPrefix:pathPrefixType,Marker:markerType,MaxItems:maxItemsType},required:[]};
const ListInstanceProfilesResponse: facts.StructureShape = {type:"structure",members:{InstanceProfiles:instanceProfileListType,IsTruncated:booleanType,Marker:responseMarkerType},required:["InstanceProfiles"]};
const ListInstanceProfilesForRoleRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{RoleName:roleNameType,Marker:markerType,MaxItems:maxItemsType},required:["RoleName"]};
const ListInstanceProfilesForRoleResponse: facts.StructureShape = {type:"structure",members:{InstanceProfiles:instanceProfileListType,IsTruncated:booleanType,Marker:responseMarkerType},required:["InstanceProfiles"]};
const ListMFADeviceTagsRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{SerialNumber:serialNumberType,Marker:markerType,MaxItems:maxItemsType},required:["SerialNumber"]};
const ListMFADeviceTagsResponse: facts.StructureShape = {type:"structure",members:{Tags:tagListType,IsTruncated:booleanType,Marker:responseMarkerType},required:["Tags"]};
const ListMFADevicesRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:existingUserNameType,Marker:markerType,MaxItems:maxItemsType},required:[]};
const MFADevice: facts.StructureShape = {type:"structure",members:{UserName:userNameType,SerialNumber:serialNumberType,EnableDate:dateType},required:["UserName","SerialNumber","EnableDate"]};
const mfaDeviceListType: facts.ListShape = {type:"list",member:MFADevice};
const ListMFADevicesResponse: facts.StructureShape = {type:"structure",members:{MFADevices:mfaDeviceListType,IsTruncated:booleanType,Marker:responseMarkerType},required:["MFADevices"]};
const ListOpenIDConnectProviderTagsRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{OpenIDConnectProviderArn:arnType,Marker:markerType,MaxItems:maxItemsType},required:["OpenIDConnectProviderArn"]};
const ListOpenIDConnectProviderTagsResponse: facts.StructureShape = {type:"structure",members:{Tags:tagListType,IsTruncated:booleanType,Marker:responseMarkerType},required:["Tags"]};
const ListOpenIDConnectProvidersRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{},required:[]};
const OpenIDConnectProviderListEntry: facts.StructureShape = {type:"structure",members:{Arn:arnType},required:[]};
const OpenIDConnectProviderListType: facts.ListShape = {type:"list",member:OpenIDConnectProviderListEntry};
const ListOpenIDConnectProvidersResponse: facts.StructureShape = {type:"structure",members:{OpenIDConnectProviderList:OpenIDConnectProviderListType},required:[]};
const ListOrganizationsFeaturesRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{},required:[]};
const ListOrganizationsFeaturesResponse: facts.StructureShape = {type:"structure",members:{OrganizationId:OrganizationIdType,EnabledFeatures:FeaturesListType},required:[]};
const policyScopeType: facts.StringShape = {type:"string",enum:["All","AWS","Local"]};
const ListPoliciesRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{Scope:policyScopeType,OnlyAttached:booleanType,PathPrefix:policyPathType,PolicyUsageFilter:PolicyUsageType,Marker:markerType,MaxItems:maxItemsType},required:[]};
const policyListType: facts.ListShape = {type:"list",member:Policy};
const ListPoliciesResponse: facts.StructureShape = {type:"structure",members:{Policies:policyListType,IsTruncated:booleanType,Marker:responseMarkerType},required:[]};
const serviceNamespaceListType: facts.ListShape = {type:"list",min:1,max:200,member:serviceNamespaceType};
const ListPoliciesGrantingServiceAccessRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{Marker:markerType,Arn:arnType,ServiceNamespaces:serviceNamespaceListType},required:["Arn","ServiceNamespaces"]};
const policyType: facts.StringShape = {type:"string",enum:["INLINE","MANAGED"]};
const entityNameType: facts.StringShape = {type:"string",min:1,max:128,pattern:"[\\w+=,.@-]+"};
const PolicyGrantingServiceAccess: facts.StructureShape = {type:"structure",members:{PolicyName:policyNameType,PolicyType:policyType,PolicyArn:arnType,EntityType:policyOwnerEntityType,EntityName:entityNameType},required:["PolicyName","PolicyType"]};
const policyGrantingServiceAccessListType: facts.ListShape = {type:"list",member:PolicyGrantingServiceAccess};
const ListPoliciesGrantingServiceAccessEntry: facts.StructureShape = {type:"structure",members:{ServiceNamespace:serviceNamespaceType,Policies:policyGrantingServiceAccessListType},required:[]};
const listPolicyGrantingServiceAccessResponseListType: facts.ListShape = {type:"list",member:ListPoliciesGrantingServiceAccessEntry};
const ListPoliciesGrantingServiceAccessResponse: facts.StructureShape = {type:"structure",members:{PoliciesGrantingServiceAccess:listPolicyGrantingServiceAccessResponseListType,IsTruncated:booleanType,Marker:responseMarkerType},required:["PoliciesGrantingServiceAccess"]};
const ListPolicyTagsRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{PolicyArn:arnType,Marker:markerType,MaxItems:maxItemsType},required:["PolicyArn"]};
const ListPolicyTagsResponse: facts.StructureShape = {type:"structure",members:{Tags:tagListType,IsTruncated:booleanType,Marker:responseMarkerType},required:["Tags"]};
const ListPolicyVersionsRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{PolicyArn:arnType,Marker:markerType,MaxItems:maxItemsType},required:["PolicyArn"]};
const ListPolicyVersionsResponse: facts.StructureShape = {type:"structure",members:{Versions:policyDocumentVersionListType,IsTruncated:booleanType,Marker:responseMarkerType},required:[]};
const ListRolePoliciesRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{RoleName:roleNameType,Marker:markerType,MaxItems:maxItemsType},required:["RoleName"]};
const ListRolePoliciesResponse: facts.StructureShape = {type:"structure",members:{PolicyNames:policyNameListType,IsTruncated:booleanType,Marker:responseMarkerType},required:["PolicyNames"]};
const ListRoleTagsRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{RoleName:roleNameType,Marker:markerType,MaxItems:maxItemsType},required:["RoleName"]};
const ListRoleTagsResponse: facts.StructureShape = {type:"structure",members:{Tags:tagListType,IsTruncated:booleanType,Marker:responseMarkerType},required:["Tags"]};
const ListRolesRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{PathPrefix:pathPrefixType,Marker:markerType,MaxItems:maxItemsType},required:[]};
const ListRolesResponse: facts.StructureShape = {type:"structure",members:{Roles:roleListType,IsTruncated:booleanType,Marker:responseMarkerType},required:["Roles"]};
const ListSAMLProviderTagsRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{SAMLProviderArn:arnType,Marker:markerType,MaxItems:maxItemsType},required:["SAMLProviderArn"]};
const ListSAMLProviderTagsResponse: facts.StructureShape = {type:"structure",members:{Tags:tagListType,IsTruncated:booleanType,Marker:responseMarkerType},required:["Tags"]};
const ListSAMLProvidersRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{},required:[]};
const SAMLProviderListEntry: facts.StructureShape = {type:"structure",members:{Arn:arnType,ValidUntil:dateType,CreateDate:dateType},required:[]};
const SAMLProviderListType: facts.ListShape = {type:"list",member:SAMLProviderListEntry};
const ListSAMLProvidersResponse: facts.StructureShape = {type:"structure",members:{SAMLProviderList:SAMLProviderListType},required:[]};
const ListSSHPublicKeysRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:userNameType,Marker:markerType,MaxItems:maxItemsType},required:[]};
const SSHPublicKeyMetadata: facts.StructureShape = {type:"structure",members:{UserName:userNameType,SSHPublicKeyId:publicKeyIdType,Status:statusType,UploadDate:dateType},required:["UserName","SSHPublicKeyId","Status","UploadDate"]};
const SSHPublicKeyListType: facts.ListShape = {type:"list",member:SSHPublicKeyMetadata};
const ListSSHPublicKeysResponse: facts.StructureShape = {type:"structure",members:{SSHPublicKeys:SSHPublicKeyListType,IsTruncated:booleanType,Marker:responseMarkerType},required:[]};
const ListServerCertificateTagsRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{ServerCertificateName:serverCertificateNameType,Marker:markerType,MaxItems:maxItemsType},required:["ServerCertificateName"]};
const ListServerCertificateTagsResponse: facts.StructureShape = {type:"structure",members:{Tags:tagListType,IsTruncated:booleanType,Marker:responseMarkerType},required:["Tags"]};
const ListServerCertificatesRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{PathPrefix:pathPrefixType,Marker:markerType,MaxItems:maxItemsType},required:[]};
const serverCertificateMetadataListType: facts.ListShape = {type:"list",member:ServerCertificateMetadata};
const ListServerCertificatesResponse: facts.StructureShape = {type:"structure",members:{ServerCertificateMetadataList:serverCertificateMetadataListType,IsTruncated:booleanType,Marker:responseMarkerType},required:["ServerCertificateMetadataList"]};
const allUsers: facts.BooleanShape = {type:"boolean"};
const ListServiceSpecificCredentialsRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:userNameType,ServiceName:serviceName,AllUsers:allUsers,Marker:markerType,MaxItems:maxItemsType},required:[]};
const ServiceSpecificCredentialMetadata: facts.StructureShape = {type:"structure",members:{UserName:userNameType,Status:statusType,ServiceUserName:serviceUserName,ServiceCredentialAlias:serviceCredentialAlias,CreateDate:dateType,ExpirationDate:dateType,ServiceSpecificCredentialId:serviceSpecificCredentialId,ServiceName:serviceName},required:["UserName","Status","CreateDate","ServiceSpecificCredentialId","ServiceName"]};
const ServiceSpecificCredentialsListType: facts.ListShape = {type:"list",member:ServiceSpecificCredentialMetadata};
const ListServiceSpecificCredentialsResponse: facts.StructureShape = {type:"structure",members:{ServiceSpecificCredentials:ServiceSpecificCredentialsListType,Marker:responseMarkerType,IsTruncated:booleanType},required:[]};
const ListSigningCertificatesRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:existingUserNameType,Marker:markerType,MaxItems:maxItemsType},required:[]};
const SigningCertificate: facts.StructureShape = {type:"structure",members:{UserName:userNameType,CertificateId:certificateIdType,CertificateBody:certificateBodyType,Status:statusType,UploadDate:dateType},required:["UserName","CertificateId","CertificateBody","Status"]};
const certificateListType: facts.ListShape = {type:"list",member:SigningCertificate};
const ListSigningCertificatesResponse: facts.StructureShape = {type:"structure",members:{Certificates:certificateListType,IsTruncated:booleanType,Marker:responseMarkerType},required:["Certificates"]};
const ListUserPoliciesRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:existingUserNameType,Marker:markerType,MaxItems:maxItemsType},required:["UserName"]};
const ListUserPoliciesResponse: facts.StructureShape = {type:"structure",members:{PolicyNames:policyNameListType,IsTruncated:booleanType,Marker:responseMarkerType},required:["PolicyNames"]};
const ListUserTagsRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:existingUserNameType,Marker:markerType,MaxItems:maxItemsType},required:["UserName"]};
const ListUserTagsResponse: facts.StructureShape = {type:"structure",members:{Tags:tagListType,IsTruncated:booleanType,Marker:responseMarkerType},required:["Tags"]};
const ListUsersRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{PathPrefix:pathPrefixType,Marker:markerType,MaxItems:maxItemsType},required:[]};
const ListUsersResponse: facts.StructureShape = {type:"structure",members:{Users:userListType,IsTruncated:booleanType,Marker:responseMarkerType},required:["Users"]};
const assignmentStatusType: facts.StringShape = {type:"string",enum:["Assigned","Unassigned","Any"]};
const ListVirtualMFADevicesRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{AssignmentStatus:assignmentStatusType,Marker:markerType,MaxItems:maxItemsType},required:[]};
const virtualMFADeviceListType: facts.ListShape = {type:"list",member:VirtualMFADevice};
const ListVirtualMFADevicesResponse: facts.StructureShape = {type:"structure",members:{VirtualMFADevices:virtualMFADeviceListType,IsTruncated:booleanType,Marker:responseMarkerType},required:["VirtualMFADevices"]};
const PutAccountPropertiesRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{Properties:accountPropertiesType},required:["Properties"]};
const PutAccountPropertiesResponse: facts.StructureShape = {type:"structure",members:{},required:[]};
const PutGroupPolicyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{GroupName:groupNameType,PolicyName:policyNameType,PolicyDocument:policyDocumentType},required:["GroupName","PolicyName","PolicyDocument"]};
const PutRolePermissionsBoundaryRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{RoleName:roleNameType,PermissionsBoundary:arnType},required:["RoleName","PermissionsBoundary"]};
const PutRolePolicyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{RoleName:roleNameType,PolicyName:policyNameType,PolicyDocument:policyDocumentType},required:["RoleName","PolicyName","PolicyDocument"]};
const PutUserPermissionsBoundaryRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:userNameType,PermissionsBoundary:arnType},required:["UserName","PermissionsBoundary"]};
const PutUserPolicyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:existingUserNameType,PolicyName:policyNameType,PolicyDocument:policyDocumentType},required:["UserName","PolicyName","PolicyDocument"]};
const RejectDelegationRequestRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{DelegationRequestId:delegationRequestIdType,Notes:notesType},required:["DelegationRequestId"]};
const RemoveClientIDFromOpenIDConnectProviderRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{OpenIDConnectProviderArn:arnType,ClientID:clientIDType},required:["OpenIDConnectProviderArn","ClientID"]};
const RemoveRoleFromInstanceProfileRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{InstanceProfileName:instanceProfileNameType,RoleName:roleNameType},required:["InstanceProfileName","RoleName"]};
const RemoveUserFromGroupRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{GroupName:groupNameType,UserName:existingUserNameType},required:["GroupName","UserName"]};
const ResetServiceSpecificCredentialRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:userNameType,ServiceSpecificCredentialId:serviceSpecificCredentialId},required:["ServiceSpecificCredentialId"]};
const ResetServiceSpecificCredentialResponse: facts.StructureShape = {type:"structure",members:{ServiceSpecificCredential},required:[]};
const ResyncMFADeviceRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:existingUserNameType,SerialNumber:serialNumberType,AuthenticationCode1:authenticationCodeType,AuthenticationCode2:authenticationCodeType},required:["UserName","SerialNumber","AuthenticationCode1","AuthenticationCode2"]};
const SendDelegationTokenRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{DelegationRequestId:delegationRequestIdType},required:["DelegationRequestId"]};
const SetDefaultPolicyVersionRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{PolicyArn:arnType,VersionId:policyVersionIdType},required:["PolicyArn","VersionId"]};
const globalEndpointTokenVersion: facts.StringShape = {type:"string",enum:["v1Token","v2Token"]};
const SetSecurityTokenServicePreferencesRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{GlobalEndpointTokenVersion:globalEndpointTokenVersion},required:["GlobalEndpointTokenVersion"]};
const OrderedOrganizationPolicyType: facts.StructureShape = {type:"structure",members:{ServiceControlPolicyInputList:SimulationPolicyListType},required:[]};
const OrganizationPolicyListType: facts.ListShape = {type:"list",max:7,member:OrderedOrganizationPolicyType};
const ActionNameType: facts.StringShape = {type:"string",min:3,max:128};
const ActionNameListType: facts.ListShape = {type:"list",member:ActionNameType};
const ResourceNameType: facts.StringShape = {type:"string",min:1,max:2048};
const ResourceNameListType: facts.ListShape = {type:"list",member:ResourceNameType};
const ContextKeyValueType: facts.StringShape = {type:"string"};
const ContextKeyValueListType: facts.ListShape = {type:"list",member:ContextKeyValueType};
const ContextKeyTypeEnum: facts.StringShape = {type:"string",enum:["string","stringList","numeric","numericList","boolean","booleanList","ip","ipList","binary","binaryList","date","dateList"]};
const ContextEntry: facts.StructureShape = {type:"structure",members:{ContextKeyName:ContextKeyNameType,ContextKeyValues:ContextKeyValueListType,ContextKeyType:ContextKeyTypeEnum},required:[]};
const ContextEntryListType: facts.ListShape = {type:"list",member:ContextEntry};
const ResourceHandlingOptionType: facts.StringShape = {type:"string",min:1,max:64};
const SimulateCustomPolicyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{PolicyInputList:SimulationPolicyListType,PermissionsBoundaryPolicyInputList:SimulationPolicyListType,OrderedOrganizationPolicyInputList:OrganizationPolicyListType,ActionNames:ActionNameListType,ResourceArns:ResourceNameListType,ResourcePolicy:policyDocumentType,ResourceOwner:ResourceNameType,CallerArn:ResourceNameType,ContextEntries:ContextEntryListType,ResourceHandlingOption:ResourceHandlingOptionType,MaxItems:maxItemsType,Marker:markerType},required:["PolicyInputList","ActionNames"]};
const PolicyEvaluationDecisionType: facts.StringShape = {type:"string",enum:["allowed","explicitDeny","implicitDeny"]};
const PolicyIdentifierType: facts.StringShape = {type:"string"};
const PolicySourceType: facts.StringShape = {type:"string",enum:["user","group","role","aws-managed","user-managed","resource","none"]};
const LineNumber: facts.NumberShape = {type:"integer"};
const ColumnNumber: facts.NumberShape = {type:"integer"};
const Position: facts.StructureShape = {type:"structure",members:{Line:LineNumber,Column:ColumnNumber},required:[]};
const Statement: facts.StructureShape = {type:"structure",members:{SourcePolicyId:PolicyIdentifierType,SourcePolicyType:PolicySourceType,StartPosition:Position,EndPosition:Position},required:[]};
const StatementListType: facts.ListShape = {type:"list",member:Statement};
const OrganizationsDecisionDetail: facts.StructureShape = {type:"structure",members:{AllowedByOrganizations:booleanType},required:[]};
const PermissionsBoundaryDecisionDetail: facts.StructureShape = {type:"structure",members:{AllowedByPermissionsBoundary:booleanType},required:[]};
const EvalDecisionSourceType: facts.StringShape = {type:"string",min:3,max:256};
const EvalDecisionDetailsType: facts.MapShape = {type:"map",key:EvalDecisionSourceType,value:PolicyEvaluationDecisionType};
const ResourceSpecificResult: facts.StructureShape = {type:"structure",members:{EvalResourceName:ResourceNameType,EvalResourceDecision:PolicyEvaluationDecisionType,MatchedStatements:StatementListType,MissingContextValues:ContextKeyNamesResultListType,EvalDecisionDetails:EvalDecisionDetailsType,PermissionsBoundaryDecisionDetail},required:["EvalResourceName","EvalResourceDecision"]};
const ResourceSpecificResultListType: facts.ListShape = {type:"list",member:ResourceSpecificResult};
const EvaluationResult: facts.StructureShape = {type:"structure",members:{EvalActionName:ActionNameType,EvalResourceName:ResourceNameType,EvalDecision:PolicyEvaluationDecisionType,MatchedStatements:StatementListType,MissingContextValues:ContextKeyNamesResultListType,OrganizationsDecisionDetail,PermissionsBoundaryDecisionDetail,EvalDecisionDetails:EvalDecisionDetailsType,ResourceSpecificResults:ResourceSpecificResultListType},required:["EvalActionName","EvalDecision"]};
const EvaluationResultsListType: facts.ListShape = {type:"list",member:EvaluationResult};
const SimulatePolicyResponse: facts.StructureShape = {type:"structure",members:{EvaluationResults:EvaluationResultsListType,IsTruncated:booleanType,Marker:responseMarkerType},required:[]};
const PolicyIdentifierPolicyType: facts.StringShape = {type:"string",enum:["inline","aws-managed","user-managed","permission-boundary","scp","rcp"]};
const AttachmentType: facts.StringShape = {type:"string",enum:["user","group","role"]};
const AttachmentName: facts.StringShape = {type:"string",min:1,max:128,pattern:"[\\w+=,.@-]+"};
const InlinePolicyIdentifierType: facts.StructureShape = {type:"structure",members:{PolicyName:policyNameType,AttachmentType,AttachmentName},required:["PolicyName","AttachmentType","AttachmentName"]};
const PolicyIdentifier: facts.StructureShape = {type:"structure",members:{PolicyType:PolicyIdentifierPolicyType,PolicyArn:arnType,InlinePolicyIdentifier:InlinePolicyIdentifierType},required:[]};
const PolicyExclusionsListType: facts.ListShape = {type:"list",max:256,member:PolicyIdentifier};
const SimulatePrincipalPolicyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{PolicySourceArn:arnType,PolicyInputList:SimulationPolicyListType,PermissionsBoundaryPolicyInputList:SimulationPolicyListType,PolicyExclusionList:PolicyExclusionsListType,ActionNames:ActionNameListType,ResourceArns:ResourceNameListType,ResourcePolicy:policyDocumentType,ResourceOwner:ResourceNameType,CallerArn:ResourceNameType,ContextEntries:ContextEntryListType,ResourceHandlingOption:ResourceHandlingOptionType,MaxItems:maxItemsType,Marker:markerType},required:["PolicySourceArn","ActionNames"]};
const TagInstanceProfileRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{InstanceProfileName:instanceProfileNameType,Tags:tagListType},required:["InstanceProfileName","Tags"]};
const TagMFADeviceRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{SerialNumber:serialNumberType,Tags:tagListType},required:["SerialNumber","Tags"]};
const TagOpenIDConnectProviderRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{OpenIDConnectProviderArn:arnType,Tags:tagListType},required:["OpenIDConnectProviderArn","Tags"]};
const TagPolicyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{PolicyArn:arnType,Tags:tagListType},required:["PolicyArn","Tags"]};
const TagRoleRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{RoleName:roleNameType,Tags:tagListType},required:["RoleName","Tags"]};
const TagSAMLProviderRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{SAMLProviderArn:arnType,Tags:tagListType},required:["SAMLProviderArn","Tags"]};
const TagServerCertificateRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{ServerCertificateName:serverCertificateNameType,Tags:tagListType},required:["ServerCertificateName","Tags"]};
const TagUserRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:existingUserNameType,Tags:tagListType},required:["UserName","Tags"]};
const tagKeyListType: facts.ListShape = {type:"list",max:50,member:tagKeyType};
const UntagInstanceProfileRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{InstanceProfileName:instanceProfileNameType,TagKeys:tagKeyListType},required:["InstanceProfileName","TagKeys"]};
const UntagMFADeviceRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{SerialNumber:serialNumberType,TagKeys:tagKeyListType},required:["SerialNumber","TagKeys"]};
const UntagOpenIDConnectProviderRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{OpenIDConnectProviderArn:arnType,TagKeys:tagKeyListType},required:["OpenIDConnectProviderArn","TagKeys"]};
const UntagPolicyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{PolicyArn:arnType,TagKeys:tagKeyListType},required:["PolicyArn","TagKeys"]};
const UntagRoleRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{RoleName:roleNameType,TagKeys:tagKeyListType},required:["RoleName","TagKeys"]};
const UntagSAMLProviderRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{SAMLProviderArn:arnType,TagKeys:tagKeyListType},required:["SAMLProviderArn","TagKeys"]};
const UntagServerCertificateRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{ServerCertificateName:serverCertificateNameType,TagKeys:tagKeyListType},required:["ServerCertificateName","TagKeys"]};
const UntagUserRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:existingUserNameType,TagKeys:tagKeyListType},required:["UserName","TagKeys"]};
const UpdateAccessKeyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:existingUserNameType,AccessKeyId:accessKeyIdType,Status:statusType},required:["AccessKeyId","Status"]};
const UpdateAccountPasswordPolicyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{MinimumPasswordLength:minimumPasswordLengthType,RequireSymbols:booleanType,RequireNumbers:booleanType,RequireUppercaseCharacters:booleanType,RequireLowercaseCharacters:booleanType,AllowUsersToChangePassword:booleanType,MaxPasswordAge:maxPasswordAgeType,PasswordReusePrevention:passwordReusePreventionType,HardExpiry:booleanObjectType},required:[]};
const UpdateAssumeRolePolicyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{RoleName:roleNameType,PolicyDocument:policyDocumentType},required:["RoleName","PolicyDocument"]};
const UpdateDelegationRequestRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{DelegationRequestId:delegationRequestIdType,Notes:notesType},required:["DelegationRequestId"]};
const UpdateGroupRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{GroupName:groupNameType,NewPath:pathType,NewGroupName:groupNameType},required:["GroupName"]};
const UpdateLoginProfileRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:userNameType,Password:passwordType,PasswordResetRequired:booleanObjectType},required:["UserName"]};
const UpdateOpenIDConnectProviderThumbprintRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{OpenIDConnectProviderArn:arnType,ThumbprintList:thumbprintListType},required:["OpenIDConnectProviderArn","ThumbprintList"]};
const UpdateRoleRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{RoleName:roleNameType,Description:roleDescriptionType,MaxSessionDuration:roleMaxSessionDurationType},required:["RoleName"]};
const UpdateRoleResponse: facts.StructureShape = {type:"structure",members:{},required:[]};
const UpdateRoleDescriptionRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{RoleName:roleNameType,Description:roleDescriptionType},required:["RoleName","Description"]};
const UpdateRoleDescriptionResponse: facts.StructureShape = {type:"structure",members:{Role},required:[]};
const UpdateSAMLProviderRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{SAMLMetadataDocument:SAMLMetadataDocumentType,SAMLProviderArn:arnType,AssertionEncryptionMode:assertionEncryptionModeType,AddPrivateKey:privateKeyType,RemovePrivateKey:privateKeyIdType},required:["SAMLProviderArn"]};
const UpdateSAMLProviderResponse: facts.StructureShape = {type:"structure",members:{SAMLProviderArn:arnType},required:[]};
const UpdateSSHPublicKeyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:userNameType,SSHPublicKeyId:publicKeyIdType,Status:statusType},required:["UserName","SSHPublicKeyId","Status"]};
const UpdateServerCertificateRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{ServerCertificateName:serverCertificateNameType,NewPath:pathType,NewServerCertificateName:serverCertificateNameType},required:["ServerCertificateName"]};
const UpdateServiceSpecificCredentialRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:userNameType,ServiceSpecificCredentialId:serviceSpecificCredentialId,Status:statusType},required:["ServiceSpecificCredentialId","Status"]};
const UpdateSigningCertificateRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:existingUserNameType,CertificateId:certificateIdType,Status:statusType},required:["CertificateId","Status"]};
const UpdateUserRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:existingUserNameType,NewPath:pathType,NewUserName:userNameType},required:["UserName"]};
const UploadSSHPublicKeyRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:userNameType,SSHPublicKeyBody:publicKeyMaterialType},required:["UserName","SSHPublicKeyBody"]};
const UploadSSHPublicKeyResponse: facts.StructureShape = {type:"structure",members:{SSHPublicKey},required:[]};
const UploadServerCertificateRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{Path:pathType,ServerCertificateName:serverCertificateNameType,CertificateBody:certificateBodyType,PrivateKey:privateKeyType,CertificateChain:certificateChainType,Tags:tagListType},required:["ServerCertificateName","CertificateBody","PrivateKey"]};
const UploadServerCertificateResponse: facts.StructureShape = {type:"structure",members:{ServerCertificateMetadata,Tags:tagListType},required:[]};
const UploadSigningCertificateRequest: facts.StructureShape = {type:"structure",hidesValues:true,members:{UserName:existingUserNameType,CertificateBody:certificateBodyType},required:["CertificateBody"]};
const UploadSigningCertificateResponse: facts.StructureShape = {type:"structure",members:{Certificate:SigningCertificate},required:["Certificate"]};
const NoSuchEntityException: facts.ErrorFacts = {code:"NoSuchEntity",status:404};
const ServiceFailureException: facts.ErrorFacts = {code:"ServiceFailure",status:500};
const ConcurrentModificationException: facts.ErrorFacts = {code:"ConcurrentModification",status:409};
const EntityAlreadyExistsException: facts.ErrorFacts = {code:"EntityAlreadyExists",status:409};
const InvalidInputException: facts.ErrorFacts = {code:"InvalidInput",status:400};
const LimitExceededException: facts.ErrorFacts = {code:"LimitExceeded",status:409};
const MalformedPolicyDocumentException: facts.ErrorFacts = {code:"MalformedPolicyDocument",status:400};
const NameConflictException: facts.ErrorFacts = {code:"NameConflict",status:409};
const RoleModifiedException: facts.ErrorFacts = {code:"RoleModified",status:409};
const RoleTemplateDisabledException: facts.ErrorFacts = {code:"RoleTemplateDisabled",status:400};
const UnmodifiableEntityException: facts.ErrorFacts = {code:"UnmodifiableEntity",status:400};
const PolicyNotAttachableException: facts.ErrorFacts = {code:"PolicyNotAttachable",status:400};
const InvalidUserTypeException: facts.ErrorFacts = {code:"InvalidUserType",status:400};
const EntityTemporarilyUnmodifiableException: facts.ErrorFacts = {code:"EntityTemporarilyUnmodifiable",status:409};
const PasswordPolicyViolationException: facts.ErrorFacts = {code:"PasswordPolicyViolation",status:400};
const OpenIdIdpCommunicationErrorException: facts.ErrorFacts = {code:"OpenIdIdpCommunicationError",status:400};
const ServiceNotSupportedException: facts.ErrorFacts = {code:"NotSupportedService",status:404};
const DeleteConflictException: facts.ErrorFacts = {code:"DeleteConflict",status:409};
const ServiceAccessNotEnabledException: facts.ErrorFacts = {code:"ServiceAccessNotEnabledException",status:400};
const AccountNotManagementOrDelegatedAdministratorException: facts.ErrorFacts = {code:"AccountNotManagementOrDelegatedAdministratorException",status:400};
const OrganizationNotFoundException: facts.ErrorFacts = {code:"OrganizationNotFoundException",status:400};
const OrganizationNotInAllFeaturesModeException: facts.ErrorFacts = {code:"OrganizationNotInAllFeaturesModeException",status:400};
const FeatureDisabledException: facts.ErrorFacts = {code:"FeatureDisabled",status:404};
const InvalidAuthenticationCodeException: facts.ErrorFacts = {code:"InvalidAuthenticationCode",status:403};
const CallerIsNotManagementAccountException: facts.ErrorFacts = {code:"CallerIsNotManagementAccountException",status:400};
const FeatureEnabledException: facts.ErrorFacts = {code:"FeatureEnabled",status:409};
const ReportGenerationLimitExceededException: facts.ErrorFacts = {code:"ReportGenerationLimitExceeded",status:409};
const CredentialReportNotPresentException: facts.ErrorFacts = {code:"ReportNotPresent",status:410};
const CredentialReportExpiredException: facts.ErrorFacts = {code:"ReportExpired",status:410};
const CredentialReportNotReadyException: facts.ErrorFacts = {code:"ReportInProgress",status:404};
const UnrecognizedPublicKeyEncodingException: facts.ErrorFacts = {code:"UnrecognizedPublicKeyEncoding",status:400};
const PolicyEvaluationException: facts.ErrorFacts = {code:"PolicyEvaluation",status:500};
const InvalidPublicKeyException: facts.ErrorFacts = {code:"InvalidPublicKey",status:400};
const DuplicateSSHPublicKeyException: facts.ErrorFacts = {code:"DuplicateSSHPublicKey",status:400};
const MalformedCertificateException: facts.ErrorFacts = {code:"MalformedCertificate",status:400};
const KeyPairMismatchException: facts.ErrorFacts = {code:"KeyPairMismatch",status:400};
const InvalidCertificateException: facts.ErrorFacts = {code:"InvalidCertificate",status:400};
const DuplicateCertificateException: facts.ErrorFacts = {code:"DuplicateCertificate",status:409};
export const AcceptDelegationRequest: facts.OperationFacts<AcceptDelegationRequestRequest, void> = {service,name:"AcceptDelegationRequest",input:AcceptDelegationRequestRequest,output:undefined,errors:[NoSuchEntityException,ServiceFailureException,ConcurrentModificationException]};
export const AcquireRole: facts.OperationFacts<AcquireRoleRequest, AcquireRoleResponse> = {service,name:"AcquireRole",input:AcquireRoleRequest,output:AcquireRoleResponse,errors:[ConcurrentModificationException,EntityAlreadyExistsException,InvalidInputException,LimitExceededException,MalformedPolicyDocumentException,NameConflictException,NoSuchEntityException,RoleModifiedException,RoleTemplateDisabledException,ServiceFailureException]};
export const AddClientIDToOpenIDConnectProvider: facts.OperationFacts<AddClientIDToOpenIDConnectProviderRequest, void> = {service,name:"AddClientIDToOpenIDConnectProvider",input:AddClientIDToOpenIDConnectProviderRequest,output:undefined,errors:[ConcurrentModificationException,InvalidInputException,NoSuchEntityException,LimitExceededException,ServiceFailureException]};
export const AddRoleToInstanceProfile: facts.OperationFacts<AddRoleToInstanceProfileRequest, void> = {service,name:"AddRoleToInstanceProfile",input:AddRoleToInstanceProfileRequest,output:undefined,errors:[NoSuchEntityException,EntityAlreadyExistsException,LimitExceededException,UnmodifiableEntityException,ServiceFailureException]};
export const AddUserToGroup: facts.OperationFacts<AddUserToGroupRequest, void> = {service,name:"AddUserToGroup",input:AddUserToGroupRequest,output:undefined,errors:[NoSuchEntityException,LimitExceededException,ServiceFailureException]};
export const AssociateDelegationRequest: facts.OperationFacts<AssociateDelegationRequestRequest, void> = {service,name:"AssociateDelegationRequest",input:AssociateDelegationRequestRequest,output:undefined,errors:[NoSuchEntityException,ServiceFailureException,ConcurrentModificationException,InvalidInputException]};
export const AttachGroupPolicy: facts.OperationFacts<AttachGroupPolicyRequest, void> = {service,name:"AttachGroupPolicy",input:AttachGroupPolicyRequest,output:undefined,errors:[NoSuchEntityException,LimitExceededException,InvalidInputException,PolicyNotAttachableException,ServiceFailureException]};
export const AttachRolePolicy: facts.OperationFacts<AttachRolePolicyRequest, void> = {service,name:"AttachRolePolicy",input:AttachRolePolicyRequest,output:undefined,errors:[NoSuchEntityException,LimitExceededException,InvalidInputException,UnmodifiableEntityException,PolicyNotAttachableException,ServiceFailureException]};
export const AttachUserPolicy: facts.OperationFacts<AttachUserPolicyRequest, void> = {service,name:"AttachUserPolicy",input:AttachUserPolicyRequest,output:undefined,errors:[NoSuchEntityException,LimitExceededException,InvalidInputException,PolicyNotAttachableException,ServiceFailureException]};
export const ChangePassword: facts.OperationFacts<ChangePasswordRequest, void> = {service,name:"ChangePassword",input:ChangePasswordRequest,output:undefined,errors:[NoSuchEntityException,InvalidUserTypeException,LimitExceededException,EntityTemporarilyUnmodifiableException,PasswordPolicyViolationException,ServiceFailureException]};
export const CreateAccessKey: facts.OperationFacts<CreateAccessKeyRequest, CreateAccessKeyResponse> = {service,name:"CreateAccessKey",input:CreateAccessKeyRequest,output:CreateAccessKeyResponse,errors:[NoSuchEntityException,LimitExceededException,ServiceFailureException]};
export const CreateAccountAlias: facts.OperationFacts<CreateAccountAliasRequest, void> = {service,name:"CreateAccountAlias",input:CreateAccountAliasRequest,output:undefined,errors:[ConcurrentModificationException,EntityAlreadyExistsException,LimitExceededException,ServiceFailureException]};
export const CreateDelegationRequest: facts.OperationFacts<CreateDelegationRequestRequest, CreateDelegationRequestResponse> = {service,name:"CreateDelegationRequest",input:CreateDelegationRequestRequest,output:CreateDelegationRequestResponse,errors:[EntityAlreadyExistsException,ServiceFailureException,InvalidInputException,LimitExceededException,ConcurrentModificationException]};
export const CreateGroup: facts.OperationFacts<CreateGroupRequest, CreateGroupResponse> = {service,name:"CreateGroup",input:CreateGroupRequest,output:CreateGroupResponse,errors:[LimitExceededException,EntityAlreadyExistsException,NoSuchEntityException,ServiceFailureException]};
export const CreateInstanceProfile: facts.OperationFacts<CreateInstanceProfileRequest, CreateInstanceProfileResponse> = {service,name:"CreateInstanceProfile",input:CreateInstanceProfileRequest,output:CreateInstanceProfileResponse,errors:[EntityAlreadyExistsException,InvalidInputException,LimitExceededException,ConcurrentModificationException,ServiceFailureException]};
export const CreateLoginProfile: facts.OperationFacts<CreateLoginProfileRequest, CreateLoginProfileResponse> = {service,name:"CreateLoginProfile",input:CreateLoginProfileRequest,output:CreateLoginProfileResponse,errors:[EntityAlreadyExistsException,NoSuchEntityException,PasswordPolicyViolationException,LimitExceededException,ServiceFailureException]};
export const CreateOpenIDConnectProvider: facts.OperationFacts<CreateOpenIDConnectProviderRequest, CreateOpenIDConnectProviderResponse> = {service,name:"CreateOpenIDConnectProvider",input:CreateOpenIDConnectProviderRequest,output:CreateOpenIDConnectProviderResponse,errors:[InvalidInputException,EntityAlreadyExistsException,LimitExceededException,ConcurrentModificationException,ServiceFailureException,OpenIdIdpCommunicationErrorException]};
export const CreatePolicy: facts.OperationFacts<CreatePolicyRequest, CreatePolicyResponse> = {service,name:"CreatePolicy",input:CreatePolicyRequest,output:CreatePolicyResponse,errors:[InvalidInputException,LimitExceededException,EntityAlreadyExistsException,MalformedPolicyDocumentException,ConcurrentModificationException,ServiceFailureException]};
export const CreatePolicyVersion: facts.OperationFacts<CreatePolicyVersionRequest, CreatePolicyVersionResponse> = {service,name:"CreatePolicyVersion",input:CreatePolicyVersionRequest,output:CreatePolicyVersionResponse,errors:[NoSuchEntityException,MalformedPolicyDocumentException,InvalidInputException,LimitExceededException,ServiceFailureException]};
export const CreateRole: facts.OperationFacts<CreateRoleRequest, CreateRoleResponse> = {service,name:"CreateRole",input:CreateRoleRequest,output:CreateRoleResponse,errors:[LimitExceededException,InvalidInputException,EntityAlreadyExistsException,MalformedPolicyDocumentException,ConcurrentModificationException,ServiceFailureException]};
export const CreateSAMLProvider: facts.OperationFacts<CreateSAMLProviderRequest, CreateSAMLProviderResponse> = {service,name:"CreateSAMLProvider",input:CreateSAMLProviderRequest,output:CreateSAMLProviderResponse,errors:[InvalidInputException,EntityAlreadyExistsException,LimitExceededException,ConcurrentModificationException,ServiceFailureException]};
export const CreateServiceLinkedRole: facts.OperationFacts<CreateServiceLinkedRoleRequest, CreateServiceLinkedRoleResponse> = {service,name:"CreateServiceLinkedRole",input:CreateServiceLinkedRoleRequest,output:CreateServiceLinkedRoleResponse,errors:[InvalidInputException,LimitExceededException,NoSuchEntityException,ServiceFailureException]};
export const CreateServiceSpecificCredential: facts.OperationFacts<CreateServiceSpecificCredentialRequest, CreateServiceSpecificCredentialResponse> = {service,name:"CreateServiceSpecificCredential",input:CreateServiceSpecificCredentialRequest,output:CreateServiceSpecificCredentialResponse,errors:[LimitExceededException,NoSuchEntityException,ServiceNotSupportedException]};
export const CreateUser: facts.OperationFacts<CreateUserRequest, CreateUserResponse> = {service,name:"CreateUser",input:CreateUserRequest,output:CreateUserResponse,errors:[LimitExceededException,EntityAlreadyExistsException,NoSuchEntityException,InvalidInputException,ConcurrentModificationException,ServiceFailureException]};
export const CreateVirtualMFADevice: facts.OperationFacts<CreateVirtualMFADeviceRequest, CreateVirtualMFADeviceResponse> = {service,name:"CreateVirtualMFADevice",input:CreateVirtualMFADeviceRequest,output:CreateVirtualMFADeviceResponse,errors:[LimitExceededException,InvalidInputException,EntityAlreadyExistsException,ConcurrentModificationException,ServiceFailureException]};
export const DeactivateMFADevice: facts.OperationFacts<DeactivateMFADeviceRequest, void> = {service,name:"DeactivateMFADevice",input:DeactivateMFADeviceRequest,output:undefined,errors:[EntityTemporarilyUnmodifiableException,NoSuchEntityException,LimitExceededException,ServiceFailureException,ConcurrentModificationException]};
export const DeleteAccessKey: facts.OperationFacts<DeleteAccessKeyRequest, void> = {service,name:"DeleteAccessKey",input:DeleteAccessKeyRequest,output:undefined,errors:[NoSuchEntityException,LimitExceededException,ServiceFailureException]};
export const DeleteAccountAlias: facts.OperationFacts<DeleteAccountAliasRequest, void> = {service,name:"DeleteAccountAlias",input:DeleteAccountAliasRequest,output:undefined,errors:[ConcurrentModificationException,NoSuchEntityException,LimitExceededException,ServiceFailureException]};
export const DeleteAccountPasswordPolicy: facts.OperationFacts<Record<never, never>, void> = {service,name:"DeleteAccountPasswordPolicy",input:empty,output:undefined,errors:[NoSuchEntityException,LimitExceededException,ServiceFailureException]};
export const DeleteGroup: facts.OperationFacts<DeleteGroupRequest, void> = {service,name:"DeleteGroup",input:DeleteGroupRequest,output:undefined,errors:[NoSuchEntityException,DeleteConflictException,LimitExceededException,ServiceFailureException]};
export const DeleteGroupPolicy: facts.OperationFacts<DeleteGroupPolicyRequest, void> = {service,name:"DeleteGroupPolicy",input:DeleteGroupPolicyRequest,output:undefined,errors:[NoSuchEntityException,LimitExceededException,ServiceFailureException]};
export const DeleteInstanceProfile: facts.OperationFacts<DeleteInstanceProfileRequest, void> = {service,name:"DeleteInstanceProfile",input:DeleteInstanceProfileRequest,output:undefined,errors:[NoSuchEntityException,DeleteConflictException,LimitExceededException,ServiceFailureException]};
export const DeleteLoginProfile: facts.OperationFacts<DeleteLoginProfileRequest, void> = {service,name:"DeleteLoginProfile",input:DeleteLoginProfileRequest,output:undefined,errors:[EntityTemporarilyUnmodifiableException,NoSuchEntityException,LimitExceededException,ServiceFailureException]};
export const DeleteOpenIDConnectProvider: facts.OperationFacts<DeleteOpenIDConnectProviderRequest, void> = {service,name:"DeleteOpenIDConnectProvider",input:DeleteOpenIDConnectProviderRequest,output:undefined,errors:[InvalidInputException,NoSuchEntityException,ServiceFailureException]};
export const DeletePolicy: facts.OperationFacts<DeletePolicyRequest, void> = {service,name:"DeletePolicy",input:DeletePolicyRequest,output:undefined,errors:[NoSuchEntityException,LimitExceededException,InvalidInputException,DeleteConflictException,ServiceFailureException]};
export const DeletePolicyVersion: facts.OperationFacts<DeletePolicyVersionRequest, void> = {service,name:"DeletePolicyVersion",input:DeletePolicyVersionRequest,output:undefined,errors:[NoSuchEntityException,LimitExceededException,InvalidInputException,DeleteConflictException,ServiceFailureException]};
export const DeleteRole: facts.OperationFacts<DeleteRoleRequest, void> = {service,name:"DeleteRole",input:DeleteRoleRequest,output:undefined,errors:[NoSuchEntityException,DeleteConflictException,LimitExceededException,UnmodifiableEntityException,ConcurrentModificationException,ServiceFailureException]};
export const DeleteRolePermissionsBoundary: facts.OperationFacts<DeleteRolePermissionsBoundaryRequest, void> = {service,name:"DeleteRolePermissionsBoundary",input:DeleteRolePermissionsBoundaryRequest,output:undefined,errors:[NoSuchEntityException,UnmodifiableEntityException,ServiceFailureException]};
export const DeleteRolePolicy: facts.OperationFacts<DeleteRolePolicyRequest, void> = {service,name:"DeleteRolePolicy",input:DeleteRolePolicyRequest,output:undefined,errors:[NoSuchEntityException,LimitExceededException,UnmodifiableEntityException,ServiceFailureException]};
export const DeleteSAMLProvider: facts.OperationFacts<DeleteSAMLProviderRequest, void> = {service,name:"DeleteSAMLProvider",input:DeleteSAMLProviderRequest,output:undefined,errors:[InvalidInputException,LimitExceededException,NoSuchEntityException,ServiceFailureException]};
export const DeleteSSHPublicKey: facts.OperationFacts<DeleteSSHPublicKeyRequest, void> = {service,name:"DeleteSSHPublicKey",input:DeleteSSHPublicKeyRequest,output:undefined,errors:[NoSuchEntityException]};
export const DeleteServerCertificate: facts.OperationFacts<DeleteServerCertificateRequest, void> = {service,name:"DeleteServerCertificate",input:DeleteServerCertificateRequest,output:undefined,errors:[NoSuchEntityException,DeleteConflictException,LimitExceededException,ServiceFailureException]};
export const DeleteServiceLinkedRole: facts.OperationFacts<DeleteServiceLinkedRoleRequest, DeleteServiceLinkedRoleResponse> = {service,name:"DeleteServiceLinkedRole",input:DeleteServiceLinkedRoleRequest,output:DeleteServiceLinkedRoleResponse,errors:[NoSuchEntityException,LimitExceededException,ServiceFailureException]};
export const DeleteServiceSpecificCredential: facts.OperationFacts<DeleteServiceSpecificCredentialRequest, void> = {service,name:"DeleteServiceSpecificCredential",input:DeleteServiceSpecificCredentialRequest,output:undefined,errors:[NoSuchEntityException]};
export const DeleteSigningCertificate: facts.OperationFacts<DeleteSigningCertificateRequest, void> = {service,name:"DeleteSigningCertificate",input:DeleteSigningCertificateRequest,output:undefined,errors:[NoSuchEntityException,LimitExceededException,ConcurrentModificationException,ServiceFailureException]};
export const DeleteUser: facts.OperationFacts<DeleteUserRequest, void> = {service,name:"DeleteUser",input:DeleteUserRequest,output:undefined,errors:[LimitExceededException,NoSuchEntityException,DeleteConflictException,ConcurrentModificationException,ServiceFailureException]};
export const DeleteUserPermissionsBoundary: facts.OperationFacts<DeleteUserPermissionsBoundaryRequest, void> = {service,name:"DeleteUserPermissionsBoundary",input:DeleteUserPermissionsBoundaryRequest,output:undefined,errors:[NoSuchEntityException,ServiceFailureException]};
export const DeleteUserPolicy: facts.OperationFacts<DeleteUserPolicyRequest, void> = {service,name:"DeleteUserPolicy",input:DeleteUserPolicyRequest,output:undefined,errors:[NoSuchEntityException,LimitExceededException,ServiceFailureException]};
export const DeleteVirtualMFADevice: facts.OperationFacts<DeleteVirtualMFADeviceRequest, void> = {service,name:"DeleteVirtualMFADevice",input:DeleteVirtualMFADeviceRequest,output:undefined,errors:[NoSuchEntityException,DeleteConflictException,LimitExceededException,ServiceFailureException,ConcurrentModificationException]};
export const DetachGroupPolicy: facts.OperationFacts<DetachGroupPolicyRequest, void> = {service,name:"DetachGroupPolicy",input:DetachGroupPolicyRequest,output:undefined,errors:[NoSuchEntityException,LimitExceededException,InvalidInputException,ServiceFailureException]};
export const DetachRolePolicy: facts.OperationFacts<DetachRolePolicyRequest, void> = {service,name:"DetachRolePolicy",input:DetachRolePolicyRequest,output:undefined,errors:[NoSuchEntityException,LimitExceededException,InvalidInputException,UnmodifiableEntityException,ServiceFailureException]};
export const DetachUserPolicy: facts.OperationFacts<DetachUserPolicyRequest, void> = {service,name:"DetachUserPolicy",input:DetachUserPolicyRequest,output:undefined,errors:[NoSuchEntityException,LimitExceededException,InvalidInputException,ServiceFailureException]};
export const DisableOrganizationsRootCredentialsManagement: facts.OperationFacts<DisableOrganizationsRootCredentialsManagementRequest, DisableOrganizationsRootCredentialsManagementResponse> = {service,name:"DisableOrganizationsRootCredentialsManagement",input:DisableOrganizationsRootCredentialsManagementRequest,output:DisableOrganizationsRootCredentialsManagementResponse,errors:[ServiceAccessNotEnabledException,AccountNotManagementOrDelegatedAdministratorException,OrganizationNotFoundException,OrganizationNotInAllFeaturesModeException]};
export const DisableOrganizationsRootSessions: facts.OperationFacts<DisableOrganizationsRootSessionsRequest, DisableOrganizationsRootSessionsResponse> = {service,name:"DisableOrganizationsRootSessions",input:DisableOrganizationsRootSessionsRequest,output:DisableOrganizationsRootSessionsResponse,errors:[ServiceAccessNotEnabledException,AccountNotManagementOrDelegatedAdministratorException,OrganizationNotFoundException,OrganizationNotInAllFeaturesModeException]};
export const DisableOutboundWebIdentityFederation: facts.OperationFacts<Record<never, never>, void> = {service,name:"DisableOutboundWebIdentityFederation",input:empty,output:undefined,errors:[FeatureDisabledException]};
export const EnableMFADevice: facts.OperationFacts<EnableMFADeviceRequest, void> = {service,name:"EnableMFADevice",input:EnableMFADeviceRequest,output:undefined,errors:[EntityAlreadyExistsException,EntityTemporarilyUnmodifiableException,InvalidAuthenticationCodeException,LimitExceededException,NoSuchEntityException,ServiceFailureException,ConcurrentModificationException]};
export const EnableOrganizationsRootCredentialsManagement: facts.OperationFacts<EnableOrganizationsRootCredentialsManagementRequest, EnableOrganizationsRootCredentialsManagementResponse> = {service,name:"EnableOrganizationsRootCredentialsManagement",input:EnableOrganizationsRootCredentialsManagementRequest,output:EnableOrganizationsRootCredentialsManagementResponse,errors:[ServiceAccessNotEnabledException,AccountNotManagementOrDelegatedAdministratorException,OrganizationNotFoundException,OrganizationNotInAllFeaturesModeException,CallerIsNotManagementAccountException]};
export const EnableOrganizationsRootSessions: facts.OperationFacts<EnableOrganizationsRootSessionsRequest, EnableOrganizationsRootSessionsResponse> = {service,name:"EnableOrganizationsRootSessions",input:EnableOrganizationsRootSessionsRequest,output:EnableOrganizationsRootSessionsResponse,errors:[ServiceAccessNotEnabledException,AccountNotManagementOrDelegatedAdministratorException,OrganizationNotFoundException,OrganizationNotInAllFeaturesModeException,CallerIsNotManagementAccountException]};
export const EnableOutboundWebIdentityFederation: facts.OperationFacts<Record<never, never>, EnableOutboundWebIdentityFederationResponse> = {service,name:"EnableOutboundWebIdentityFederation",input:empty,output:EnableOutboundWebIdentityFederationResponse,errors:[FeatureEnabledException]};
export const GenerateCredentialReport: facts.OperationFacts<Record<never, never>, GenerateCredentialReportResponse> = {service,name:"GenerateCredentialReport",input:empty,output:GenerateCredentialReportResponse,errors:[LimitExceededException,ServiceFailureException]};
export const GenerateOrganizationsAccessReport: facts.OperationFacts<GenerateOrganizationsAccessReportRequest, GenerateOrganizationsAccessReportResponse> = {service,name:"GenerateOrganizationsAccessReport",input:GenerateOrganizationsAccessReportRequest,output:GenerateOrganizationsAccessReportResponse,errors:[ReportGenerationLimitExceededException]};
export const GenerateServiceLastAccessedDetails: facts.OperationFacts<GenerateServiceLastAccessedDetailsRequest, GenerateServiceLastAccessedDetailsResponse> = {service,name:"GenerateServiceLastAccessedDetails",input:GenerateServiceLastAccessedDetailsRequest,output:GenerateServiceLastAccessedDetailsResponse,errors:[NoSuchEntityException,InvalidInputException]};
export const GetAccessKeyLastUsed: facts.OperationFacts<GetAccessKeyLastUsedRequest, GetAccessKeyLastUsedResponse> = {service,name:"GetAccessKeyLastUsed",input:GetAccessKeyLastUsedRequest,output:GetAccessKeyLastUsedResponse,errors:[]};
export const GetAccountAuthorizationDetails: facts.OperationFacts<GetAccountAuthorizationDetailsRequest, GetAccountAuthorizationDetailsResponse> = {service,name:"GetAccountAuthorizationDetails",input:GetAccountAuthorizationDetailsRequest,output:GetAccountAuthorizationDetailsResponse,errors:[ServiceFailureException]};
export const GetAccountPasswordPolicy: facts.OperationFacts<Record<never, never>, GetAccountPasswordPolicyResponse> = {service,name:"GetAccountPasswordPolicy",input:empty,output:GetAccountPasswordPolicyResponse,errors:[NoSuchEntityException,ServiceFailureException]};
export const GetAccountProperties: facts.OperationFacts<GetAccountPropertiesRequest, GetAccountPropertiesResponse> = {service,name:"GetAccountProperties",input:GetAccountPropertiesRequest,output:GetAccountPropertiesResponse,errors:[InvalidInputException,ServiceFailureException]};
export const GetAccountSummary: facts.OperationFacts<Record<never, never>, GetAccountSummaryResponse> = {service,name:"GetAccountSummary",input:empty,output:GetAccountSummaryResponse,errors:[ServiceFailureException]};
export const GetContextKeysForCustomPolicy: facts.OperationFacts<GetContextKeysForCustomPolicyRequest, GetContextKeysForPolicyResponse> = {service,name:"GetContextKeysForCustomPolicy",input:GetContextKeysForCustomPolicyRequest,output:GetContextKeysForPolicyResponse,errors:[InvalidInputException]};
export const GetContextKeysForPrincipalPolicy: facts.OperationFacts<GetContextKeysForPrincipalPolicyRequest, GetContextKeysForPolicyResponse> = {service,name:"GetContextKeysForPrincipalPolicy",input:GetContextKeysForPrincipalPolicyRequest,output:GetContextKeysForPolicyResponse,errors:[NoSuchEntityException,InvalidInputException]};
export const GetCredentialReport: facts.OperationFacts<Record<never, never>, GetCredentialReportResponse> = {service,name:"GetCredentialReport",input:empty,output:GetCredentialReportResponse,errors:[CredentialReportNotPresentException,CredentialReportExpiredException,CredentialReportNotReadyException,ServiceFailureException]};
export const GetDelegationRequest: facts.OperationFacts<GetDelegationRequestRequest, GetDelegationRequestResponse> = {service,name:"GetDelegationRequest",input:GetDelegationRequestRequest,output:GetDelegationRequestResponse,errors:[NoSuchEntityException,ServiceFailureException]};
export const GetGroup: facts.OperationFacts<GetGroupRequest, GetGroupResponse> = {service,name:"GetGroup",input:GetGroupRequest,output:GetGroupResponse,errors:[NoSuchEntityException,ServiceFailureException]};
export const GetGroupPolicy: facts.OperationFacts<GetGroupPolicyRequest, GetGroupPolicyResponse> = {service,name:"GetGroupPolicy",input:GetGroupPolicyRequest,output:GetGroupPolicyResponse,errors:[NoSuchEntityException,ServiceFailureException]};
export const GetHumanReadableSummary: facts.OperationFacts<GetHumanReadableSummaryRequest, GetHumanReadableSummaryResponse> = {service,name:"GetHumanReadableSummary",input:GetHumanReadableSummaryRequest,output:GetHumanReadableSummaryResponse,errors:[InvalidInputException,NoSuchEntityException,ServiceFailureException]};
export const GetInstanceProfile: facts.OperationFacts<GetInstanceProfileRequest, GetInstanceProfileResponse> = {service,name:"GetInstanceProfile",input:GetInstanceProfileRequest,output:GetInstanceProfileResponse,errors:[NoSuchEntityException,ServiceFailureException]};
export const GetLoginProfile: facts.OperationFacts<GetLoginProfileRequest, GetLoginProfileResponse> = {service,name:"GetLoginProfile",input:GetLoginProfileRequest,output:GetLoginProfileResponse,errors:[NoSuchEntityException,ServiceFailureException]};
export const GetMFADevice: facts.OperationFacts<GetMFADeviceRequest, GetMFADeviceResponse> = {service,name:"GetMFADevice",input:GetMFADeviceRequest,output:GetMFADeviceResponse,errors:[NoSuchEntityException,ServiceFailureException]};
export const GetOpenIDConnectProvider: facts.OperationFacts<GetOpenIDConnectProviderRequest, GetOpenIDConnectProviderResponse> = {service,name:"GetOpenIDConnectProvider",input:GetOpenIDConnectProviderRequest,output:GetOpenIDConnectProviderResponse,errors:[InvalidInputException,NoSuchEntityException,ServiceFailureException]};
export const GetOrganizationsAccessReport: facts.OperationFacts<GetOrganizationsAccessReportRequest, GetOrganizationsAccessReportResponse> = {service,name:"GetOrganizationsAccessReport",input:GetOrganizationsAccessReportRequest,output:GetOrganizationsAccessReportResponse,errors:[NoSuchEntityException]};
export const GetOutboundWebIdentityFederationInfo: facts.OperationFacts<Record<never, never>, GetOutboundWebIdentityFederationInfoResponse> = {service,name:"GetOutboundWebIdentityFederationInfo",input:empty,output:GetOutboundWebIdentityFederationInfoResponse,errors:[FeatureDisabledException]};
export const GetPolicy: facts.OperationFacts<GetPolicyRequest, GetPolicyResponse> = {service,name:"GetPolicy",input:GetPolicyRequest,output:GetPolicyResponse,errors:[NoSuchEntityException,InvalidInputException,ServiceFailureException]};
export const GetPolicyVersion: facts.OperationFacts<GetPolicyVersionRequest, GetPolicyVersionResponse> = {service,name:"GetPolicyVersion",input:GetPolicyVersionRequest,output:GetPolicyVersionResponse,errors:[NoSuchEntityException,InvalidInputException,ServiceFailureException]};
export const GetRole: facts.OperationFacts<GetRoleRequest, GetRoleResponse> = {service,name:"GetRole",input:GetRoleRequest,output:GetRoleResponse,errors:[NoSuchEntityException,ServiceFailureException]};
export const GetRolePolicy: facts.OperationFacts<GetRolePolicyRequest, GetRolePolicyResponse> = {service,name:"GetRolePolicy",input:GetRolePolicyRequest,output:GetRolePolicyResponse,errors:[NoSuchEntityException,ServiceFailureException]};
export const GetRoleTemplateVersion: facts.OperationFacts<GetRoleTemplateVersionRequest, GetRoleTemplateVersionResponse> = {service,name:"GetRoleTemplateVersion",input:GetRoleTemplateVersionRequest,output:GetRoleTemplateVersionResponse,errors:[InvalidInputException,NoSuchEntityException,ServiceFailureException]};
export const GetSAMLProvider: facts.OperationFacts<GetSAMLProviderRequest, GetSAMLProviderResponse> = {service,name:"GetSAMLProvider",input:GetSAMLProviderRequest,output:GetSAMLProviderResponse,errors:[NoSuchEntityException,InvalidInputException,ServiceFailureException]};
export const GetSSHPublicKey: facts.OperationFacts<GetSSHPublicKeyRequest, GetSSHPublicKeyResponse> = {service,name:"GetSSHPublicKey",input:GetSSHPublicKeyRequest,output:GetSSHPublicKeyResponse,errors:[NoSuchEntityException,UnrecognizedPublicKeyEncodingException]};
export const GetServerCertificate: facts.OperationFacts<GetServerCertificateRequest, GetServerCertificateResponse> = {service,name:"GetServerCertificate",input:GetServerCertificateRequest,output:GetServerCertificateResponse,errors:[NoSuchEntityException,ServiceFailureException]};
export const GetServiceLastAccessedDetails: facts.OperationFacts<GetServiceLastAccessedDetailsRequest, GetServiceLastAccessedDetailsResponse> = {service,name:"GetServiceLastAccessedDetails",input:GetServiceLastAccessedDetailsRequest,output:GetServiceLastAccessedDetailsResponse,errors:[NoSuchEntityException,InvalidInputException]};
export const GetServiceLastAccessedDetailsWithEntities: facts.OperationFacts<GetServiceLastAccessedDetailsWithEntitiesRequest, GetServiceLastAccessedDetailsWithEntitiesResponse> = {service,name:"GetServiceLastAccessedDetailsWithEntities",input:GetServiceLastAccessedDetailsWithEntitiesRequest,output:GetServiceLastAccessedDetailsWithEntitiesResponse,errors:[NoSuchEntityException,InvalidInputException]};
export const GetServiceLinkedRoleDeletionStatus: facts.OperationFacts<GetServiceLinkedRoleDeletionStatusRequest, GetServiceLinkedRoleDeletionStatusResponse> = {service,name:"GetServiceLinkedRoleDeletionStatus",input:GetServiceLinkedRoleDeletionStatusRequest,output:GetServiceLinkedRoleDeletionStatusResponse,errors:[NoSuchEntityException,InvalidInputException,ServiceFailureException]};
export const GetUser: facts.OperationFacts<GetUserRequest, GetUserResponse> = {service,name:"GetUser",input:GetUserRequest,output:GetUserResponse,errors:[NoSuchEntityException,ServiceFailureException]};
export const GetUserPolicy: facts.OperationFacts<GetUserPolicyRequest, GetUserPolicyResponse> = {service,name:"GetUserPolicy",input:GetUserPolicyRequest,output:GetUserPolicyResponse,errors:[NoSuchEntityException,ServiceFailureException]};
export const ListAccessKeys: facts.OperationFacts<ListAccessKeysRequest, ListAccessKeysResponse> = {service,name:"ListAccessKeys",input:ListAccessKeysRequest,output:ListAccessKeysResponse,errors:[NoSuchEntityException,ServiceFailureException]};
export const ListAccountAliases: facts.OperationFacts<ListAccountAliasesRequest, ListAccountAliasesResponse> = {service,name:"ListAccountAliases",input:ListAccountAliasesRequest,output:ListAccountAliasesResponse,errors:[ServiceFailureException]};
export const ListAttachedGroupPolicies: facts.OperationFacts<ListAttachedGroupPoliciesRequest, ListAttachedGroupPoliciesResponse> = {service,name:"ListAttachedGroupPolicies",input:ListAttachedGroupPoliciesRequest,output:ListAttachedGroupPoliciesResponse,errors:[NoSuchEntityException,InvalidInputException,ServiceFailureException]};
export const ListAttachedRolePolicies: facts.OperationFacts<ListAttachedRolePoliciesRequest, ListAttachedRolePoliciesResponse> = {service,name:"ListAttachedRolePolicies",input:ListAttachedRolePoliciesRequest,output:ListAttachedRolePoliciesResponse,errors:[NoSuchEntityException,InvalidInputException,ServiceFailureException]};
export const ListAttachedUserPolicies: facts.OperationFacts<ListAttachedUserPoliciesRequest, ListAttachedUserPoliciesResponse> = {service,name:"ListAttachedUserPolicies",input:ListAttachedUserPoliciesRequest,output:ListAttachedUserPoliciesResponse,errors:[NoSuchEntityException,InvalidInputException,ServiceFailureException]};
export const ListDelegationRequests: facts.OperationFacts<ListDelegationRequestsRequest, ListDelegationRequestsResponse> = {service,name:"ListDelegationRequests",input:ListDelegationRequestsRequest,output:ListDelegationRequestsResponse,errors:[NoSuchEntityException,ServiceFailureException,InvalidInputException]};
export const ListEntitiesForPolicy: facts.OperationFacts<ListEntitiesForPolicyRequest, ListEntitiesForPolicyResponse> = {service,name:"ListEntitiesForPolicy",input:ListEntitiesForPolicyRequest,output:ListEntitiesForPolicyResponse,errors:[NoSuchEntityException,InvalidInputException,ServiceFailureException]};
export const ListGroupPolicies: facts.OperationFacts<ListGroupPoliciesRequest, ListGroupPoliciesResponse> = {service,name:"ListGroupPolicies",input:ListGroupPoliciesRequest,output:ListGroupPoliciesResponse,errors:[NoSuchEntityException,ServiceFailureException]};
export const ListGroups: facts.OperationFacts<ListGroupsRequest, ListGroupsResponse> = {service,name:"ListGroups",input:ListGroupsRequest,output:ListGroupsResponse,errors:[ServiceFailureException]};
export const ListGroupsForUser: facts.OperationFacts<ListGroupsForUserRequest, ListGroupsForUserResponse> = {service,name:"ListGroupsForUser",input:ListGroupsForUserRequest,output:ListGroupsForUserResponse,errors:[NoSuchEntityException,ServiceFailureException]};
export const ListInstanceProfileTags: facts.OperationFacts<ListInstanceProfileTagsRequest, ListInstanceProfileTagsResponse> = {service,name:"ListInstanceProfileTags",input:ListInstanceProfileTagsRequest,output:ListInstanceProfileTagsResponse,errors:[NoSuchEntityException,ServiceFailureException]};
export const ListInstanceProfiles: facts.OperationFacts<ListInstanceProfilesRequest, ListInstanceProfilesResponse> = {service,name:"ListInstanceProfiles",input:ListInstanceProfilesRequest,output:ListInstanceProfilesResponse,errors:[ServiceFailureException]};
export const ListInstanceProfilesForRole: facts.OperationFacts<ListInstanceProfilesForRoleRequest, ListInstanceProfilesForRoleResponse> = {service,name:"ListInstanceProfilesForRole",input:ListInstanceProfilesForRoleRequest,output:ListInstanceProfilesForRoleResponse,errors:[NoSuchEntityException,ServiceFailureException]};
export const ListMFADeviceTags: facts.OperationFacts<ListMFADeviceTagsRequest, ListMFADeviceTagsResponse> = {service,name:"ListMFADeviceTags",input:ListMFADeviceTagsRequest,output:ListMFADeviceTagsResponse,errors:[NoSuchEntityException,InvalidInputException,ServiceFailureException]};
export const ListMFADevices: facts.OperationFacts<ListMFADevicesRequest, ListMFADevicesResponse> = {service,name:"ListMFADevices",input:ListMFADevicesRequest,output:ListMFADevicesResponse,errors:[NoSuchEntityException,ServiceFailureException]};
export const ListOpenIDConnectProviderTags: facts.OperationFacts<ListOpenIDConnectProviderTagsRequest, ListOpenIDConnectProviderTagsResponse> = {service,name:"ListOpenIDConnectProviderTags",input:ListOpenIDConnectProviderTagsRequest,output:ListOpenIDConnectProviderTagsResponse,errors:[NoSuchEntityException,ServiceFailureException,InvalidInputException]};
export const ListOpenIDConnectProviders: facts.OperationFacts<ListOpenIDConnectProvidersRequest, ListOpenIDConnectProvidersResponse> = {service,name:"ListOpenIDConnectProviders",input:ListOpenIDConnectProvidersRequest,output:ListOpenIDConnectProvidersResponse,errors:[ServiceFailureException]};
export const ListOrganizationsFeatures: facts.OperationFacts<ListOrganizationsFeaturesRequest, ListOrganizationsFeaturesResponse> = {service,name:"ListOrganizationsFeatures",input:ListOrganizationsFeaturesRequest,output:ListOrganizationsFeaturesResponse,errors:[ServiceAccessNotEnabledException,AccountNotManagementOrDelegatedAdministratorException,OrganizationNotFoundException,OrganizationNotInAllFeaturesModeException]};
export const ListPolicies: facts.OperationFacts<ListPoliciesRequest, ListPoliciesResponse> = {service,name:"ListPolicies",input:ListPoliciesRequest,output:ListPoliciesResponse,errors:[ServiceFailureException]};
export const ListPoliciesGrantingServiceAccess: facts.OperationFacts<ListPoliciesGrantingServiceAccessRequest, ListPoliciesGrantingServiceAccessResponse> = {service,name:"ListPoliciesGrantingServiceAccess",input:ListPoliciesGrantingServiceAccessRequest,output:ListPoliciesGrantingServiceAccessResponse,errors:[NoSuchEntityException,InvalidInputException]};
export const ListPolicyTags: facts.OperationFacts<ListPolicyTagsRequest, ListPolicyTagsResponse> = {service,name:"ListPolicyTags",input:ListPolicyTagsRequest,output:ListPolicyTagsResponse,errors:[NoSuchEntityException,ServiceFailureException,InvalidInputException]};
export const ListPolicyVersions: facts.OperationFacts<ListPolicyVersionsRequest, ListPolicyVersionsResponse> = {service,name:"ListPolicyVersions",input:ListPolicyVersionsRequest,output:ListPolicyVersionsResponse,errors:[NoSuchEntityException,InvalidInputException,ServiceFailureException]};
export const ListRolePolicies: facts.OperationFacts<ListRolePoliciesRequest, ListRolePoliciesResponse> = {service,name:"ListRolePolicies",input:ListRolePoliciesRequest,output:ListRolePoliciesResponse,errors:[NoSuchEntityException,ServiceFailureException]};
export const ListRoleTags: facts.OperationFacts<ListRoleTagsRequest, ListRoleTagsResponse> = {service,name:"ListRoleTags",input:ListRoleTagsRequest,output:ListRoleTagsResponse,errors:[NoSuchEntityException,ServiceFailureException]};
export const ListRoles: facts.OperationFacts<ListRolesRequest, ListRolesResponse> = {service,name:"ListRoles",input:ListRolesRequest,output:ListRolesResponse,errors:[ServiceFailureException]};
export const ListSAMLProviderTags: facts.OperationFacts<ListSAMLProviderTagsRequest, ListSAMLProviderTagsResponse> = {service,name:"ListSAMLProviderTags",input:ListSAMLProviderTagsRequest,output:ListSAMLProviderTagsResponse,errors:[NoSuchEntityException,ServiceFailureException,InvalidInputException]};
export const ListSAMLProviders: facts.OperationFacts<ListSAMLProvidersRequest, ListSAMLProvidersResponse> = {service,name:"ListSAMLProviders",input:ListSAMLProvidersRequest,output:ListSAMLProvidersResponse,errors:[ServiceFailureException]};
export const ListSSHPublicKeys: facts.OperationFacts<ListSSHPublicKeysRequest, ListSSHPublicKeysResponse> = {service,name:"ListSSHPublicKeys",input:ListSSHPublicKeysRequest,output:ListSSHPublicKeysResponse,errors:[NoSuchEntityException]};
export const ListServerCertificateTags: facts.OperationFacts<ListServerCertificateTagsRequest, ListServerCertificateTagsResponse> = {service,name:"ListServerCertificateTags",input:ListServerCertificateTagsRequest,output:ListServerCertificateTagsResponse,errors:[NoSuchEntityException,ServiceFailureException]};
export const ListServerCertificates: facts.OperationFacts<ListServerCertificatesRequest, ListServerCertificatesResponse> = {service,name:"ListServerCertificates",input:ListServerCertificatesRequest,output:ListServerCertificatesResponse,errors:[ServiceFailureException]};
export const ListServiceSpecificCredentials: facts.OperationFacts<ListServiceSpecificCredentialsRequest, ListServiceSpecificCredentialsResponse> = {service,name:"ListServiceSpecificCredentials",input:ListServiceSpecificCredentialsRequest,output:ListServiceSpecificCredentialsResponse,errors:[NoSuchEntityException,ServiceNotSupportedException]};
export const ListSigningCertificates: facts.OperationFacts<ListSigningCertificatesRequest, ListSigningCertificatesResponse> = {service,name:"ListSigningCertificates",input:ListSigningCertificatesRequest,output:ListSigningCertificatesResponse,errors:[NoSuchEntityException,ServiceFailureException]};
export const ListUserPolicies: facts.OperationFacts<ListUserPoliciesRequest, ListUserPoliciesResponse> = {service,name:"ListUserPolicies",input:ListUserPoliciesRequest,output:ListUserPoliciesResponse,errors:[NoSuchEntityException,ServiceFailureException]};
export const ListUserTags: facts.OperationFacts<ListUserTagsRequest, ListUserTagsResponse> = {service,name:"ListUserTags",input:ListUserTagsRequest,output:ListUserTagsResponse,errors:[NoSuchEntityException,ServiceFailureException]};
export const ListUsers: facts.OperationFacts<ListUsersRequest, ListUsersResponse> = {service,name:"ListUsers",input:ListUsersRequest,output:ListUsersResponse,errors:[ServiceFailureException]};
export const ListVirtualMFADevices: facts.OperationFacts<ListVirtualMFADevicesRequest, ListVirtualMFADevicesResponse> = {service,name:"ListVirtualMFADevices",input:ListVirtualMFADevicesRequest,output:ListVirtualMFADevicesResponse,errors:[]};
export const PutAccountProperties: facts.OperationFacts<PutAccountPropertiesRequest, PutAccountPropertiesResponse> = {service,name:"PutAccountProperties",input:PutAccountPropertiesRequest,output:PutAccountPropertiesResponse,errors:[ConcurrentModificationException,InvalidInputException,ServiceFailureException]};
export const PutGroupPolicy: facts.OperationFacts<PutGroupPolicyRequest, void> = {service,name:"PutGroupPolicy",input:PutGroupPolicyRequest,output:undefined,errors:[LimitExceededException,MalformedPolicyDocumentException,NoSuchEntityException,ServiceFailureException]};
export const PutRolePermissionsBoundary: facts.OperationFacts<PutRolePermissionsBoundaryRequest, void> = {service,name:"PutRolePermissionsBoundary",input:PutRolePermissionsBoundaryRequest,output:undefined,errors:[NoSuchEntityException,InvalidInputException,UnmodifiableEntityException,PolicyNotAttachableException,ServiceFailureException]};
export const PutRolePolicy: facts.OperationFacts<PutRolePolicyRequest, void> = {service,name:"PutRolePolicy",input:PutRolePolicyRequest,output:undefined,errors:[LimitExceededException,MalformedPolicyDocumentException,NoSuchEntityException,UnmodifiableEntityException,ServiceFailureException]};
export const PutUserPermissionsBoundary: facts.OperationFacts<PutUserPermissionsBoundaryRequest, void> = {service,name:"PutUserPermissionsBoundary",input:PutUserPermissionsBoundaryRequest,output:undefined,errors:[NoSuchEntityException,InvalidInputException,PolicyNotAttachableException,ServiceFailureException]};
export const PutUserPolicy: facts.OperationFacts<PutUserPolicyRequest, void> = {service,name:"PutUserPolicy",input:PutUserPolicyRequest,output:undefined,errors:[LimitExceededException,MalformedPolicyDocumentException,NoSuchEntityException,ServiceFailureException]};
export const RejectDelegationRequest: facts.OperationFacts<RejectDelegationRequestRequest, void> = {service,name:"RejectDelegationRequest",input:RejectDelegationRequestRequest,output:undefined,errors:[NoSuchEntityException,ServiceFailureException,ConcurrentModificationException,InvalidInputException]};
export const RemoveClientIDFromOpenIDConnectProvider: facts.OperationFacts<RemoveClientIDFromOpenIDConnectProviderRequest, void> = {service,name:"RemoveClientIDFromOpenIDConnectProvider",input:RemoveClientIDFromOpenIDConnectProviderRequest,output:undefined,errors:[ConcurrentModificationException,InvalidInputException,NoSuchEntityException,ServiceFailureException]};
export const RemoveRoleFromInstanceProfile: facts.OperationFacts<RemoveRoleFromInstanceProfileRequest, void> = {service,name:"RemoveRoleFromInstanceProfile",input:RemoveRoleFromInstanceProfileRequest,output:undefined,errors:[NoSuchEntityException,LimitExceededException,UnmodifiableEntityException,ServiceFailureException]};
export const RemoveUserFromGroup: facts.OperationFacts<RemoveUserFromGroupRequest, void> = {service,name:"RemoveUserFromGroup",input:RemoveUserFromGroupRequest,output:undefined,errors:[NoSuchEntityException,LimitExceededException,ServiceFailureException]};
export const ResetServiceSpecificCredential: facts.OperationFacts<ResetServiceSpecificCredentialRequest, ResetServiceSpecificCredentialResponse> = {service,name:"ResetServiceSpecificCredential",input:ResetServiceSpecificCredentialRequest,output:ResetServiceSpecificCredentialResponse,errors:[NoSuchEntityException]};
export const ResyncMFADevice: facts.OperationFacts<ResyncMFADeviceRequest, void> = {service,name:"ResyncMFADevice",input:ResyncMFADeviceRequest,output:undefined,errors:[InvalidAuthenticationCodeException,NoSuchEntityException,LimitExceededException,ServiceFailureException,ConcurrentModificationException]};
export const SendDelegationToken: facts.OperationFacts<SendDelegationTokenRequest, void> = {service,name:"SendDelegationToken",input:SendDelegationTokenRequest,output:undefined,errors:[NoSuchEntityException,ServiceFailureException,ConcurrentModificationException,InvalidInputException]};
export const SetDefaultPolicyVersion: facts.OperationFacts<SetDefaultPolicyVersionRequest, void> = {service,name:"SetDefaultPolicyVersion",input:SetDefaultPolicyVersionRequest,output:undefined,errors:[NoSuchEntityException,InvalidInputException,LimitExceededException,ServiceFailureException]};
export const SetSecurityTokenServicePreferences: facts.OperationFacts<SetSecurityTokenServicePreferencesRequest, void> = {service,name:"SetSecurityTokenServicePreferences",input:SetSecurityTokenServicePreferencesRequest,output:undefined,errors:[ServiceFailureException]};
export const SimulateCustomPolicy: facts.OperationFacts<SimulateCustomPolicyRequest, SimulatePolicyResponse> = {service,name:"SimulateCustomPolicy",input:SimulateCustomPolicyRequest,output:SimulatePolicyResponse,errors:[InvalidInputException,PolicyEvaluationException]};
export const SimulatePrincipalPolicy: facts.OperationFacts<SimulatePrincipalPolicyRequest, SimulatePolicyResponse> = {service,name:"SimulatePrincipalPolicy",input:SimulatePrincipalPolicyRequest,output:SimulatePolicyResponse,errors:[NoSuchEntityException,InvalidInputException,PolicyEvaluationException]};
export const TagInstanceProfile: facts.OperationFacts<TagInstanceProfileRequest, void> = {service,name:"TagInstanceProfile",input:TagInstanceProfileRequest,output:undefined,errors:[NoSuchEntityException,InvalidInputException,LimitExceededException,ConcurrentModificationException,ServiceFailureException]};
export const TagMFADevice: facts.OperationFacts<TagMFADeviceRequest, void> = {service,name:"TagMFADevice",input:TagMFADeviceRequest,output:undefined,errors:[InvalidInputException,NoSuchEntityException,LimitExceededException,ConcurrentModificationException,ServiceFailureException]};
export const TagOpenIDConnectProvider: facts.OperationFacts<TagOpenIDConnectProviderRequest, void> = {service,name:"TagOpenIDConnectProvider",input:TagOpenIDConnectProviderRequest,output:undefined,errors:[NoSuchEntityException,LimitExceededException,InvalidInputException,ConcurrentModificationException,ServiceFailureException]};
export const TagPolicy: facts.OperationFacts<TagPolicyRequest, void> = {service,name:"TagPolicy",input:TagPolicyRequest,output:undefined,errors:[NoSuchEntityException,LimitExceededException,InvalidInputException,ConcurrentModificationException,ServiceFailureException]};
export const TagRole: facts.OperationFacts<TagRoleRequest, void> = {service,name:"TagRole",input:TagRoleRequest,output:undefined,errors:[NoSuchEntityException,LimitExceededException,InvalidInputException,ConcurrentModificationException,ServiceFailureException]};
export const TagSAMLProvider: facts.OperationFacts<TagSAMLProviderRequest, void> = {service,name:"TagSAMLProvider",input:TagSAMLProviderRequest,output:undefined,errors:[NoSuchEntityException,LimitExceededException,InvalidInputException,ConcurrentModificationException,ServiceFailureException]};
export const TagServerCertificate: facts.OperationFacts<TagServerCertificateRequest, void> = {service,name:"TagServerCertificate",input:TagServerCertificateRequest,output:undefined,errors:[NoSuchEntityException,InvalidInputException,LimitExceededException,ConcurrentModificationException,ServiceFailureException]};
export const TagUser: facts.OperationFacts<TagUserRequest, void> = {service,name:"TagUser",input:TagUserRequest,output:undefined,errors:[NoSuchEntityException,LimitExceededException,InvalidInputException,ConcurrentModificationException,ServiceFailureException]};
export const UntagInstanceProfile: facts.OperationFacts<UntagInstanceProfileRequest, void> = {service,name:"UntagInstanceProfile",input:UntagInstanceProfileRequest,output:undefined,errors:[NoSuchEntityException,InvalidInputException,ConcurrentModificationException,ServiceFailureException]};
export const UntagMFADevice: facts.OperationFacts<UntagMFADeviceRequest, void> = {service,name:"UntagMFADevice",input:UntagMFADeviceRequest,output:undefined,errors:[NoSuchEntityException,InvalidInputException,ConcurrentModificationException,ServiceFailureException]};
export const UntagOpenIDConnectProvider: facts.OperationFacts<UntagOpenIDConnectProviderRequest, void> = {service,name:"UntagOpenIDConnectProvider",input:UntagOpenIDConnectProviderRequest,output:undefined,errors:[NoSuchEntityException,InvalidInputException,ConcurrentModificationException,ServiceFailureException]};
export const UntagPolicy: facts.OperationFacts<UntagPolicyRequest, void> = {service,name:"UntagPolicy",input:UntagPolicyRequest,output:undefined,errors:[NoSuchEntityException,InvalidInputException,ConcurrentModificationException,ServiceFailureException]};
export const UntagRole: facts.OperationFacts<UntagRoleRequest, void> = {service,name:"UntagRole",input:UntagRoleRequest,output:undefined,errors:[NoSuchEntityException,ConcurrentModificationException,ServiceFailureException]};
export const UntagSAMLProvider: facts.OperationFacts<UntagSAMLProviderRequest, void> = {service,name:"UntagSAMLProvider",input:UntagSAMLProviderRequest,output:undefined,errors:[NoSuchEntityException,InvalidInputException,ConcurrentModificationException,ServiceFailureException]};
export const UntagServerCertificate: facts.OperationFacts<UntagServerCertificateRequest, void> = {service,name:"UntagServerCertificate",input:UntagServerCertificateRequest,output:undefined,errors:[NoSuchEntityException,InvalidInputException,ConcurrentModificationException,ServiceFailureException]};
export const UntagUser: facts.OperationFacts<UntagUserRequest, void> = {service,name:"UntagUser",input:UntagUserRequest,output:undefined,errors:[NoSuchEntityException,ConcurrentModificationException,ServiceFailureException]};
export const UpdateAccessKey: facts.OperationFacts<UpdateAccessKeyRequest, void> = {service,name:"UpdateAccessKey",input:UpdateAccessKeyRequest,output:undefined,errors:[NoSuchEntityException,LimitExceededException,ServiceFailureException,InvalidInputException]};
export const UpdateAccountPasswordPolicy: facts.OperationFacts<UpdateAccountPasswordPolicyRequest, void> = {service,name:"UpdateAccountPasswordPolicy",input:UpdateAccountPasswordPolicyRequest,output:undefined,errors:[NoSuchEntityException,MalformedPolicyDocumentException,LimitExceededException,ServiceFailureException]};
export const UpdateAssumeRolePolicy: facts.OperationFacts<UpdateAssumeRolePolicyRequest, void> = {service,name:"UpdateAssumeRolePolicy",input:UpdateAssumeRolePolicyRequest,output:undefined,errors:[NoSuchEntityException,MalformedPolicyDocumentException,LimitExceededException,UnmodifiableEntityException,ServiceFailureException]};
export const UpdateDelegationRequest: facts.OperationFacts<UpdateDelegationRequestRequest, void> = {service,name:"UpdateDelegationRequest",input:UpdateDelegationRequestRequest,output:undefined,errors:[NoSuchEntityException,ServiceFailureException,ConcurrentModificationException,InvalidInputException]};
export const UpdateGroup: facts.OperationFacts<UpdateGroupRequest, void> = {service,name:"UpdateGroup",input:UpdateGroupRequest,output:undefined,errors:[NoSuchEntityException,EntityAlreadyExistsException,LimitExceededException,ServiceFailureException]};
export const UpdateLoginProfile: facts.OperationFacts<UpdateLoginProfileRequest, void> = {service,name:"UpdateLoginProfile",input:UpdateLoginProfileRequest,output:undefined,errors:[EntityTemporarilyUnmodifiableException,NoSuchEntityException,PasswordPolicyViolationException,LimitExceededException,ServiceFailureException]};
export const UpdateOpenIDConnectProviderThumbprint: facts.OperationFacts<UpdateOpenIDConnectProviderThumbprintRequest, void> = {service,name:"UpdateOpenIDConnectProviderThumbprint",input:UpdateOpenIDConnectProviderThumbprintRequest,output:undefined,errors:[ConcurrentModificationException,InvalidInputException,NoSuchEntityException,ServiceFailureException]};
export const UpdateRole: facts.OperationFacts<UpdateRoleRequest, UpdateRoleResponse> = {service,name:"UpdateRole",input:UpdateRoleRequest,output:UpdateRoleResponse,errors:[UnmodifiableEntityException,NoSuchEntityException,ServiceFailureException]};
export const UpdateRoleDescription: facts.OperationFacts<UpdateRoleDescriptionRequest, UpdateRoleDescriptionResponse> = {service,name:"UpdateRoleDescription",input:UpdateRoleDescriptionRequest,output:UpdateRoleDescriptionResponse,errors:[NoSuchEntityException,UnmodifiableEntityException,ServiceFailureException]};
export const UpdateSAMLProvider: facts.OperationFacts<UpdateSAMLProviderRequest, UpdateSAMLProviderResponse> = {service,name:"UpdateSAMLProvider",input:UpdateSAMLProviderRequest,output:UpdateSAMLProviderResponse,errors:[NoSuchEntityException,InvalidInputException,LimitExceededException,ServiceFailureException,ConcurrentModificationException]};
export const UpdateSSHPublicKey: facts.OperationFacts<UpdateSSHPublicKeyRequest, void> = {service,name:"UpdateSSHPublicKey",input:UpdateSSHPublicKeyRequest,output:undefined,errors:[NoSuchEntityException,InvalidInputException]};
export const UpdateServerCertificate: facts.OperationFacts<UpdateServerCertificateRequest, void> = {service,name:"UpdateServerCertificate",input:UpdateServerCertificateRequest,output:undefined,errors:[NoSuchEntityException,EntityAlreadyExistsException,LimitExceededException,ServiceFailureException]};
export const UpdateServiceSpecificCredential: facts.OperationFacts<UpdateServiceSpecificCredentialRequest, void> = {service,name:"UpdateServiceSpecificCredential",input:UpdateServiceSpecificCredentialRequest,output:undefined,errors:[NoSuchEntityException]};
export const UpdateSigningCertificate: facts.OperationFacts<UpdateSigningCertificateRequest, void> = {service,name:"UpdateSigningCertificate",input:UpdateSigningCertificateRequest,output:undefined,errors:[NoSuchEntityException,LimitExceededException,ServiceFailureException,InvalidInputException]};
export const UpdateUser: facts.OperationFacts<UpdateUserRequest, void> = {service,name:"UpdateUser",input:UpdateUserRequest,output:undefined,errors:[NoSuchEntityException,LimitExceededException,EntityAlreadyExistsException,EntityTemporarilyUnmodifiableException,ConcurrentModificationException,ServiceFailureException]};
export const UploadSSHPublicKey: facts.OperationFacts<UploadSSHPublicKeyRequest, UploadSSHPublicKeyResponse> = {service,name:"UploadSSHPublicKey",input:UploadSSHPublicKeyRequest,output:UploadSSHPublicKeyResponse,errors:[LimitExceededException,NoSuchEntityException,InvalidPublicKeyException,DuplicateSSHPublicKeyException,UnrecognizedPublicKeyEncodingException]};
export const UploadServerCertificate: facts.OperationFacts<UploadServerCertificateRequest, UploadServerCertificateResponse> = {service,name:"UploadServerCertificate",input:UploadServerCertificateRequest,output:UploadServerCertificateResponse,errors:[LimitExceededException,InvalidInputException,EntityAlreadyExistsException,MalformedCertificateException,KeyPairMismatchException,ConcurrentModificationException,ServiceFailureException]};
export const UploadSigningCertificate: facts.OperationFacts<UploadSigningCertificateRequest, UploadSigningCertificateResponse> = {service,name:"UploadSigningCertificate",input:UploadSigningCertificateRequest,output:UploadSigningCertificateResponse,errors:[LimitExceededException,EntityAlreadyExistsException,MalformedCertificateException,InvalidCertificateException,DuplicateCertificateException,NoSuchEntityException,ConcurrentModificationException,ServiceFailureException]};

export const operations: ReadonlyMap<string, facts.OperationFacts> = new Map<string, facts.OperationFacts>(
[AcceptDelegationRequest,AcquireRole,AddClientIDToOpenIDConnectProvider,AddRoleToInstanceProfile,AddUserToGroup,AssociateDelegationRequest,AttachGroupPolicy,AttachRolePolicy,AttachUserPolicy,ChangePassword,CreateAccessKey,CreateAccountAlias,CreateDelegationRequest,CreateGroup,CreateInstanceProfile,CreateLoginProfile,CreateOpenIDConnectProvider,CreatePolicy,CreatePolicyVersion,CreateRole,CreateSAMLProvider,CreateServiceLinkedRole,CreateServiceSpecificCredential,CreateUser,CreateVirtualMFADevice,DeactivateMFADevice,DeleteAccessKey,DeleteAccountAlias,DeleteAccountPasswordPolicy,DeleteGroup,DeleteGroupPolicy,DeleteInstanceProfile,DeleteLoginProfile,DeleteOpenIDConnectProvider,DeletePolicy,DeletePolicyVersion,DeleteRole,DeleteRolePermissionsBoundary,DeleteRolePolicy,DeleteSAMLProvider,DeleteSSHPublicKey,DeleteServerCertificate,DeleteServiceLinkedRole,DeleteServiceSpecificCredential,DeleteSigningCertificate,DeleteUser,DeleteUserPermissionsBoundary,DeleteUserPolicy,DeleteVirtualMFADevice,DetachGroupPolicy,DetachRolePolicy,DetachUserPolicy,DisableOrganizationsRootCredentialsManagement,DisableOrganizationsRootSessions,DisableOutboundWebIdentityFederation,EnableMFADevice,EnableOrganizationsRootCredentialsManagement,EnableOrganizationsRootSessions,EnableOutboundWebIdentityFederation,GenerateCredentialReport,GenerateOrganizationsAccessReport,GenerateServiceLastAccessedDetails,GetAccessKeyLastUsed,GetAccountAuthorizationDetails,GetAccountPasswordPolicy,GetAccountProperties,GetAccountSummary,GetContextKeysForCustomPolicy,GetContextKeysForPrincipalPolicy,GetCredentialReport,GetDelegationRequest,GetGroup,GetGroupPolicy,GetHumanReadableSummary,GetInstanceProfile,GetLoginProfile,GetMFADevice,GetOpenIDConnectProvider,GetOrganizationsAccessReport,GetOutboundWebIdentityFederationInfo,GetPolicy,GetPolicyVersion,GetRole,GetRolePolicy,GetRoleTemplateVersion,GetSAMLProvider,GetSSHPublicKey,GetServerCertificate,GetServiceLastAccessedDetails,GetServiceLastAccessedDetailsWithEntities,GetServiceLinkedRoleDeletionStatus,GetUser,GetUserPolicy,ListAccessKeys,ListAccountAliases,ListAttachedGroupPolicies,ListAttachedRolePolicies,ListAttachedUserPolicies,ListDelegationRequests,ListEntitiesForPolicy,ListGroupPolicies,ListGroups,ListGroupsForUser,ListInstanceProfileTags,ListInstanceProfiles,ListInstanceProfilesForRole,ListMFADeviceTags,ListMFADevices,ListOpenIDConnectProviderTags,ListOpenIDConnectProviders,ListOrganizationsFeatures,ListPolicies,ListPoliciesGrantingServiceAccess,ListPolicyTags,ListPolicyVersions,ListRolePolicies,ListRoleTags,ListRoles,ListSAMLProviderTags,ListSAMLProviders,ListSSHPublicKeys,ListServerCertificateTags,ListServerCertificates,ListServiceSpecificCredentials,ListSigningCertificates,ListUserPolicies,ListUserTags,ListUsers,ListVirtualMFADevices,PutAccountProperties,PutGroupPolicy,PutRolePermissionsBoundary,PutRolePolicy,PutUserPermissionsBoundary,PutUserPolicy,RejectDelegationRequest,RemoveClientIDFromOpenIDConnectProvider,RemoveRoleFromInstanceProfile,RemoveUserFromGroup,ResetServiceSpecificCredential,ResyncMFADevice,SendDelegationToken,SetDefaultPolicyVersion,SetSecurityTokenServicePreferences,SimulateCustomPolicy,SimulatePrincipalPolicy,TagInstanceProfile,TagMFADevice,TagOpenIDConnectProvider,TagPolicy,TagRole,TagSAMLProvider,TagServerCertificate,TagUser,UntagInstanceProfile,UntagMFADevice,UntagOpenIDConnectProvider,UntagPolicy,UntagRole,UntagSAMLProvider,UntagServerCertificate,UntagUser,UpdateAccessKey,UpdateAccountPasswordPolicy,UpdateAssumeRolePolicy,UpdateDelegationRequest,UpdateGroup,UpdateLoginProfile,UpdateOpenIDConnectProviderThumbprint,UpdateRole,UpdateRoleDescription,UpdateSAMLProvider,UpdateSSHPublicKey,UpdateServerCertificate,UpdateServiceSpecificCredential,UpdateSigningCertificate,UpdateUser,UploadSSHPublicKey,UploadServerCertificate,UploadSigningCertificate].map((operation) => [operation.name, operation]));
