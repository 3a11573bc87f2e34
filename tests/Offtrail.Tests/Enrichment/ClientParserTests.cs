using Offtrail.Events;

namespace Offtrail.Tests.Enrichment;

/// <summary>User agents as trails and documents show them.</summary>
public sealed class ClientParserTests
{
    [Theory]
    [InlineData("aws-cli/1.16.310 Python/3.8.1 Darwin/18.7.0 botocore/1.13.46", "aws-cli", "1.16.310", "macOS", "18.7.0", "cli")]
    [InlineData("[aws-cli/1.11.10 Python/2.7.8 Linux/3.2.45-0.6.wd.865.49.315.metal1.x86_64 botocore/1.4.67]", "aws-cli", "1.11.10", "Linux", "3.2.45-0.6.wd.865.49.315.metal1.x86_64", "cli")]
    [InlineData("aws-cli/1.3.2 Python/2.7.5 Windows/7", "aws-cli", "1.3.2", "Windows", "7", "cli")]
    [InlineData("aws-cli/2.13.5 Python/3.11.4 Linux/4.14.255-314-253.539.amzn2.x86_64 exec-env/CloudShell exe/x86_64.amzn.2 prompt/off command/iam.create-user", "aws-cli", "2.13.5", "Linux", "4.14.255-314-253.539.amzn2.x86_64", "cli")]
    [InlineData("aws-cli/2.17.20 md/awscrt#0.20.11 ua/2.0 os/macos#23.5.0 md/arch#arm64 lang/python#3.11.9", "aws-cli", "2.17.20", "macOS", "23.5.0", "cli")]
    [InlineData("aws-cli/2.32.3 md/awscrt#0.28.4 ua/2.1 os/linux#0.0.0.0-microsoft-standard-WSL2 md/arch#x86_64 lang/python#3.13.9 md/pyimpl#CPython m/g,E,b,Z cfg/retry-mode#standard md/installer#exe md/distrib#ubuntu.24 md/prompt#off md/command#ecr.describe-repositories", "aws-cli", "2.32.3", "Linux", "0.0.0.0-microsoft-standard-WSL2", "cli")]
    [InlineData("AWSPowerShell/3.3.1.0 .NET_Runtime/4.0 .NET_Framework/4.0 OS/Microsoft_Windows_NT_6.1.7601.65536 WindowsPowerShell/4.0 ClientSync", "AWSPowerShell", "3.3.1.0", "Windows", "6.1.7601.65536", "cli")]
    [InlineData("aws-sdk-nodejs/2.1384.0 darwin/v20.16.0 AWS-Toolkit-For-VSCode/3.31.0 Visual-Studio-Code/1.94.2 promise", "AWS-Toolkit-For-VSCode", "3.31.0", "macOS", null, "cli")]
    [InlineData("aws-cli/2.15.0 Python/3.11.6 macOS/14 source/arm64", "aws-cli", "2.15.0", "macOS", "14", "cli")]
    [InlineData("aws-cli/2.13.0 Python/3.11.4 Windows/10 exe/AMD64 prompt/off command/sts.get-caller-identity", "aws-cli", "2.13.0", "Windows", "10", "cli")]
    [InlineData("AWSPowerShell.Common/4.1.500 ua/2.0 os/macos#14.4.0 md/ARCH#Arm64 lang/.NET_Core#8.0.4", "AWSPowerShell", "4.1.500", "macOS", "14.4.0", "cli")]
    [InlineData("kubectl/v1.28.2 (linux/amd64) kubernetes/89a4ea3", "kubectl", "1.28.2", "Linux", null, "cli")]
    [InlineData("aws-sdk-go/1.44.0 (go1.19; linux; amd64) aws-iam-authenticator/0.6.2", "aws-iam-authenticator", "0.6.2", "Linux", null, "cli")]
    public void Tools_for_people_are_cli(string text, string? name, string? version, string? os, string? osVersion, string clientClass) => Check(text, name, version, os, osVersion, clientClass);

