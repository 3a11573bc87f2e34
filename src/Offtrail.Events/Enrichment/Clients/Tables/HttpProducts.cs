namespace Offtrail.Events;

/// <summary>General HTTP programs and libraries: who signs calls with them has written the signing, or has a tool that did.</summary>
internal static class HttpProducts
{
    public static readonly Product[] Rows =
    [
        new("curl", "curl", ClientClass.HttpClient),
        new("libcurl", "curl", ClientClass.HttpClient),
        new("Wget", "Wget", ClientClass.HttpClient),
        new("HTTPie", "HTTPie", ClientClass.HttpClient),
        new("awscurl", "awscurl", ClientClass.HttpClient, 4),
        new("PostmanRuntime", "PostmanRuntime", ClientClass.HttpClient, 4),
        new("insomnia", "insomnia", ClientClass.HttpClient, 4),
        new("bruno-runtime", "bruno-runtime", ClientClass.HttpClient, 4),
        new("WindowsPowerShell", "PowerShell", ClientClass.HttpClient, 4),
        new("PowerShell", "PowerShell", ClientClass.HttpClient, 4),
        new("python-requests", "python-requests", ClientClass.HttpClient),
        new("Python-urllib", "Python-urllib", ClientClass.HttpClient),
        new("python-urllib3", "python-urllib3", ClientClass.HttpClient),
        new("python-httpx", "python-httpx", ClientClass.HttpClient),
        new("aiohttp", "aiohttp", ClientClass.HttpClient),
        new("Go-http-client", "Go-http-client", ClientClass.HttpClient),
        new("Java", "Java", ClientClass.HttpClient, 16), // SDKs name their Java as well
        new("Java-http-client", "Java-http-client", ClientClass.HttpClient),
        new("Apache-HttpClient", "Apache-HttpClient", ClientClass.HttpClient),
        new("Jersey", "Jersey", ClientClass.HttpClient),
        new("okhttp", "okhttp", ClientClass.HttpClient),
        new("axios", "axios", ClientClass.HttpClient),
        new("node-fetch", "node-fetch", ClientClass.HttpClient),
        new("undici", "undici", ClientClass.HttpClient),
        new("got", "got", ClientClass.HttpClient),
        new("reqwest", "reqwest", ClientClass.HttpClient),
        new("hyper", "hyper", ClientClass.HttpClient),
        new("Guzzle", "Guzzle", ClientClass.HttpClient),
        new("GuzzleHttp", "Guzzle", ClientClass.HttpClient),
        new("libwww-perl", "libwww-perl", ClientClass.HttpClient),
        new("Faraday", "Faraday", ClientClass.HttpClient),
        new("rest-client", "rest-client", ClientClass.HttpClient),
        new("RestSharp", "RestSharp", ClientClass.HttpClient),
        new("Dart", "Dart", ClientClass.HttpClient),
    ];
}
