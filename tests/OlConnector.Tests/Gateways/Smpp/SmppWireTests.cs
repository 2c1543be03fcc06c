using System.Globalization;
using System.Text;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Parts;
using OlConnector.Gateways.Smpp;

namespace OlConnector.Tests.Gateways.Smpp;

/// <summary>Octets of SMPP: units, texts, receipts, and nonsense.</summary>
public sealed class SmppWireTests
{
    private static readonly int FuzzInputs = int.TryParse(
        Environment.GetEnvironmentVariable("OLC_FUZZ"), CultureInfo.InvariantCulture, out var inputs)
        ? inputs
        : 5000;

    private static readonly SmppAccount Account = new("smsc", 2775, false, "ol", "secret", "", false, "OL");

    [Fact]
    public void A_bind_is_laid_out_as_the_standard_says() =>
        Convert.ToHexString(new Pdu(SmppCommand.BindTransceiver, 0, 1, new BindBody("ol", "pw", "").Write()).ToBytes())
            .ShouldBe("0000001B" + "00000009" + "00000000" + "00000001" + "6F6C00" + "707700" + "00" + "34" + "00" + "00" + "00");

    [Fact]
    public void A_submit_is_laid_out_as_the_standard_says() =>
        Convert.ToHexString(SmppText.Submits(Account, "375291112233", "Hi@", 1).ShouldHaveSingleItem().Write().Span)
            .ShouldBe(
                "00" + "05004F4C00" + "0101" + "33373532393131313232333300"
                    + "000000" + "00" + "00" + "01" + "00" + "00" + "00" + "03" + "486900");

    [Fact]
    public void Every_unit_is_read_as_it_was_written()
    {
        var random = new Random(7);
        for (var run = 0; run < 1000; run++)
        {
            var text = new byte[random.Next(255)];
            random.NextBytes(text);
            var body = new ShortMessageBody(
                SmppAddress.Sender("OL"), SmppAddress.Recipient("375291112233"), (byte)random.Next(256), (byte)random.Next(256), 1, text)
            {
                Parameters = new Dictionary<ushort, byte[]> { [(ushort)random.Next(1, 65536)] = text },
            };
            var pdu = Pdu.Read(new Pdu(SmppCommand.SubmitSm, 0, 5, body.Write()).ToBytes()).ShouldNotBeNull();
            var read = ShortMessageBody.Read(pdu.Body.Span).ShouldNotBeNull();
            read.Write().ToArray().ShouldBe(body.Write().ToArray());
        }
    }

    [Theory]
    [InlineData(15u)]
    [InlineData(65537u)]
    [InlineData(uint.MaxValue)]
    public void Lengths_no_unit_can_have_are_refused(uint length) => Pdu.IsLength(length).ShouldBeFalse();

