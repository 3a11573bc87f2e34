namespace Offtrail.Sources.Demo;

/// <summary>Clients, in the words by which they make themselves known.</summary>
internal static class Agents
{
    public const string StolenKeyClient = "Boto3/1.26.165 Python/3.11.4 Linux/6.3.0-kali1-amd64 Botocore/1.29.165";

    public const string BackupScript =
        "Boto3/1.34.131 md/Botocore#1.34.131 ua/2.0 os/linux#5.14.0-427.el9.x86_64 md/arch#x86_64 lang/python#3.9.18 cfg/retry-mode#standard";

    public const string WebsiteScript =
        "aws-cli/2.15.38 Python/3.11.8 Linux/5.15.0-105-generic exe/x86_64.ubuntu.22 prompt/off";

    public const string InstanceManager = "aws-sdk-go/1.55.5 (go1.22.5; linux; amd64) amazon-ssm-agent/";

    public static readonly string[] Browsers =
    [
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36",
        "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36",
    ];

    public static readonly string[] CommandLines =
    [
        "aws-cli/2.17.20 md/awscrt#0.20.11 ua/2.0 os/macos#23.5.0 md/arch#arm64 lang/python#3.11.9 md/pyimpl#CPython cfg/retry-mode#standard",
        "aws-cli/2.17.44 md/awscrt#0.21.2 ua/2.0 os/linux#6.8.0-45-generic md/arch#x86_64 lang/python#3.11.9 md/pyimpl#CPython cfg/retry-mode#standard",
        "aws-cli/2.18.5 md/awscrt#0.22.0 ua/2.0 os/windows#10 md/arch#amd64 lang/python#3.12.6 md/pyimpl#CPython cfg/retry-mode#standard",
    ];

    /// <summary>To this the command lines are upgraded, one person after the other.</summary>
    public static readonly string[] NewCommandLines =
    [
        "aws-cli/2.22.4 md/awscrt#0.22.0 ua/2.0 os/macos#24.1.0 md/arch#arm64 lang/python#3.12.6 md/pyimpl#CPython cfg/retry-mode#standard",
        "aws-cli/2.22.4 md/awscrt#0.22.0 ua/2.0 os/linux#6.8.0-48-generic md/arch#x86_64 lang/python#3.12.6 md/pyimpl#CPython cfg/retry-mode#standard",
        "aws-cli/2.22.4 md/awscrt#0.22.0 ua/2.0 os/windows#10 md/arch#amd64 lang/python#3.12.6 md/pyimpl#CPython cfg/retry-mode#standard",
    ];

    public static readonly string[] Services =
    [
        "aws-sdk-java/2.28.16 Linux/5.10.226-214.880.amzn2.x86_64 OpenJDK_64-Bit_Server_VM/21.0.4+7-LTS Java/21.0.4 vendor/Eclipse_Adoptium io/async",
        "Boto3/1.35.36 md/Botocore#1.35.36 ua/2.0 os/linux#5.10.226-214.880.amzn2.x86_64 md/arch#x86_64 lang/python#3.12.6 cfg/retry-mode#legacy",
        "aws-sdk-go-v2/1.32.2 ua/2.0 os/linux lang/go#1.23.2 md/GOOS#linux md/GOARCH#amd64",
        "aws-sdk-js/3.670.0 ua/2.1 os/linux#5.10.226-214.880.amzn2.x86_64 lang/js md/nodejs#20.17.0",
    ];

    public static readonly string[] Deployers =
    [
        "aws-cli/2.17.60 md/awscrt#0.21.2 ua/2.0 os/linux#6.5.0-1025 md/arch#x86_64 lang/python#3.11.9 md/pyimpl#CPython cfg/retry-mode#standard",
        "APN/1.0 HashiCorp/1.0 Terraform/1.9.7 (+https://www.terraform.io) terraform-provider-aws/5.70.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.31.0",
        "Boto3/1.35.24 md/Botocore#1.35.24 ua/2.0 os/linux#6.5.0-1025 md/arch#x86_64 lang/python#3.12.6 pytest cfg/retry-mode#legacy",
    ];

    public const string NewInfrastructure =
        "APN/1.0 HashiCorp/1.0 Terraform/1.10.1 (+https://www.terraform.io) terraform-provider-aws/5.80.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.32.6";
}
