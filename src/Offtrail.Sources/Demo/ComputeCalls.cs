namespace Offtrail.Sources.Demo;

/// <summary>Calls of EC2 and its neighbours. The form of a line: see <see cref="Call"/>.</summary>
internal static class ComputeCalls
{
    public const string Table = """
        ec2:DescribeInstances r {"instancesSet":{},"filterSet":{}}
        ec2:DescribeInstanceStatus r {"instancesSet":{"items":[{"instanceId":"<instance>"}]},"filterSet":{},"includeAllInstances":true}
        ec2:DescribeVolumes r {"volumeSet":{},"filterSet":{}}
        ec2:DescribeSecurityGroups r {"securityGroupSet":{},"securityGroupIdSet":{"items":[{"groupId":"<sg>"}]},"filterSet":{}}
        ec2:DescribeSubnets r {"subnetSet":{},"filterSet":{"items":[{"name":"vpc-id","valueSet":{"items":[{"value":"<vpc>"}]}}]}}
        ec2:DescribeVpcs r {"vpcSet":{},"filterSet":{}}
        ec2:DescribeImages r {"executableBySet":{},"imagesSet":{"items":[{"imageId":"<ami>"}]},"ownersSet":{},"filterSet":{}}
        ec2:DescribeSnapshots r {"snapshotSet":{},"ownersSet":{"items":[{"owner":"self"}]},"sharedUsersSet":{},"filterSet":{}}
        ec2:DescribeTags r {"maxResults":1000,"filterSet":{}}
        ec2:DescribeNetworkInterfaces r {"networkInterfaceIdSet":{},"filterSet":{}}
        ec2:DescribeKeyPairs r {"keySet":{},"keyPairIdSet":{},"filterSet":{}}
        ec2:DescribeAvailabilityZones r {"availabilityZoneSet":{},"availabilityZoneIdSet":{}}
        ec2:DescribeRouteTables r {"routeTableIdSet":{},"filterSet":{}}
        ec2:DescribeLaunchTemplates r {"DescribeLaunchTemplatesRequest":{"MaxResults":200}}
        ec2:RunInstances w {"instancesSet":{"items":[{"imageId":"<ami>","minCount":1,"maxCount":1}]},"instanceType":"m6i.large","subnetId":"<subnet>"}
        ec2:StartInstances w {"instancesSet":{"items":[{"instanceId":"<instance>"}]}} -> {"requestId":"<request>"}
        ec2:StopInstances w {"instancesSet":{"items":[{"instanceId":"<instance>"}]},"force":false} -> {"requestId":"<request>"}
        ec2:TerminateInstances w {"instancesSet":{"items":[{"instanceId":"<instance>"}]}} -> {"requestId":"<request>"}
        ec2:CreateTags w {"resourcesSet":{"items":[{"resourceId":"<instance>"}]},"tagSet":{"items":[{"key":"team","value":"<team>"}]}} -> {"_return":true}
        ec2:CreateVolume w {"size":"100","zone":"<region>a","volumeType":"gp3","encrypted":true} -> {"volumeId":"<volume>","status":"creating"}
        ec2:DeleteVolume w {"volumeId":"<volume>"} -> {"_return":true}
        ec2:CreateSnapshot w {"volumeId":"<volume>","description":"nightly"} -> {"snapshotId":"<snapshot>","volumeId":"<volume>","status":"pending"}
        ec2:DeleteSnapshot w {"snapshotId":"<snapshot>"} -> {"_return":true}
        ec2:ModifySnapshotAttribute w {"snapshotId":"<snapshot>","createVolumePermission":{"add":{"items":[{"userId":"777788889999"}]}},"attributeType":"CREATE_VOLUME_PERMISSION"} -> {"_return":true}
        ec2:CreateSecurityGroup w {"groupName":"<stack>-<number>","groupDescription":"made by <stack>","vpcId":"<vpc>"} -> {"groupId":"<sg>"}
        ec2:DeleteSecurityGroup w {"groupId":"<sg>"} -> {"_return":true}
        ec2:AuthorizeSecurityGroupIngress w {"groupId":"<sg>","ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":443,"toPort":443}]}} -> {"_return":true}
        ecs:ListClusters r {"maxResults":100}
        ecs:DescribeServices r {"cluster":"<cluster>","services":["<team>"]}
        ecs:DescribeTasks r {"cluster":"<cluster>","tasks":["<key>"]}
        ecs:UpdateService w {"cluster":"<cluster>","service":"<team>","forceNewDeployment":true}
        ecs:RegisterTaskDefinition w {"family":"<team>","networkMode":"awsvpc"}
        ecr:DescribeRepositories r {"maxResults":100}
        ecr:GetAuthorizationToken r {}
        ecr:DescribeImages r {"repositoryName":"<repo>"}
        ecr:PutImage w {"repositoryName":"<repo>","imageTag":"build-<number>"}
        eks:ListClusters r {"maxResults":100}
        autoscaling:DescribeAutoScalingGroups r {"autoScalingGroupNames":["<team>"]}
        elasticloadbalancing:DescribeTargetHealth r {"targetGroupArn":"arn:aws:elasticloadbalancing:<region>:<account>:targetgroup/<team>/73e2d6bc24d8a067"}
        elasticloadbalancing:DescribeLoadBalancers r {"pageSize":400}
        lambda:ListFunctions20150331 r
        lambda:GetFunction20150331v2 r {"functionName":"<function>"}
        lambda:GetFunctionConfiguration20150331v2 r {"functionName":"<function>"}
        lambda:GetPolicy20150331v2 r {"functionName":"<function>"}
        lambda:UpdateFunctionCode20150331v2 w {"functionName":"<function>","s3Bucket":"<bucket>","publish":false} -> {"functionName":"<function>","state":"Active"}
        lambda:UpdateFunctionConfiguration20150331v2 w {"functionName":"<function>","timeout":30} -> {"functionName":"<function>","timeout":30}
        lambda:PublishVersion20150331 w {"functionName":"<function>"} -> {"functionName":"<function>","version":"<number>"}
        lambda:AddPermission20150331v2 w {"functionName":"<function>","statementId":"<stack>","action":"lambda:InvokeFunction","principal":"events.amazonaws.com"}
        """;
}
