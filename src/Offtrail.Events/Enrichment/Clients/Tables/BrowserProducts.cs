using static Offtrail.Events.ClientClass;

namespace Offtrail.Events;

/// <summary>Browsers. Each names its ancestors too, so the order goes from the descendant to the ancestor.</summary>
internal static class BrowserProducts
{
    public static readonly Product[] Rows =
    [
        new("Edg", "Edge", Browser, 0),
        new("EdgA", "Edge", Browser, 0),
        new("EdgiOS", "Edge", Browser, 0),
        new("Edge", "Edge", Browser, 0),
        new("OPR", "Opera", Browser, 1),
        new("Opera", "Opera", Browser, 1),
        new("Vivaldi", "Vivaldi", Browser, 1),
        new("YaBrowser", "Yandex Browser", Browser, 1),
        new("SamsungBrowser", "Samsung Internet", Browser, 1),
        new("HeadlessChrome", "HeadlessChrome", Browser, 2),
        new("Firefox", "Firefox", Browser, 3),
        new("FxiOS", "Firefox", Browser, 3),
        new("CriOS", "Chrome", Browser, 4),
        new("Chromium", "Chromium", Browser, 4),
        new("Chrome", "Chrome", Browser, 5),
        new("Trident", "Internet Explorer", Browser, 6),
        new("MSIE", "Internet Explorer", Browser, 6),
        new("Safari", "Safari", Browser, 7),
        new("Mozilla", "Mozilla", Browser, Product.Last), // PowerShell and scanners say it as well
    ];
}
