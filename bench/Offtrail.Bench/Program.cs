using Offtrail.Bench;

return args switch
{
    ["read-json", var folder, var form, var output] => ReadJson.Run(folder, form, output),
    ["speed", var offtrail, var folder] => SpeedBench.Run(offtrail, folder),
    ["memory", var offtrail, var folder, var larger] => MemoryBench.Run(offtrail, folder, larger),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Started by bench/speed and bench/memory; see bench/README.md");
    return 2;
}
