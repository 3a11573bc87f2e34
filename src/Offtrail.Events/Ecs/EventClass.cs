using System.Collections.Frozen;

namespace Offtrail.Events;

/// <summary>event.category and event.type of the calls that the ECS mapping knows by name. A call that is not listed has no category.</summary>
internal sealed record EventClass(ListNode Category, ListNode Type)
{
    private static readonly FrozenDictionary<string, EventClass> s_byName = Parse(
        """
        iam user,change: AttachUserPolicy ChangePassword CreateAccessKey CreateVirtualMFADevice DeactivateMFADevice DeleteAccessKey
        iam user,change: DeleteSSHPublicKey DeleteUserPermissionsBoundary DeleteUserPolicy DeleteVirtualMFADevice DetachUserPolicy
        iam user,change: EnableMFADevice PutUserPermissionsBoundary PutUserPolicy TagUser UntagUser UpdateAccessKey UpdateLoginProfile
        iam user,change: UpdateSSHPublicKey UpdateUser
        iam user,creation: CreateUser
        iam user,deletion: DeleteUser
        iam user,info: GetUser GetUserPolicy ListAttachedUserPolicies ListGroupsForUser ListUserPolicies ListUserTags ListUsers
        iam group,change: AddUserToGroup AttachGroupPolicy DeleteGroupPolicy DetachGroupPolicy PutGroupPolicy RemoveUserFromGroup UpdateGroup
        iam group,creation: CreateGroup
        iam group,deletion: DeleteGroup
        iam group,info: GetGroup GetGroupPolicy ListAttachedGroupPolicies ListGroupPolicies ListGroups
        iam admin,change: SetDefaultPolicyVersion SetSecurityTokenServicePreferences UpdateAccountPasswordPolicy UpdateRole
        iam admin,creation: CreateKeyPair
        iam change: AttachRolePolicy
        iam creation: CreatePolicy
        iam info: GetPolicy ListAttachedRolePolicies ListRoles
        authentication info: AssumeRole ConsoleLogin GetCallerIdentity
        file creation: CreateBucket CreateDocument
        file deletion: DeleteBucket DeleteObject
        file info: GetObject HeadObject ListBuckets ListObjects
        file change: PutObject
        network info: DescribeLoadBalancers DescribeNetworkAcls DescribeNetworkInterfaces DescribeSecurityGroups DescribeVpcs
        network access: AuthorizeSecurityGroupIngress
        host info: DescribeInstances DescribeVolumes ListInstanceAssociations
        configuration creation: CreateTopic
        configuration change: Subscribe
        configuration deletion: DeleteTrail
        configuration info: DescribeTrails
        session start: CreateControlChannel CreateDataChannel OpenControlChannel OpenDataChannel StartSession
        session end: TerminateSession
        database info: DescribeDBInstances ListTables
        package info: ListFunctions
        api info: Converse DescribeRegions Publish
        process start: SendCommand
        """);

    /// <summary>How many calls are known.</summary>
    public static int Count => s_byName.Count;

    /// <summary>The class of a call by its exact name; null when it has none.</summary>
    public static EventClass? Of(string eventName) => s_byName.GetValueOrDefault(eventName);

    /// <summary>Each line: the category, the types, and the names of the calls.</summary>
    private static FrozenDictionary<string, EventClass> Parse(string table)
    {
        var byName = new Dictionary<string, EventClass>(StringComparer.Ordinal);
        foreach (var line in table.Split('\n'))
        {
            var (left, right) = (line.Split(':')[0].Split(' '), line.Split(':')[1]);
            var found = new EventClass(ListNode.OfTexts([left[0]]), ListNode.OfTexts(left[1].Split(',')));
            foreach (var name in right.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) byName.Add(name, found);
        }

        return byName.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