    [Fact]
    public void Texts_are_cut_where_the_counting_of_parts_cuts_them()
    {
        var random = new Random(11);
        string[] signs = ["a", "€", "[", "Ж", "👋", " "];
        for (var run = 0; run < 500; run++)
        {
            var usable = random.Next(2) == 0 ? 3 : signs.Length;
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 800)).Select(_ => signs[random.Next(usable)]));
            var submits = SmppText.Submits(Account, "375291112233", text, 1);
            submits.Count.ShouldBe(SmsParts.Measure(text).Parts);
            string.Concat(submits.Select(part => SmppText.Read(Account, part))).ShouldBe(text);
            submits.ShouldAllBe(part => !SmppText.Read(Account, part)!.Contains('\uFFFD', StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("latin1", "Größe", 0)]
    [InlineData("latin1-3", "Größe", 3)]
    [InlineData("latin1", "5 €", 8)]
    [InlineData("ucs2", "Hello", 8)]
    [InlineData("gsm", "5 €", 0)]
    public void The_coding_follows_line_and_text(string setting, string text, byte coding)
    {
        var account = Account with { DataCoding = setting };
        var part = SmppText.Submits(account, "375291112233", text, 1).ShouldHaveSingleItem();
        part.DataCoding.ShouldBe(coding);
        SmppText.Read(account, part).ShouldBe(text);
    }

    [Theory]
    [InlineData(
        "id:7 sub:001 dlvrd:001 submit date:2611210014 done date:2611210014 stat:DELIVRD err:000 text:hi", "7", DeliveryStatus.Delivered)]
    [InlineData("stat:UNDELIV id:7", "7", DeliveryStatus.Undelivered)]
    [InlineData("ID:7 Stat:EXPIRED done date:261121001459 Text:id:8 stat:DELIVRD", "7", DeliveryStatus.Undelivered)]
    [InlineData("id:7 stat:ACCEPTD", "7", null)]
    [InlineData("id:7 stat:ENROUTE", "7", null)]
    [InlineData("id:7 stat:UNKNOWN", "7", null)]
    [InlineData("id:7", "7", null)]
    [InlineData("id:7 stat:FAILED", "7", DeliveryStatus.Undelivered)]
    [InlineData("id:7 stat:UNDELIVERABLE", "7", DeliveryStatus.Undelivered)]
    [InlineData("id:7 stat:REJECTED", "7", DeliveryStatus.Undelivered)]
    [InlineData("id:7 stat:delivered", "7", DeliveryStatus.Delivered)]
    [InlineData("id: 5001 sub: 001 dlvrd: 001 stat: DELIVRD err: 000 text:hi", "5001", DeliveryStatus.Delivered)]
    public void Receipts_are_read_from_the_left(string text, string id, DeliveryStatus? status)
    {
        var receipt = SmppReceipts.Read(AReceipt(text)).ShouldNotBeNull();
        (receipt.Id, receipt.Status).ShouldBe((id, status));
    }

    [Fact]
    public void Parameters_of_a_receipt_win_over_its_text()
    {
        var message = AReceipt("id:7 stat:DELIVRD err:000") with
        {
            Parameters = new Dictionary<ushort, byte[]>
            {
                [SmppTag.ReceiptedMessageId] = "9\0"u8.ToArray(),
                [SmppTag.MessageState] = [5],
                [SmppTag.NetworkError] = [3, 0, 17],
            },
        };
        SmppReceipts.Read(message).ShouldBe(
            new SmppReceipt("9", DeliveryStatus.Undelivered, "UNDELIV 017") { OtherId = "7", Fault = Fault.Recipient });
    }

    [Theory]
    [InlineData("same", "0fF", "0fF", "0fF")]
    [InlineData("number", "0042", "42", "42")]
    [InlineData("hexInAnswer", "ff", "255", "ff")]
    [InlineData("hexInReceipt", "255", "255", "597")]
    [InlineData("hex", "00B8BE19", "12107289", "12107289")]
    [InlineData("hex", "b8be19", "12107289", "12107289")]
    public void Ids_have_one_form(string format, string id, string inAnswer, string inReceipt)
    {
        var account = Account with { IdFormat = format };
        (account.AnswerId(id), account.ReceiptId(id)).ShouldBe((inAnswer, inReceipt));
    }

    [Fact]
    public void A_state_that_nobody_knows_is_no_verdict_and_said_to_be_strange()
    {
        var receipt = SmppReceipts.Read(AReceipt("id:7 stat:PERHAPS")).ShouldNotBeNull();

        (receipt.Status, receipt.IsStrange).ShouldBe((null, true));
        SmppReceipts.Read(AReceipt("id:7 stat:ENROUTE"))!.IsStrange.ShouldBeFalse();
    }

    [Fact]
    public void Two_ids_of_a_receipt_are_both_tried()
    {
        var groups = new SmppGroups();
        groups.Watch(["a-1", "b-1"]).ShouldBeNull();

        groups.Take(Said("a1", DeliveryStatus.Delivered) with { OtherId = "a-1" }).ShouldBeNull();
        groups.Take(Said("b1", DeliveryStatus.Delivered) with { OtherId = "b-1" })!.GatewayMessageId.ShouldBe("2xb-1");
        groups.Take(Said("c1", DeliveryStatus.Delivered) with { OtherId = "c-1" })!.OtherId.ShouldBe("c-1");
    }

    /// <summary>Parameters alone, or all the fields of appendix B, make a receipt of what the SMSC does not call one.</summary>
    [Fact]
    public void A_receipt_that_is_not_called_one_is_still_a_receipt()
    {
        var plain = AReceipt("hi") with { EsmClass = 0 };
        var tagged = plain with
        {
            Parameters = new Dictionary<ushort, byte[]> { [SmppTag.ReceiptedMessageId] = "9"u8.ToArray(), [SmppTag.MessageState] = [2] },
        };
        var whole = AReceipt("id:9 sub:001 dlvrd:001 submit date:2611210014 done date:2611210014 stat:DELIVRD err:000 text:hi");

        (SmppReceipts.IsReceipt(plain), SmppReceipts.IsReply(plain)).ShouldBe((false, true));
        foreach (var receipt in new[] { tagged, whole with { EsmClass = 0 } })
        {
            (SmppReceipts.IsReceipt(receipt), SmppReceipts.IsReply(receipt)).ShouldBe((true, false));
            SmppReceipts.Read(receipt)!.Status.ShouldBe(DeliveryStatus.Delivered);
        }
    }

    [Theory]
    [InlineData(0x08, "utf-16BE", "СТОП")]
    [InlineData(0x18, "utf-16BE", "СТОП")]
    [InlineData(0x19, "utf-16BE", "СТОП")]
    [InlineData(0x48, "utf-16BE", "СТОП")]
    [InlineData(0xE0, "utf-16BE", "СТОП")]
    [InlineData(0x06, "iso-8859-5", "СТОП")]
    [InlineData(0x07, "iso-8859-8", "עצור")]
    [InlineData(0x03, "iso-8859-1", "Größe")]
    [InlineData(0x11, "us-ascii", "STOP")]
    [InlineData(0xD0, "us-ascii", "STOP")]
    [InlineData(0xF1, "us-ascii", "STOP")]
    public void A_clients_text_is_read_by_its_coding(byte coding, string encoding, string text)
    {
        var octets = (CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding)).GetBytes(text);
        var message = AReceipt("") with { EsmClass = 0, DataCoding = coding, Text = octets };

        SmppText.Read(Account, message).ShouldBe(text);
    }

    [Theory]
    [InlineData(0x02)]
    [InlineData(0x04)]
    [InlineData(0x05)]
    [InlineData(0x0E)]
    [InlineData(0x14)]
    [InlineData(0x20)]
    [InlineData(0xF4)]
    [InlineData(0x80)]
    public void What_cannot_be_read_is_no_text(byte coding) =>
        SmppText.Read(Account, AReceipt("x") with { EsmClass = 0, DataCoding = coding }).ShouldBeNull();

    [Fact]
    public void A_message_is_delivered_with_its_last_part_and_undelivered_with_the_first_that_is()
    {
        var groups = new SmppGroups();
        groups.Watch(["a", "b"]).ShouldBeNull();
        groups.Take(Said("b", DeliveryStatus.Delivered)).ShouldBeNull();
        groups.Take(Said("b", DeliveryStatus.Delivered)).ShouldBeNull();
        groups.Take(Said("a", DeliveryStatus.Delivered))!.ShouldBe(new GatewayEvent.StatusReported("2xb", null, DeliveryStatus.Delivered));

        groups.Watch(["c", "d"]);
        groups.Take(Said("c", DeliveryStatus.Undelivered))!.Status.ShouldBe(DeliveryStatus.Undelivered);
        groups.Take(Said("d", DeliveryStatus.Delivered)).ShouldBeNull();
    }

    [Fact]
    public void After_a_restart_a_part_speaks_for_no_whole_message() =>
        new SmppGroups().Take(Said("b", DeliveryStatus.Delivered))!.GatewayMessageId.ShouldNotBe(SmppGroups.IdOf(["a", "b"]));

    [Fact]
    public void Receipts_before_the_answers_count()
    {
        var groups = new SmppGroups();
        groups.Began();
        groups.Take(Said("a", DeliveryStatus.Delivered));
        groups.Take(Said("b", DeliveryStatus.Delivered));
        groups.Watch(["a", "b"])!.Status.ShouldBe(DeliveryStatus.Delivered);
        groups.Ended();
    }

    [Fact]
    public void Nonsense_breaks_nothing()
    {
        var random = new Random(20261121);
        var part = SmppText.Submits(Account, "375291112233", new string('Ж', 100), 9)[0];
        var parameters = new Dictionary<ushort, byte[]> { [SmppTag.MessageState] = [2] };
        byte[][] seeds =
        [
            new Pdu(SmppCommand.DeliverSm, 0, 1, AReceipt("id:7 sub:001 stat:DELIVRD err:000 text:hi").Write()).ToBytes(),
            new Pdu(SmppCommand.DeliverSm, 0, 2, (part with { Parameters = parameters }).Write()).ToBytes(),
        ];
        for (var run = 0; run < FuzzInputs; run++)
        {
            var bytes = (byte[])seeds[random.Next(seeds.Length)].Clone();
            for (var change = random.Next(1, 6); change > 0; change--)
                bytes[random.Next(random.Next(4) == 0 ? 0 : 16, bytes.Length)] = (byte)random.Next(256);
            if (Pdu.Read(bytes) is not { } pdu) continue;
            if (ShortMessageBody.Read(pdu.Body.Span[..random.Next(pdu.Body.Length + 1)]) is not { } message) continue;
            SmppText.Read(Account, message)?.Length.ShouldBeLessThanOrEqualTo(message.WholeText.Length);
            if (SmppReceipts.Read(message) is { } receipt) receipt.Code.Length.ShouldBeLessThanOrEqualTo(24);
        }
    }

    private static SmppReceipt Said(string id, DeliveryStatus status) => new(id, status, "");

    private static ShortMessageBody AReceipt(string text) =>
        new(SmppAddress.Recipient("375291112233"), SmppAddress.Sender("OL"), 4, 0, 0, Encoding.Latin1.GetBytes(text));
}
