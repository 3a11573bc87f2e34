namespace Offtrail.Sinks;

/// <summary>How syslog messages travel.</summary>
internal enum SyslogProtocol
{
    /// <summary>RFC 5426. What gets lost is lost without a word.</summary>
    Udp,

    /// <summary>RFC 6587, section 3.4.1: each message behind its length.</summary>
    Tcp,

    /// <summary>RFC 5425: the same over TLS.</summary>
    Tls,
}