    [Theory]
    [InlineData("Boto3/1.24.59 Python/3.8.18 Linux/5.10.209-218.812.amzn2.x86_64 exec-env/AWS_Lambda_python3.8 Botocore/1.27.59", "Boto3", "1.24.59", "Linux", "5.10.209-218.812.amzn2.x86_64")]
    [InlineData("Boto3/1.35.50 md/Botocore#1.35.50 ua/2.0 os/linux#6.8.0-1016-aws md/arch#x86_64 lang/python#3.12.3 md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.35.50", "Boto3", "1.35.50", "Linux", "6.8.0-1016-aws")]
    [InlineData("Botocore/1.29.76 Python/3.9.16 Linux/5.10.165", "Botocore", "1.29.76", "Linux", "5.10.165")]
    [InlineData("aws-sdk-java/1.12.320 Linux/5.10.210-201.852.amzn2.x86_64 OpenJDK_64-Bit_Server_VM/11.0.19+7 java/11.0.19 vendor/Eclipse_Adoptium cfg/retry-mode/legacy", "aws-sdk-java", "1.12.320", "Linux", "5.10.210-201.852.amzn2.x86_64")]
    [InlineData("aws-sdk-java/2.20.74 Linux/5.10.209-198.858.amzn2.x86_64 OpenJDK_64-Bit_Server_VM/17.0.10+7 Java/17.0.10 kotlin vendor/Eclipse_Adoptium io/sync http/Apache cfg/retry-mode/legacy", "aws-sdk-java", "2.20.74", "Linux", "5.10.209-198.858.amzn2.x86_64")]
    [InlineData("aws-sdk-java/1.12.1 Mac_OS_X/10.15.7 OpenJDK_64-Bit_Server_VM/11", "aws-sdk-java", "1.12.1", "macOS", "10.15.7")]
    [InlineData("aws-sdk-java/1.11.80 Windows_Server_2016/10.0 Java_HotSpot(TM)_64-Bit_Server_VM/25.1", "aws-sdk-java", "1.11.80", "Windows", "2016")]
    [InlineData("aws-sdk-go/1.42.10 (go1.19.8; linux; amd64)", "aws-sdk-go", "1.42.10", "Linux", null)]
    [InlineData("m/E aws-sdk-go-v2/1.30.1 os/linux lang/go#1.22.6 md/GOOS#linux md/GOARCH#arm64 api/iam#1.34.1", "aws-sdk-go-v2", "1.30.1", "Linux", null)]
    [InlineData("aws-sdk-js/3.360.0 ua/2.0 os/linux#5.10.209-218.812.amzn2.x86_64 lang/js md/nodejs#14.21.3 api/kms#3.360.0 exec-env/AWS_Lambda_nodejs14.x", "aws-sdk-js", "3.360.0", "Linux", "5.10.209-218.812.amzn2.x86_64")]
    [InlineData("aws-sdk-js/3.600.0 ua/2.0 os/win32#10.0.19045 lang/js md/nodejs#20.11.0 api/s3#3.600.0", "aws-sdk-js", "3.600.0", "Windows", "10.0.19045")]
    [InlineData("aws-sdk-nodejs/2.1650.0 linux/v20.14.0 promise", "aws-sdk-nodejs", "2.1650.0", "Linux", null)]
    [InlineData("aws-sdk-ruby3/3.130.2 ruby/2.7.5 x86_64-linux aws-sdk-s3/1.114.0", "aws-sdk-ruby", "3.130.2", "Linux", null)]
    [InlineData("aws-sdk-php/3.208.7 OS/Linux/5.4.0-1060-aws lang/php/7.4.3 GuzzleHttp/7", "aws-sdk-php", "3.208.7", "Linux", "5.4.0-1060-aws")]
    [InlineData("aws-sdk-dotnet-coreclr/3.3.107.30 aws-sdk-dotnet-core/3.3.107.31 .NET_Core/4.6.28325.01 OS/Microsoft_Windows_10.0.14393 ClientAsync", "aws-sdk-dotnet-coreclr", "3.3.107.30", "Windows", "10.0.14393")]
    [InlineData("aws-sdk-dotnet-coreclr/3.7.1 OS/Darwin_19.6.0_Darwin_Kernel_Version_19.6.0 ClientAsync", "aws-sdk-dotnet-coreclr", "3.7.1", "macOS", "19.6.0")]
    [InlineData("aws-sdk-rust/1.1.7 os/linux lang/rust/1.75.0", "aws-sdk-rust", "1.1.7", "Linux", null)]
    [InlineData("aws-sdk-cpp/1.9.96 Linux/5.4.0-1060-aws x86_64 GCC/9.3.0", "aws-sdk-cpp", "1.9.96", "Linux", "5.4.0-1060-aws")]
    [InlineData("aws-sdk-swift/0.26.0 api/s3/0.26.0 os/macOS lang/swift/5.9", "aws-sdk-swift", "0.26.0", "macOS", null)]
    [InlineData("aws-sdk-kotlin/1.0.30 ua/2.0 api/s3#1.0.30 os/linux#5.15 lang/kotlin#1.9.20", "aws-sdk-kotlin", "1.0.30", "Linux", "5.15")]
    [InlineData("Boto3/1.34.1 md/Botocore#1.34.1 md/awscrt#0.19.19 ua/2.0 os/windows#10 md/arch#amd64 lang/python#3.12.0", "Boto3", "1.34.1", "Windows", "10")]
    [InlineData("aws-sdk-ruby2/2.11.0 ruby/2.5.1 x86_64-linux", "aws-sdk-ruby", "2.11.0", "Linux", null)]
    [InlineData("aws-sdk-dotnet-45/3.3.5.0 .NET_Runtime/4.0 OS/Microsoft_Windows_NT_10.0.14393.0", "aws-sdk-dotnet", "3.3.5.0", "Windows", "10.0.14393.0")]
    [InlineData("aws-sdk-dotnet-netstandard/4.0.1 ua/2.1 os/windows#10.0.20348", "aws-sdk-dotnet-netstandard", "4.0.1", "Windows", "10.0.20348")]
    [InlineData("aws-sdk-elixir/1.0", "aws-sdk-elixir", "1.0", null, null)]
    [InlineData("aws-sdk-s3/1.114.0 aws-sdk-ruby3/3.130.2 ruby/2.7.5 x86_64-linux", "aws-sdk-ruby", "3.130.2", "Linux", null)]
    [InlineData("aws-sdk-js/3.500.0 ua/2.0 os/Windows#NT-10.0 lang/js md/browser#Chrome_120.0.0.0", "aws-sdk-js", "3.500.0", "Windows", "10")]
    public void Programs_that_name_only_their_sdk_are_sdk(string text, string? name, string? version, string? os, string? osVersion) => Check(text, name, version, os, osVersion, "sdk");

