using System.Buffers;

namespace Offtrail.Events;

/// <summary>One pass over the pieces of a user agent: products, comments, and the key/value pieces that newer SDKs write.</summary>
internal ref struct ClientScan(ReadOnlySpan<char> text)
{
    private static readonly SearchValues<char> s_separators = SearchValues.Create(" \t\r\n()[]{};,\"'<>");

    private const int LongestAwsKey = 14; // "source-sandbox"

    private readonly ReadOnlySpan<char> _text = text;
    private OsFinder _os;
    private ReadOnlySpan<char> _name; // as written, where no row of a table gives the name
    private ReadOnlySpan<char> _version;
    private ReadOnlySpan<char> _safariVersion;
    private ReadOnlySpan<char> _firstName;
    private ReadOnlySpan<char> _firstVersion;
    private Product _best;
    private int _rank = int.MaxValue;
    private int _pieces;

    public Client Run()
    {
        var rest = _text;
        while (true)
        {
            var start = rest.IndexOfAnyExcept(s_separators);
            if (start < 0) break;
            rest = rest[start..];
            var end = rest.IndexOfAny(s_separators);
            if (end < 0) end = rest.Length;
            _pieces++;
            Take(rest[..end], rest[end..]);
            rest = rest[end..];
        }

        return Result();
    }

    private void Take(ReadOnlySpan<char> piece, ReadOnlySpan<char> after)
    {
        var cut = piece.IndexOfAny('/', '#');
        if (cut < 0)
        {
            if (Products.MayBeginTwoWords(piece) && TakeTwoWords(piece, after)) return;
            if ((_pieces == 1 || IsTelling(piece)) && TryTakeProduct(piece, default, after)) return;
            if (_os.TryTake(piece, after)) return;
            if (_pieces == 1 && IsName(piece)) _firstName = piece;
            return;
        }

        var name = piece[..cut];
        var value = piece[(cut + 1)..];
        if (name.Length <= LongestAwsKey && TryTakeKey(name, value)) return;
        if (TryTakeProduct(name, value, after) || _os.TryTake(piece, after)) return;
        if (!_firstName.IsEmpty || !IsName(name) || VersionText.In(value) is not { IsEmpty: false } version) return;
        _firstName = name;
        _firstVersion = version;
    }

    /// <summary>The keys of the form that AWS's SDKs have written since 2021: <c>os/linux#5.10 md/distrib#ubuntu app/name exec-env/…</c>.</summary>
    private bool TryTakeKey(ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        if (Is(key, "os")) _os.TakeOs(value);
        else if (IsInstaller(key)) _os.TakeDistribution(value);
        else if (Is(key, "Version")) _safariVersion = VersionText.In(value);
        else if (Is(key, "md") || Is(key, "app") || Is(key, "lib") || Is(key, "ft") || Is(key, "exec-env"))
        {
            var cut = value.IndexOfAny('#', '/');
            var name = cut < 0 ? value : value[..cut];
            var inner = cut < 0 ? default : value[(cut + 1)..];
            if (Is(name, "distrib")) _os.TakeDistribution(inner);
            else if (Is(name, "GOOS")) _os.TakeOs(inner);
            else TryTakeProduct(name, inner, default);
        }
        else return Is(key, "m") || Is(key, "ua") || Is(key, "api") || Is(key, "lang") || Is(key, "cfg") || Is(key, "APN") || Is(key, "command") || Is(key, "prompt");

        return true;
    }

    private bool TakeTwoWords(ReadOnlySpan<char> piece, ReadOnlySpan<char> after)
    {
        if (after.IsEmpty || after[0] != ' ') return false;
        var second = after[1..];
        var end = second.IndexOfAny(s_separators);
        if (end < 0) end = second.Length;
        if (second[..end].IndexOf('/') is >= 0 and var slash) end = slash;
        var both = _text.Slice(_text.Length - after.Length - piece.Length, piece.Length + 1 + end);
        return TryTakeProduct(both, second[end..] is ['/', ..] value ? value[1..] : default, second[end..]);
    }

    private bool TryTakeProduct(ReadOnlySpan<char> name, ReadOnlySpan<char> value, ReadOnlySpan<char> after)
    {
        if (!Products.TryFind(name, out var product, out var rest))
        {
            if (IsConsole(name)) product = new Product("", "", ClientClass.Console);
            else if (IsSdk(name)) product = new Product("", "", ClientClass.Sdk, Order: 13); // behind the rows: "aws-sdk-s3" is a part of one
            else return false;
        }

        if (product.Rank >= _rank) return true;
        _best = product;
        _rank = product.Rank;
        _name = name;
        _version = VersionText.In(value);
        if (_version.IsEmpty) _version = rest.IsEmpty || rest[0] != 'v' ? default : VersionText.Leading(rest);
        if (_version.IsEmpty && value.IsEmpty && after.Length > 1 && after[0] == ' ')
            _version = VersionText.Leading(after[1..]); // "S3 Browser 9.5.5", "Hadoop 3.3.1"
        return true;
    }

    private readonly Client Result()
    {
        if (_rank == int.MaxValue)
        {
            var known = _firstVersion.IsEmpty && _pieces > 1 ? default : _firstName;
            if (known.IsEmpty && _os.Name is null && _os.Offensive is null) return Client.Unknown;
            return new(Text(known), Text(_firstVersion), _os.Name, _os.Version, ClientClass.Other, _os.Offensive);
        }

        var version = _best.Key switch
        {
            "Safari" when !_safariVersion.IsEmpty => _safariVersion,
            "Trident" => OfTrident(_version),
            _ => _version,
        };
        return new(_best.Name is "" ? _name.ToString() : _best.Name, Text(version), _os.Name, _os.Version, _best.Class, _os.Offensive);
    }

    /// <summary>Short plain words ("got", "Java", "Vector") name a product only where one must stand: first, or before "/".</summary>
    private static bool IsTelling(ReadOnlySpan<char> word) => word.Length >= 8 || word.ContainsAny("-_.");

    /// <summary>How AWS CLI 2 was installed stands before the distribution: <c>exe/x86_64.amzn.2</c>; <c>source/x86_64.kali.2024</c> if by a package.</summary>
    private static bool IsInstaller(ReadOnlySpan<char> key) => Is(key, "exe") || Is(key, "source") || Is(key, "source-sandbox");

    /// <summary>SDKs of AWS's naming that no row has, new ones and odd variants: each keeps its own name.</summary>
    private static bool IsSdk(ReadOnlySpan<char> name) => name.StartsWith("aws-sdk-", StringComparison.OrdinalIgnoreCase) && name.Length > 8 && IsName(name);

    /// <summary>Back ends of console pages call themselves S3Console, AWSConsole, EC2ConsoleBackend, ….</summary>
    private static bool IsConsole(ReadOnlySpan<char> name) =>
        name.Length is > 7 and <= 64 && IsName(name)
        && (name.EndsWith("Console", StringComparison.Ordinal) || name.EndsWith("ConsoleBackend", StringComparison.Ordinal) || name.EndsWith("ConsoleFrontend", StringComparison.Ordinal));

    /// <summary>A name that may stand for an unknown client: no ids, so that each run of a program has the same.</summary>
    private static bool IsName(ReadOnlySpan<char> text)
    {
        if (text.Length is < 2 or > 64 || !char.IsAsciiLetter(text[0])) return false;
        var digits = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')) return false;
            if (char.IsAsciiDigit(c)) digits++;
        }

        return digits <= 2;
    }

    /// <summary>Internet Explorer's version, for that of its engine.</summary>
    private static ReadOnlySpan<char> OfTrident(ReadOnlySpan<char> version) => version switch
    {
        "4.0" => "8.0",
        "5.0" => "9.0",
        "6.0" => "10.0",
        "7.0" => "11.0",
        _ => version,
    };

    private static bool Is(ReadOnlySpan<char> text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static string? Text(ReadOnlySpan<char> text) => text.IsEmpty ? null : text.ToString();
}
