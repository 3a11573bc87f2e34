namespace Offtrail.Sources.Demo;

/// <summary>Calls about identities, sessions and the organisation. The form of a line: see <see cref="Call"/>.</summary>
internal static class IdentityCalls
{
    public const string Table = """
        iam:GetRole r {"roleName":"<role>"}
        iam:ListRoles r {"maxItems":1000}
        iam:ListUsers r {"maxItems":1000}
        iam:GetPolicy r {"policyArn":"arn:aws:iam::<account>:policy/<policy>"}
        iam:GetPolicyVersion r {"policyArn":"arn:aws:iam::<account>:policy/<policy>","versionId":"v1"}
        iam:ListAttachedRolePolicies r {"roleName":"<role>"}
        iam:ListAttachedUserPolicies r {"userName":"<me>"}
        iam:ListRolePolicies r {"roleName":"<role>"}
        iam:GetRolePolicy r {"roleName":"<role>","policyName":"<policy>"}
        iam:GetInstanceProfile r {"instanceProfileName":"<role>"}
        iam:ListAccessKeys r {"userName":"<user>"}
        iam:GetAccountSummary r
        iam:GetAccountAuthorizationDetails r {"maxItems":1000}
        iam:CreateRole w {"roleName":"<role>-<number>","path":"/"} -> {"role":{"roleName":"<role>-<number>","path":"/","createDate":"<date>"}}
        iam:DeleteRole w {"roleName":"<role>-<number>"}
        iam:PutRolePolicy w {"roleName":"<role>","policyName":"<policy>","policyDocument":"{\"Version\":\"2012-10-17\",\"Statement\":[]}"}
        iam:AttachRolePolicy w {"roleName":"<role>","policyArn":"arn:aws:iam::<account>:policy/<policy>"}
        iam:DetachRolePolicy w {"roleName":"<role>","policyArn":"arn:aws:iam::<account>:policy/<policy>"}
        iam:TagRole w {"roleName":"<role>","tags":[{"key":"team","value":"<team>"}]}
        iam:CreateAccessKey w {"userName":"svc-backup"} -> {"accessKey":{"userName":"svc-backup","accessKeyId":"<backup-key>","status":"Active","createDate":"<date>"}}
        sts:GetCallerIdentity r
        sts:AssumeRoleWithSAML r {"sAMLAssertionID":"_<key>","roleSessionName":"<me>","durationSeconds":28800} -> {"subjectType":"persistent","issuer":"https://portal.sso.<region>.amazonaws.com/saml/assertion/<account>","subject":"<me>"}
        signin:ConsoleLogin w -> {"ConsoleLogin":"Success"}
        organizations:DescribeOrganization r
        account:GetAlternateContact r {"alternateContactType":"SECURITY"}
        ses:GetAccount r
        guardduty:ListDetectors r {"maxResults":"50"}
        cloudtrail:DescribeTrails r {"trailNameList":[]}
        cloudtrail:StopLogging w {"name":"arn:aws:cloudtrail:<region>:<account>:trail/main"}
        resource-explorer-2:Search r {"QueryString":"service:iam"}
        """;
}
