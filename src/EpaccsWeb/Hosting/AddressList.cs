using System.Net;
using EpaccsWeb.Identity;
using SystemNetwork = System.Net.IPNetwork;

namespace EpaccsWeb.Hosting;

/// <summary>Addresses and networks that an operator has named in one setting.</summary>
public sealed record AddressList(IReadOnlyList<IPAddress> Addresses, IReadOnlyList<SystemNetwork> Networks)
{
    public bool IsEmpty => Addresses.Count == 0 && Networks.Count == 0;

    /// <summary>Reads a setting such as "10.1.2.3, 10.4.0.0/16".</summary>
    public static AddressList Read(IConfiguration configuration, string setting)
    {
        var (addresses, networks) = (new List<IPAddress>(), new List<SystemNetwork>());
        foreach (
            var word in (configuration[setting] ?? string.Empty).Split(
                ',',
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            )
        )
        {
            if (IPAddress.TryParse(word, out var address))
            {
                addresses.Add(address);
            }
            else if (SystemNetwork.TryParse(word, out var network))
            {
                networks.Add(network);
            }
            else
            {
                throw new SettingsException($"{setting} holds something that is neither an address nor a network such as 10.0.0.0/8.");
            }
        }

        return new(addresses, networks);
    }

    public bool Has(IPAddress? address)
    {
        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return plain is not null && (Addresses.Contains(plain) || Networks.Any(network => network.Contains(plain)));
    }
}
