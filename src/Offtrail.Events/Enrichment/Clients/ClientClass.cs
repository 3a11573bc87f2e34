namespace Offtrail.Events;

/// <summary>What kind of program made a call, as far as its user agent tells. The stable text of a class is <see cref="ClientClasses.Text"/>.</summary>
public enum ClientClass
{
    /// <summary>A text that says nothing which the tables know; also no text at all.</summary>
    Other,

    /// <summary>The AWS Management Console, its sign-in page, or the back end of a console page.</summary>
    Console,

    /// <summary>A web browser that reached an API itself: most often someone at the console.</summary>
    Browser,

    /// <summary>AWS's tools for people at a terminal or in an editor: the AWS CLI, PowerShell, toolkits.</summary>
    Cli,

    /// <summary>A program that calls through an SDK and says no more about itself.</summary>
    Sdk,

    /// <summary>A tool that builds infrastructure from code: Terraform, CDK, Ansible.</summary>
    Iac,

    /// <summary>An AWS service: a service principal, or AWS's internal client.</summary>
    AwsService,

    /// <summary>A program that runs unattended: agents on hosts, controllers of clusters, monitoring and data platforms.</summary>
    Agent,

    /// <summary>A tool for attacking, or for imitating attacks.</summary>
    OffensiveTool,

    /// <summary>A tool that reads a whole account to find weaknesses or to list what is there.</summary>
    SecurityAudit,

    /// <summary>A tool that moves objects to and from S3.</summary>
    StorageTool,

    /// <summary>A general HTTP library or program, without an SDK.</summary>
    HttpClient,
}