    [Theory]
    [InlineData("APN/1.0 HashiCorp/1.0 Terraform/1.5.5 (+https://www.terraform.io) terraform-provider-aws/5.40.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go/1.50.33 (go1.21.7; linux; amd64)", "Terraform", "1.5.5", "Linux")]
    [InlineData("APN/1.0 HashiCorp/1.0 Terraform/1.9.2 (+https://www.terraform.io) terraform-provider-aws/5.58.0", "Terraform", "1.9.2", null)]
    [InlineData("APN/1.0 HashiCorp/1.0 OpenTofu/1.6.2 terraform-provider-aws/5.58.0 aws-sdk-go-v2/1.25", "OpenTofu", "1.6.2", null)]
    [InlineData("APN/1.0 HashiCorp/1.0 packer/1.8.5 (+https://www.packer.io/) aws-sdk-go/1.44.114 (go1.18.9; linux; amd64)", "Packer", "1.8.5", "Linux")]
    [InlineData("APN/1.0 Pulumi/1.0 PulumiAws/6.2.0", "Pulumi", "6.2.0", null)]
    [InlineData("aws-sdk-nodejs/2.1075.0 linux/v14.19.0 promise aws-cdk/2.50.0", "aws-cdk", "2.50.0", "Linux")]
    [InlineData("Boto3/1.26.1 Python/3.9 Linux/5.10 Botocore/1.29.1 Ansible/2.14.3", "Ansible", "2.14.3", "Linux")]
    [InlineData("eksctl/0.100.0 aws-sdk-go-v2/1.16 os/linux lang/go/1.18", "eksctl", "0.100.0", "Linux")]
    [InlineData("Boto3/1.34.1 Python/3.11 Linux/6.1 aws-sam-cli/1.108.0/6f7d2c9e-0000-0000-0000-000000000000", "aws-sam-cli", "1.108.0", "Linux")]
    [InlineData("serverless-framework/3.30.1 aws-sdk-nodejs/2.1300.0 linux/v18.1.0 promise", "Serverless", "3.30.1", "Linux")]
    public void Tools_that_build_from_code_are_iac_whatever_sdk_they_use(string text, string? name, string? version, string? os) => CheckBriefly(text, name, version, os, "iac");

