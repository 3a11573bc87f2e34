using Offtrail.Cli;

// The composition root: the one place that names the system's clock and console.
#pragma warning disable RS0030
return await App.RunAsync(args, TimeProvider.System, StandardStreams.Open()).ConfigureAwait(false);
