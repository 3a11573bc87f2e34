using System.Diagnostics;
using System.Text;

namespace Offtrail.Tests;

/// <summary>
/// S3, SQS and SNS on a free port of the loopback: the npm package that eng/aws-stand-in fetches, in a process of its own that ends with this one. Without node, npm or the network the tests
/// that need it say so and are skipped.
/// </summary>
public sealed class AwsStandIn : IAsyncLifetime
{
    private const string Program = """
        import { startFauxqs } from "fauxqs";
        const server = await startFauxqs({ port: 0, logger: false });
        console.log(server.port);
        process.stdin.on("data", () => {}).on("end", () => process.exit(0));
        """;

    private static readonly HttpClient s_http = new();

    private Process? _process;
    private string? _missing;

    static AwsStandIn()
    {
        foreach (var (name, value) in ((string, string)[])[("AWS_ACCESS_KEY_ID", "test"), ("AWS_SECRET_ACCESS_KEY", "test"), ("AWS_EC2_METADATA_DISABLED", "true")])
            Environment.SetEnvironmentVariable(name, value);
    }

    private Uri? _address;

    /// <summary>Where it listens. Skips the test when there is none.</summary>
    public Uri Address
    {
        get
        {
            if (_missing is not null) Assert.Skip(_missing);
            return _address!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(6));
        try
        {
            var script = Path.Combine(Root(), "eng", "aws-stand-in");
            using var fetch = Start(script, Root());
            fetch.StandardInput.Close();
            var problems = fetch.StandardError.ReadToEndAsync(limit.Token);
            var folder = (await fetch.StandardOutput.ReadToEndAsync(limit.Token)).Trim();
            await fetch.WaitForExitAsync(limit.Token);
            if (fetch.ExitCode != 0)
            {
                _missing = $"eng/aws-stand-in could not fetch the stand-in for AWS: {(await problems).Trim()}";
                return;
            }

            _process = Start("node", folder, "--input-type=module", "-e", Program);
            _address = new Uri($"http://127.0.0.1:{await _process.StandardOutput.ReadLineAsync(limit.Token)}");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            _missing = $"the stand-in for AWS can't be started: {e.Message}";
        }
    }

    public string Bucket(string name)
    {
        Send(HttpMethod.Put, name, null);
        return name;
    }

    public void Put(string bucket, string key, string content) => Put(bucket, key, Encoding.UTF8.GetBytes(content));

    public void Put(string bucket, string key, byte[] content) =>
        Send(HttpMethod.Put, $"{bucket}/{string.Join('/', key.Split('/').Select(Uri.EscapeDataString))}", new ByteArrayContent(content));

    /// <summary>Makes a queue and gives its address. The host in it is a name only; the queue is asked at <see cref="Address"/>.</summary>
    public Uri Queue(string name)
    {
        using var answer = System.Text.Json.JsonDocument.Parse(Ask("AmazonSQS.CreateQueue", $$"""{"QueueName":"{{name}}"}"""));
        return new Uri(answer.RootElement.GetProperty("QueueUrl").GetString()!);
    }

    public void Message(Uri queue, string body) => Ask("AmazonSQS.SendMessage", $$"""{"QueueUrl":"{{queue}}","MessageBody":{{System.Text.Json.JsonSerializer.Serialize(body)}}}""");

    /// <summary>Takes a message as another receiver would that dies afterwards: it is hidden for so many seconds.</summary>
    public string Take(Uri queue, int hiddenSeconds) => Ask("AmazonSQS.ReceiveMessage", $$"""{"QueueUrl":"{{queue}}","VisibilityTimeout":{{hiddenSeconds}},"MaxNumberOfMessages":10}""");

    /// <summary>Messages that wait and messages that are hidden.</summary>
    public (int Waiting, int Hidden) Count(Uri queue)
    {
        using var answer = System.Text.Json.JsonDocument.Parse(Ask("AmazonSQS.GetQueueAttributes", $$"""{"QueueUrl":"{{queue}}","AttributeNames":["All"]}"""));
        var attributes = answer.RootElement.GetProperty("Attributes");
        return (Number("ApproximateNumberOfMessages"), Number("ApproximateNumberOfMessagesNotVisible"));

        int Number(string name) => int.Parse(attributes.GetProperty(name).GetString()!, System.Globalization.CultureInfo.InvariantCulture);
    }

    private string Ask(string action, string body)
    {
        var content = new StringContent(body, Encoding.UTF8, "application/x-amz-json-1.0");
        content.Headers.Add("X-Amz-Target", action);
        return Send(HttpMethod.Post, "", content);
    }

    private string Send(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, new Uri(Address, "/" + path)) { Content = content };
        using var answer = s_http.Send(request, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(answer.Content.ReadAsStream(TestContext.Current.CancellationToken));
        var text = reader.ReadToEnd();
        return answer.IsSuccessStatusCode ? text : throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {text}");
    }

    private static Process Start(string program, string folder, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static string Root()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Offtrail.slnx"))) return folder;
        throw new InvalidOperationException($"no Offtrail.slnx above {AppContext.BaseDirectory}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is null) return;
        _process.StandardInput.Close();
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
