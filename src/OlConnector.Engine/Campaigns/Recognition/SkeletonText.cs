using System.Buffers.Text;
using System.Text;

namespace OlConnector.Engine.Campaigns.Recognition;

/// <summary>
/// A skeleton as text: Base64 of a version, the number of messages and of words, the hashes, and each gap's largest value and signs. Some
/// ten characters a word.
/// </summary>
internal static class SkeletonText
{
    private const byte Version = 1;

    internal static string Write(Skeleton skeleton)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Version);
        writer.Write((byte)skeleton.Messages);
        writer.Write((ushort)skeleton.Words.Count);
        foreach (var word in skeleton.Words) writer.Write(word);
        foreach (var gap in skeleton.Gaps)
        {
            writer.Write((byte)gap.Largest);
            writer.Write(gap.Lead);
            writer.Write(gap.Tail);
        }

        writer.Flush();
        return Convert.ToBase64String(bytes.ToArray());
    }

    internal static Skeleton? Read(string? text)
    {
        if (string.IsNullOrEmpty(text) || !Base64.IsValid(text)) return null;
        using var reader = new BinaryReader(new MemoryStream(Convert.FromBase64String(text)), Encoding.UTF8);
        try
        {
            if (reader.ReadByte() != Version) return null;
            int messages = reader.ReadByte(), count = reader.ReadUInt16();
            var words = new uint[count];
            for (var i = 0; i < count; i++) words[i] = reader.ReadUInt32();
            var gaps = new Gap[count + 1];
            for (var i = 0; i <= count; i++) gaps[i] = new Gap(reader.ReadByte(), reader.ReadString(), reader.ReadString());
            return new Skeleton(messages, words, gaps);
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }
}
