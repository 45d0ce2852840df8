// The types of three documented systems, as their servers must declare them for the documented samples to come out: members in
// the order of the pages, the namespaces that their XML samples carry.
//
// Which value types have a null is told by the samples themselves: their values are numbered within a record, and only a
// Nullable<T> takes no number. So JobTitleId, LocationId, ParentId, ApplicationId, AccountId, ClientGroupsId, AddClientTime,
// UpdClientTime and ClientPort have one, and nothing else of a value type.
using System;
using System.Collections.Generic;
using System.Runtime.Serialization;

// This system documents no XML, so that its namespace is any; none is what Transload writes.
[assembly: ContractNamespace("", ClrNamespace = "ClientHub.Dto")]

namespace Components.UserManagement.DTO
{
    public class UserDTO
    {
        public int Id { get; set; }
        public string UserName { get; set; }
        public string FirstName { get; set; }
        public string FirstNameOther { get; set; }
        public string LastName { get; set; }
        public string LastNameOther { get; set; }
        public string InitialName { get; set; }
        public string Email { get; set; }
        public string Password { get; set; }
        public string ConfirmPassword { get; set; }
        public bool IsActiveUser { get; set; }
        public bool IsActiveDirectoryUser { get; set; }
        public string Phone { get; set; }
        public string Mobile { get; set; }
        public Guid? JobTitleId { get; set; }
        public string Address { get; set; }
        public bool IsLocalAdmin { get; set; }
        public bool IsGlobalAdmin { get; set; }
        public Guid? LocationId { get; set; }
        public string LoginDays { get; set; }
        public string LoginTime { get; set; }
        public bool IsLocked { get; set; }
        public bool IsSecurityAnswerLocked { get; set; }
        public bool MustChangePassword { get; set; }
        public List<GroupDTO> Groups { get; set; }
        public List<RoleDTO> RoleDTOs { get; set; }
        public List<PrivilegeDTO> Privileges { get; set; }
        public List<UserMenuItemDTO> MenuItems { get; set; }
    }

    public class GroupDTO
    {
        public int Id { get; set; }
        public string Name { get; set; }
        public string NameOther { get; set; }
        public string Description { get; set; }
        public string DescriptionOther { get; set; }
        public bool IsActive { get; set; }
    }

    public class RoleDTO
    {
        public int Id { get; set; }
        public string Name { get; set; }
        public string NameOther { get; set; }
        public string Description { get; set; }
        public string DescriptionOther { get; set; }
        public bool IsActive { get; set; }
        public bool IsChecked { get; set; }
    }

    public class PrivilegeDTO
    {
        public Guid Id { get; set; }
        public string Name { get; set; }
        public string NameOther { get; set; }
        public string Description { get; set; }
        public string DescriptionOther { get; set; }
        public string ControlId { get; set; }
        public bool IsActive { get; set; }
    }

    public class UserMenuItemDTO
    {
        public int Id { get; set; }
        public string Name { get; set; }
        public string NameOther { get; set; }
        public int? ParentId { get; set; }
        public string URL { get; set; }
        public int? ApplicationId { get; set; }
        public int ItemOrder { get; set; }
    }
}

namespace Infrastructure
{
    // A sample shows the lowest member, so that none of them is 0.
    public enum ReturnResultCode { NullOrEmptyUserId = 1 }

    public class ReturnResult
    {
        public ReturnResultCode ResultCode { get; set; }
        public string ResultMessage { get; set; }
    }
}

namespace Alice.Dto.Enums
{
    // The digest 4T9o1gJJ in the sample's element names is made of this namespace.
    public enum ClientSignupFlowTemplateKeys { IsActive = 1 }
}

namespace Alice.Dto.Requests.Client
{
    public class UpsertClientRequest
    {
        public bool Enabled { get; set; }
        public string ClientName { get; set; }
        public string ClientId { get; set; }
        public List<KeyValuePair<Guid, string>> ClientSecrets { get; set; }
        public List<KeyValuePair<Guid, string>> RedirectUris { get; set; }
        public List<KeyValuePair<Guid, string>> AllowedScopes { get; set; }
        public List<KeyValuePair<Guid, string>> AllowedCorsOrigins { get; set; }
        public List<KeyValuePair<Guid, string>> PostLogoutRedirectUris { get; set; }
        public int Flow { get; set; }
        public bool RequireConsent { get; set; }
        public bool AllowRememberConsent { get; set; }
        public string ClientUri { get; set; }
        public int AccessTokenType { get; set; }
        public Guid? AccountId { get; set; }
        public int AccessTokenLifetime { get; set; }
        public bool EnableLocalLogin { get; set; }
        public List<KeyValuePair<Guid, string>> IdentityProviderRestrictions { get; set; }
        public List<KeyValuePair<Alice.Dto.Enums.ClientSignupFlowTemplateKeys, string>> ClientSignupFlowTemplate { get; set; }
        public string AmxSecret { get; set; }
        public string LayoutId { get; set; }
    }
}

namespace ClientHub.Dto
{
    public class DTOClient
    {
        public Guid Id { get; set; }
        public string ClientCode { get; set; }
        public string Token { get; set; }
        public DateTime? AddClientTime { get; set; }
        public DateTime? UpdClientTime { get; set; }
        public string AppName { get; set; }
        public string AppVersion { get; set; }
        public Guid? ClientGroupsId { get; set; }
        public DTOClientGroup DTOClientGroup { get; set; }
        public string ClientIpAddress { get; set; }
        public int? ClientPort { get; set; }
    }

    public class DTOClientGroup
    {
        public Guid Id { get; set; }
        public string GroupName { get; set; }
    }

    public class DTOClientAssociation
    {
        public Guid Id { get; set; }
        public Guid ClientId { get; set; }
        public Guid ClientIdAssociated { get; set; }
    }

    public class DTOResponseHello
    {
        public List<DTOClient> DTOClients { get; set; }
        public List<DTOClientGroup> DTOClientGroups { get; set; }
        public List<DTOClientAssociation> DTOClientAssociations { get; set; }
    }
}
