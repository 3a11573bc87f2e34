using System.Buffers;

namespace Offtrail.Events;

/// <summary>One pass over the pieces of a user agent: products, comments, and the key/value pieces that newer SDKs write.</summary>
internal ref struct ClientScan(ReadOnlySpan<char> text)
{
    private static readonly SearchValues<char> s_separators = SearchValues.Create(" \t\r\n()[]{};,\"'<>");

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
        if (name.Length <= 8 && TryTakeKey(name, value)) return;
        if (TryTakeProduct(name, value, after) || _os.TryTake(piece, after)) return;
        if (!_firstName.IsEmpty || !IsName(name) || VersionText.In(value) is not { IsEmpty: false } version) return;
        _firstName = name;
        _firstVersion = version;
    }

    /// <summary>The keys of the form that AWS's SDKs have written since 2021: <c>os/linux#5.10 md/distrib#ubuntu app/name exec-env/…</c>.</summary>
    private bool TryTakeKey(ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        if (Is(key, "os")) _os.TakeOs(value);
        else if (Is(key, "exe")) _os.TakeDistribution(value);
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
            if (!IsConsole(name)) return false;
            product = new Product("", "", ClientClass.Console);
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

        var version = _best.Key is "Safari" && !_safariVersion.IsEmpty ? _safariVersion : _version;
        return new(_best.Name is "" ? _name.ToString() : _best.Name, Text(version), _os.Name, _os.Version, _best.Class, _os.Offensive);
    }

    /// <summary>Short plain words ("got", "Java", "Vector") name a product only where one must stand: first, or before "/".</summary>
    private static bool IsTelling(ReadOnlySpan<char> word) => word.Length >= 8 || word.ContainsAny("-_.");

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

    private static bool Is(ReadOnlySpan<char> text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static string? Text(ReadOnlySpan<char> text) => text.IsEmpty ? null : text.ToString();
}