    [Theory]
    [InlineData("stratus-red-team_54d79918-8729-4201-83e6-6a600173b8e3", "Stratus Red Team", null)]
    [InlineData("aws-cli/2.17.60 md/awscrt#0.21.2 ua/2.0 os/macos#23.6.0 exec-env/grimoire_5ee6ac99-1a3a-439c-a8d6-a576883a1e8e cfg/retry-mode#standard", "Grimoire", null)]
    [InlineData("TruffleHog", "TruffleHog", null)]
    [InlineData("Boto3/1.26 md/Botocore#1.29 app/Pacu", "Pacu", null)]
    [InlineData("CloudFox/1.14.0 aws-sdk-go-v2/1.25", "CloudFox", "1.14.0")]
    [InlineData("enumerate-iam", "enumerate-iam", null)]
    [InlineData("WeirdAAL", "WeirdAAL", null)]
    [InlineData("Mozilla/5.0 (compatible; Nmap Scripting Engine; https://nmap.org/book/nse.html)", "Nmap", null)]
    [InlineData("sqlmap/1.7.2#stable (https://sqlmap.org)", "sqlmap", "1.7.2")]
    public void Tools_for_attacking_go_before_everything_else(string text, string? name, string? version) => ParseOf(text).ShouldSatisfyAllConditions(
        c => c.Name.ShouldBe(name), c => c.Version.ShouldBe(version), c => c.Class.ShouldBe(ClientClass.OffensiveTool));

