using System.Security.Cryptography;
using System.Text;

namespace Offtrail.Reports;

/// <summary>How the report looks. The page allows this style by its hash and nothing else at all.</summary>
internal static class ReportStyle
{
    public const string Css = """
        body{font:15px/1.5 system-ui,sans-serif;color:#1b1f24;background:#fff;max-width:62rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}
        h1{font-size:1.6rem;margin:0 0 .5rem}h2{font-size:1.2rem;margin:2rem 0 .5rem;border-bottom:1px solid #d0d7de;padding-bottom:.2rem}h3{font-size:1rem;margin:1.4rem 0 .3rem}
        .verdict{border:1px solid #d0d7de;border-left:.5rem solid #57606a;padding:.6rem 1rem;margin:1rem 0}.verdict.attack{border-left-color:#a40e26}.verdict.harmless{border-left-color:#1a7f37}.verdict.look{border-left-color:#9a6700}
        .verdict p{margin:.2rem 0}.verdict .says{font-size:1.25rem;font-weight:600}
        .lean{font-weight:600;white-space:nowrap}.lean.suspicious{color:#a40e26}.lean.harmless{color:#1a7f37}
        dl{display:grid;grid-template-columns:fit-content(40%) minmax(0,1fr);gap:.1rem 1rem;margin:.4rem 0;font-size:.9rem}dt{color:#57606a}dd{margin:0}
        pre{background:#f6f8fa;border:1px solid #d0d7de;padding:.5rem .7rem;white-space:pre-wrap;overflow-wrap:anywhere;font:13px/1.45 ui-monospace,monospace;margin:.3rem 0}
        table{border-collapse:collapse;font-size:.85rem;margin:.4rem 0}th,td{border:1px solid #d0d7de;padding:.15rem .45rem;text-align:left;vertical-align:top}th{background:#f6f8fa}td.n{text-align:right}.k{white-space:nowrap}
        figure{margin:1.2rem 0}figcaption{font-weight:600;margin-bottom:.3rem}svg{display:block;width:100%;height:auto;background:#fff;border:1px solid #d0d7de}
        svg text{font:11px system-ui,sans-serif;fill:#1b1f24}.bar{fill:#0550ae}.now{fill:#a40e26}.mark{fill:none;stroke:#a40e26;stroke-width:3}.axis{stroke:#57606a;stroke-width:1;fill:none}.box{fill:#f6f8fa;stroke:#57606a}.bad{stroke:#a40e26;stroke-dasharray:4 3}
        .h0{fill:#fff;stroke:#d0d7de}.h1{fill:#b6d4fe;stroke:#d0d7de}.h2{fill:#6ea8fe;stroke:#d0d7de}.h3{fill:#0a58ca;stroke:#d0d7de}.h4{fill:#052c65;stroke:#d0d7de}
        footer{margin-top:2.5rem;color:#57606a;font-size:.85rem}summary{cursor:pointer}
        @media print{html{font-size:11px}body{margin:0;max-width:none;font-size:1rem}pre{font-size:.9rem}h2,h3,figcaption,summary{break-after:avoid}svg,.verdict,pre,tr{break-inside:avoid}details::details-content{content-visibility:visible;display:block;height:auto}nav{display:none}}
        """;

    /// <summary>The policy of the page: no script, no picture, no font, no frame, no request, no form, this style alone.</summary>
    public static string Policy { get; } = $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'; base-uri 'none'; form-action 'none'";
}
