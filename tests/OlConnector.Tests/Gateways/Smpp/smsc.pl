# An SMSC for the tests on Perl's Net::SMPP. Serves one session after another; prints one line of words, split by tabs, for all that it sees.
use strict;
use warnings;
use Net::SMPP;

$| = 1;
my $listener = Net::SMPP->new_listen('127.0.0.1', port => 0, smpp_version => 0x34) or die "no listener: $!";
print join("\t", 'port', $listener->sockport), "\n";
my $next = 4000;
while (1) {
  my $session = $listener->accept or next;
  serve($session);
  close $session;
}

sub serve {
  my ($session) = @_;
  while (my $pdu = $session->read_pdu) {
    my $cmd = $pdu->{cmd};
    my %seq = (seq => $pdu->{seq});
    if ($cmd == Net::SMPP::CMD_bind_transceiver) {
      my $good = $pdu->{password} eq 'secret';
      print join("\t", 'bind', $pdu->{system_id}, $pdu->{interface_version}), "\n";
      $session->bind_transceiver_resp(system_id => 'perl', status => $good ? 0 : 0x0E, %seq);
    } elsif ($cmd == Net::SMPP::CMD_submit_sm) {
      my $id = ++$next;
      print join("\t", 'submit', $pdu->{destination_addr}, $pdu->{source_addr}, $pdu->{source_addr_ton}, $pdu->{data_coding}, $pdu->{esm_class}, unpack('H*', $pdu->{short_message}), $id), "\n";
      $session->submit_sm_resp(message_id => $id, %seq);
      my $stat = $pdu->{destination_addr} =~ /07$/ ? 'UNDELIV' : 'DELIVRD';
      $session->deliver_sm(
        async => 1, source_addr => $pdu->{destination_addr}, destination_addr => $pdu->{source_addr}, esm_class => 4,
        short_message => "id:$id sub:001 dlvrd:001 submit date:2611210014 done date:2611210015 stat:$stat err:000 text:");
    } elsif ($cmd == Net::SMPP::CMD_deliver_sm_resp) {
      print join("\t", 'deliver_resp', $pdu->{status}), "\n";
    } elsif ($cmd == Net::SMPP::CMD_enquire_link) {
      $session->enquire_link_resp(%seq);
    } elsif ($cmd == Net::SMPP::CMD_unbind) {
      $session->unbind_resp(%seq);
      print "unbind\n";
      return;
    }
  }
}
