using DuckDB.NET.Data;

namespace Offtrail.Bench;

/// <summary>The other program: DuckDB's own read_json of the same files into one Parquet file, on two threads.</summary>
internal static class ReadJson
{
    public static int Run(string folder, string form, string output)
    {
        // "auto": the schema is detected, as a user would call it (union_by_name, since no two files have the same members).
        // "text": the records stay JSON text; nothing is parsed out of them. The least that read_json can do.
        var options = form == "auto" ? "union_by_name=true" : "columns={Records:'JSON[]'}";
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SET threads=2; SET preserve_insertion_order=false;
            COPY (SELECT unnest(Records) AS record FROM read_json('{folder}/**/*.json.gz', {options}, maximum_object_size=100000000))
            TO '{output}' (FORMAT parquet, COMPRESSION zstd)
            """;
        command.ExecuteNonQuery();
        return 0;
    }
}
