using static Offtrail.Events.ClientClass;

namespace Offtrail.Events;

/// <summary>
/// Tools for attacking. Many of them keep the SDK's user agent, so their absence here proves nothing; a few are listed
/// because the people who run them, or a setting of theirs, put the name in.
/// </summary>
internal static class OffensiveProducts
{
    public static readonly Product[] Rows =
    [
        new("stratus-red-team", "Stratus Red Team", OffensiveTool),
        new("grimoire", "Grimoire", OffensiveTool), // runs attack techniques to record their logs; stands in exec-env
        new("Pacu", "Pacu", OffensiveTool),
        new("CloudFox", "CloudFox", OffensiveTool),
        new("enumerate-iam", "enumerate-iam", OffensiveTool),
        new("WeirdAAL", "WeirdAAL", OffensiveTool),
        new("TruffleHog", "TruffleHog", OffensiveTool), // tries found keys; also run by defenders on their own code
        new("gitleaks", "gitleaks", OffensiveTool),
        new("keyhacks", "keyhacks", OffensiveTool),
        new("Leonidas", "Leonidas", OffensiveTool),
        new("Nebula", "Nebula", OffensiveTool),
        new("KintoUn", "Kintoun", OffensiveTool),
        new("nimbostratus", "nimbostratus", OffensiveTool),
        new("barq", "barq", OffensiveTool),
        new("CloudJack", "CloudJack", OffensiveTool),
        new("CloudGoat", "CloudGoat", OffensiveTool),
        new("CloudBrute", "CloudBrute", OffensiveTool),
        new("cloud_enum", "cloud_enum", OffensiveTool),
        new("aws_consoler", "aws_consoler", OffensiveTool),
        new("aws_pwn", "aws_pwn", OffensiveTool),
        new("awspx", "awspx", OffensiveTool),
        new("Endgame", "Endgame", OffensiveTool),
        new("S3Scanner", "S3Scanner", OffensiveTool),
        new("bucket_finder", "bucket_finder", OffensiveTool),
        new("dsnap", "dsnap", OffensiveTool),
        new("Peirates", "Peirates", OffensiveTool),
        new("BloodHound", "BloodHound", OffensiveTool),
        new("atomic-red-team", "Atomic Red Team", OffensiveTool),
        new("caldera", "Caldera", OffensiveTool),
        new("Metasploit", "Metasploit", OffensiveTool),
        new("sqlmap", "sqlmap", OffensiveTool),
        new("Nuclei", "Nuclei", OffensiveTool),
        new("Nmap", "Nmap", OffensiveTool),
        new("Nmap Scripting", "Nmap", OffensiveTool),
        new("masscan", "masscan", OffensiveTool),
        new("zgrab", "zgrab", OffensiveTool),
        new("gobuster", "gobuster", OffensiveTool),
        new("ffuf", "ffuf", OffensiveTool),
        new("Nikto", "Nikto", OffensiveTool),
        new("feroxbuster", "feroxbuster", OffensiveTool),
    ];
}