    [Theory]
    [InlineData("Boto3/1.26 Python/3.9 Linux/5.10 Botocore/1.29 APN_1826889", "Prowler", null, "Linux", "security_audit")]
    [InlineData("CloudCustodian/0.8.23.2 Python/2.7.12 Linux/4.4.51-40.60.amzn1.x86_64 exec-env/AWS_Lambda_python2.7 Botocore/1.5.43", "CloudCustodian", "0.8.23.2", "Linux", "security_audit")]
    [InlineData("Scout Suite/5.12.0", "ScoutSuite", "5.12.0", null, "security_audit")]
    [InlineData("aws-sdk-go-v2/1.17.1 os/linux lang/go/1.19 Steampipe/0.17.2 (+https://steampipe.io)", "Steampipe", "0.17.2", "Linux", "security_audit")]
    [InlineData("CloudMapper/2.9", "CloudMapper", "2.9", null, "security_audit")]
    [InlineData("Cartography/0.90 Boto3/1.28.1", "Cartography", "0.90", null, "security_audit")]
    [InlineData("aws-sdk-go/1.38.0 (go1.15; linux; amd64) kubernetes/v1.21.2", "kubernetes", "1.21.2", "Linux", "agent")]
    [InlineData("[S3 Browser 9.5.5 https://s3browser.com]", "S3 Browser", "9.5.5", null, "storage_tool")]
    [InlineData("S3 Browser/10.9.9 (https://s3browser.com)", "S3 Browser", "10.9.9", null, "storage_tool")]
    [InlineData("Cyberduck/8.5.1.39174 (Mac OS X/12.6) (x86_64)", "Cyberduck", "8.5.1.39174", "macOS", "storage_tool")]
    [InlineData("rclone/v1.60.1", "rclone", "1.60.1", null, "storage_tool")]
    [InlineData("s3fs/1.90 (commit hash unknown; OpenSSL)", "s3fs", "1.90", null, "storage_tool")]
    [InlineData("aws-sdk-go/1.44.256 (go1.20.4; linux; amd64) S3Manager s5cmd/v2.1.0", "s5cmd", "2.1.0", "Linux", "storage_tool")]
    [InlineData("WinSCP/5.21.5 neon/0.32.2", "WinSCP", "5.21.5", null, "storage_tool")]
    [InlineData("MinIO (linux; amd64) minio-go/v7.0.61 mc/RELEASE.2023-07-11T23-30-44Z", "mc", "RELEASE.2023-07-11T23-30-44Z", "Linux", "storage_tool")]
    [InlineData("aws-sdk-go/1.44.260 (go1.20.12; linux; amd64) amazon-ssm-agent/", "amazon-ssm-agent", null, "Linux", "agent")]
    [InlineData("aws-sdk-go/1.55.5 (go1.23.8; windows; amd64) exec-env/EC2 amazon-ssm-agent/3.3.2471.0", "amazon-ssm-agent", "3.3.2471.0", "Windows", "agent")]
    [InlineData("aws-sdk-go/1.45.15 (go1.21.3; linux; amd64) karpenter.sh-v0.31.2", "karpenter", "0.31.2", "Linux", "agent")]
    [InlineData("amazon-vpc-cni-k8s/version/v1.15.4 aws-sdk-go/1.47.0 (go1.21.4; linux; amd64)", "amazon-vpc-cni-k8s", "1.15.4", "Linux", "agent")]
    [InlineData("Hadoop 3.3.1, aws-sdk-java/1.11.901 Linux/4.14 OpenJDK_64-Bit_Server_VM/25", "Hadoop", "3.3.1", "Linux", "agent")]
    [InlineData("curl/7.88.1", "curl", "7.88.1", null, "http_client")]
    [InlineData("Wget/1.21.3 (linux-gnu)", "Wget", "1.21.3", "Linux", "http_client")]
    [InlineData("python-requests/2.31.0", "python-requests", "2.31.0", null, "http_client")]
    [InlineData("Go-http-client/1.1", "Go-http-client", "1.1", null, "http_client")]
    [InlineData("Java/1.8.0_292", "Java", "1.8.0_292", null, "http_client")]
    [InlineData("okhttp/4.9.3", "okhttp", "4.9.3", null, "http_client")]
    [InlineData("PostmanRuntime/7.32.3", "PostmanRuntime", "7.32.3", null, "http_client")]
    [InlineData("Jersey/${project.version} (HttpUrlConnection 17.0.12)", "Jersey", null, null, "http_client")]
    [InlineData("Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.19041.1682", "PowerShell", "5.1.19041.1682", "Windows", "http_client")]
    public void Other_tools_are_known_by_their_own_name(string text, string? name, string? version, string? os, string clientClass) => CheckBriefly(text, name, version, os, clientClass);

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36", "Chrome", "126.0.0.0", "Windows", "10")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0", "Edge", "126.0.0.0", "Windows", "10")]
    [InlineData("Mozilla/5.0 (Windows NT 6.1; WOW64; rv:24.0) Gecko/20100101 Firefox/24.0", "Firefox", "24.0", "Windows", "7")]
    [InlineData("Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0", "Firefox", "115.0", "Linux", null)]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Safari/605.1.15", "Safari", "17.4.1", "macOS", "10.15.7")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.5 Mobile/15E148 Safari/604.1", "Safari", "16.5", "iOS", "16.5")]
    [InlineData("Mozilla/5.0 (iPad; CPU OS 16_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.5 Mobile/15E148 Safari/604.1", "Safari", "16.5", "iPadOS", "16.5")]
    [InlineData("Mozilla/5.0 (Linux; Android 13; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/116.0.0.0 Mobile Safari/537.36", "Chrome", "116.0.0.0", "Android", "13")]
    [InlineData("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36", "Chrome", "114.0.0.0", "Chrome OS", "14541.0.0")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko", "Internet Explorer", "11.0", "Windows", "10")]
    [InlineData("Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.2; Trident/6.0)", "Internet Explorer", "10.0", "Windows", "8")]
    public void Browsers_are_told_from_their_ancestors(string text, string? name, string? version, string? os, string? osVersion) => Check(text, name, version, os, osVersion, "browser");

    [Theory]
    [InlineData("console.amazonaws.com", "console.amazonaws.com", null, "console")]
    [InlineData("console.ec2.amazonaws.com", "console.ec2.amazonaws.com", null, "console")]
    [InlineData("signin.amazonaws.com", "signin.amazonaws.com", null, "console")]
    [InlineData("AWSConsole", "AWSConsole", null, "console")]
    [InlineData("[S3Console/0.4, aws-internal/3 aws-sdk-java/1.11.1030 Linux/5.4.181 OpenJDK_64-Bit_Server_VM/25.322-b06 java/1.8.0_322 vendor/Oracle_Corporation cfg/retry-mode/standard]", "S3Console", "0.4", "console")]
    [InlineData("EC2ConsoleFrontend, aws-internal/3 aws-sdk-java/1.11.848 Linux/4.9.217-0.1.ac.205.84.332.metal1.x86_64 OpenJDK_64-Bit_Server_VM/25.262-b10", "EC2ConsoleFrontend", null, "console")]
    [InlineData("EC2ConsoleBackend, aws-sdk-java/Linux/x.xx.fleetxen Java_HotSpot(TM)_64-Bit_Server_VM/xx", "EC2ConsoleBackend", null, "console")]
    [InlineData("aws-internal/3 aws-sdk-java/1.12.667 Linux/4.14.336-257.562.amzn2.x86_64 OpenJDK_64-Bit_Server_VM/17.0.10+9-LTS java/17.0.10", "aws-internal", "3", "aws_service")]
    [InlineData("AWS Internal", "AWS Internal", null, "aws_service")]
    [InlineData("aws internal", "AWS Internal", null, "aws_service")]
    [InlineData("cloudformation.amazonaws.com", "cloudformation.amazonaws.com", null, "aws_service")]
    [InlineData("CloudFormation.amazonAWS.com", "cloudformation.amazonaws.com", null, "aws_service")]
    [InlineData("dynamodb.application-autoscaling.amazonaws.com", "dynamodb.application-autoscaling.amazonaws.com", null, "aws_service")]
    [InlineData("ec2.amazonaws.com.cn", "ec2.amazonaws.com.cn", null, "aws_service")]
    public void The_console_and_services_are_told_apart(string text, string? name, string? version, string clientClass) => ParseOf(text).ShouldSatisfyAllConditions(
        c => c.Name.ShouldBe(name), c => c.Version.ShouldBe(version), c => c.Class.Text().ShouldBe(clientClass));

    [Theory]
    [InlineData("aws-cli/1.16.310 Python/3.8.1 Linux/5.10.0-kali9-amd64 botocore/1.13.46", "kali", "cli")]
    [InlineData("aws-cli/2.15.30 Python/3.11.8 Linux/6.6.9-amd64 exe/x86_64.kali.2023 prompt/off command/s3.ls", "kali", "cli")]
    [InlineData("aws-cli/2.17.20 md/awscrt#0.20.11 ua/2.0 os/linux#6.8.11-amd64 md/arch#x86_64 md/distrib#kali.2024", "kali", "cli")]
    [InlineData("aws-cli/2.9.19 Python/3.11.8 Linux/6.6.9-amd64 source/x86_64.kali.2023 prompt/off command/sts.get-caller-identity", "kali", "cli")]
    [InlineData("aws-cli/2.9.19 Python/3.11.8 Linux/6.6.9-amd64 source-sandbox/x86_64.kali.2023", "kali", "cli")]
    [InlineData("aws-cli/2.34.56 Python/3.13.12 Linux/6.19.14+kali-amd64 source/x86_64.debian.13", "kali", "cli")]
    [InlineData("aws-cli/2.9.19 Python/3.11.8 Linux/6.6.9-alkali-kali9 source/x86_64", "kali", "cli")]
    [InlineData("aws-cli/2.15.19 Python/3.11.7 Linux/6.7.6-arch1-1 source/x86_64.arch prompt/off command/lambda.invoke", null, "cli")]
    [InlineData("Boto3/1.28 md/Botocore#1.31 ua/2.0 os/linux#6.1.0-1parrot1-amd64 lang/python#3.9", "parrot", "sdk")]
    [InlineData("Boto3/1.7.61 Python/2.7 Linux/4.17.2-pentoo Botocore/1.10.62", "pentoo", "sdk")]
    [InlineData("aws-cli/2.17.20 ua/2.0 os/linux#6.9 md/distrib#blackarch", "blackarch", "cli")]
    [InlineData("aws-cli/2.17.20 ua/2.0 os/linux#6.9 md/distrib#alkalinux", null, "cli")]
    [InlineData("kali-notes/1.0 aws-sdk-go/1.44 (go1.20; linux; amd64)", null, "sdk")]
    public void A_distribution_for_attacking_is_told_beside_the_client(string text, string? distribution, string clientClass)
    {
        ParseOf(text).OffensiveOs.ShouldBe(distribution);
        ParseOf(text).Class.Text().ShouldBe(clientClass);
    }

    [Theory]
    [InlineData("", null, null)]
    [InlineData("[]", null, null)]
    [InlineData("ElasticWolf/5.1", "ElasticWolf", "5.1")]
    [InlineData("orders-service/2.3 (prod)", "orders-service", "2.3")]
    [InlineData("does-not-matter", "does-not-matter", null)]
    [InlineData("3f2a9c1e-0000-4000-8000-123456789012", null, null)]
    [InlineData("run-20260501083000/1.0", null, null)]
    [InlineData("vault_sync/1.0", "vault_sync", "1.0")]
    [InlineData("nebula_api/2.0", "nebula_api", "2.0")]
    [InlineData("REDACTED", "REDACTED", null)]
    [InlineData("got Java Vector", "got", null)]
    [InlineData("some words Java Vector mc", null, null)]
    public void What_no_table_knows_keeps_its_own_name_unless_that_is_an_id(string text, string? name, string? version) => ParseOf(text).ShouldSatisfyAllConditions(
        c => c.Name.ShouldBe(name), c => c.Version.ShouldBe(version), c => c.OffensiveOs.ShouldBeNull());

    [Theory]
    [InlineData("Cyberduck/9.0.2.42108 (Windows 11/10.0) (amd64)", "Windows", "11")]
    [InlineData("Cyberduck/9.0.2.42108 (Mac OS X/14.4) (aarch64)", "macOS", "14.4")]
    public void A_system_in_a_tools_comment_is_read_with_its_version(string text, string os, string osVersion) => ParseOf(text).ShouldSatisfyAllConditions(
        c => c.OsName.ShouldBe(os), c => c.OsVersion.ShouldBe(osVersion));

    private static Client ParseOf(string text) => ClientParser.Parse(Utf8.Of(text));

    private static void Check(string text, string? name, string? version, string? os, string? osVersion, string clientClass)
    {
        CheckBriefly(text, name, version, os, clientClass);
        ParseOf(text).OsVersion.ShouldBe(osVersion);
    }

    private static void CheckBriefly(string text, string? name, string? version, string? os, string clientClass) => ParseOf(text).ShouldSatisfyAllConditions(
        c => c.Name.ShouldBe(name), c => c.Version.ShouldBe(version), c => c.OsName.ShouldBe(os), c => c.Class.Text().ShouldBe(clientClass));
}
