# The answer service in Perl, with what every Perl has: one process that works on one request at a time. Others wait in
# the queue of the socket.
use strict;
use warnings;
use B ();
use Digest::SHA qw(sha256_hex);
use HTTP::Tiny;
use IO::Select;
use IO::Socket::INET;
use Socket qw(MSG_PEEK);
use JSON::PP;
use Time::HiRes qw(time sleep);
use Time::Local qw(timegm);

my $json = JSON::PP->new->utf8->canonical->allow_nonref;
# The connection of the request under way, and a key that is the same for the same request.
my ($caller, $key);
my %limit = (whole => 0.65, attempt => 0.15);
# To read much JSON takes this library long, and nobody else is served meanwhile.
my $most_of_a_reply = 64 * 1024;
my $most_of_a_question = 64 * 1024;
my $verdict_schema = {
    type => 'object',
    required => [qw(intent text confidence)],
    properties => {
        intent => { enum => [qw(refund delivery other)] },
        text => { type => 'string', minLength => 1 },
        confidence => { type => 'number', minimum => 0, maximum => 1 },
    },
};

# Values of JSON, as JSON::PP keeps them apart.
sub is_text { my ($v) = @_; return defined $v && !ref $v && !is_number($v) && $v ne '' }
sub is_number {
    my ($v) = @_;
    return 1 if ref $v && (ref $v) =~ /^Math::Big/;
    return 0 if !defined $v || ref $v;
    my $flags = B::svref_2object(\$v)->FLAGS;
    return ($flags & (B::SVp_IOK() | B::SVp_NOK())) && !($flags & B::SVp_POK());
}
sub is_share { my ($v) = @_; return is_number($v) && $v >= 0 && $v <= 1 }
sub one_of { my ($v, @all) = @_; return is_text($v) && grep { $_ eq $v } @all }
sub is_order { my ($v) = @_; return is_text($v) && $v =~ /\Ao-[0-9]+\z/ }

sub parsed { my ($text) = @_; my $value = eval { $json->decode($text) }; return $value }

sub is_question {
    my ($q) = @_;
    return 0 if ref $q ne 'HASH';
    my %known = map { $_ => 1 } qw(orderId question tags amount locale);
    return 0 if grep { !$known{$_} } keys %$q;
    return 0 if !is_order($q->{orderId}) || !is_text($q->{question}) || length $q->{question} > 200;
    if (exists $q->{tags}) {
        my $tags = $q->{tags};
        return 0 if ref $tags ne 'ARRAY' || @$tags > 3 || grep { !one_of($_, qw(gift express fragile)) } @$tags;
    }
    return 0 if exists $q->{amount} && !(is_number($q->{amount}) && $q->{amount} >= 0 && $q->{amount} <= 10_000);
    return 0 if exists $q->{locale} && !one_of($q->{locale}, qw(de en fr));
    return 1;
}

sub answer {
    my ($q) = @_;
    my $end = time + $limit{whole};
    my $features = find_features($q->{orderId}, $end);
    my $verdict = ask_model($q->{question}, $features ? $features->{notes} : [], $end);
    my $missing = !$features || !$verdict;
    $verdict ||= { intent => 'other', text => 'A colleague will answer you today.' };
    record({ orderId => $q->{orderId}, text => $verdict->{text} }, $end) or return undef;
    return {
        orderId => $q->{orderId},
        intent => $verdict->{intent},
        text => $verdict->{text},
        degraded => $missing ? JSON::PP::true : JSON::PP::false,
    };
}

sub find_features {
    my ($order, $end) = @_;
    # The library itself tries a GET again where the connection was closed.
    return with_retries(1, $end - 0.3, sub {
        my ($left) = @_;
        return call('GET', "$ENV{FEATURES_URL}/features/$order", $left, undef, {}, sub {
            my ($said) = @_;
            return undef if ref $said ne 'HASH' || !is_order($said->{id}) || !one_of($said->{tier}, qw(basic plus));
            my $notes = $said->{notes};
            return undef if !is_share($said->{risk}) || ref $notes ne 'ARRAY' || !@$notes || @$notes > 5;
            return (grep { !is_text($_) } @$notes) ? undef : $said;
        });
    });
}

sub ask_model {
    my ($question, $notes, $end) = @_;
    my $prompt = {
        model => 'gpt-4o-mini',
        messages => [
            { role => 'system', content => 'Answer the customer. Notes: ' . JSON::PP->new->encode($notes) },
            { role => 'user', content => $question },
        ],
        response_format => { type => 'json_schema', json_schema => { name => 'verdict', schema => $verdict_schema } },
    };
    my $key = { authorization => "Bearer $ENV{OPENAI_API_KEY}" };
    return with_retries(2, $end - 0.15, sub {
        my ($left) = @_;
        return call('POST', "$ENV{OPENAI_BASE_URL}/chat/completions", $left, $prompt, $key, sub {
            my ($reply) = @_;
            my $said = eval { parsed(encoded($reply->{choices}[0]{message}{content})) };
            return undef if ref $said ne 'HASH' || !one_of($said->{intent}, qw(refund delivery other));
            return is_text($said->{text}) && is_share($said->{confidence}) ? $said : undef;
        });
    });
}

# The text of a message as bytes, as it is read again.
sub encoded { my ($text) = @_; return undef if !is_text($text); utf8::encode($text); return $text }

sub record {
    my ($record, $end) = @_;
    # One key for all attempts, and for the same request again: what was stored is not stored a second time.
    my $keys = { authorization => "Bearer $ENV{SINK_TOKEN}", 'idempotency-key' => $key };
    return with_retries(2, $end, sub {
        my ($left) = @_;
        return call('POST', "$ENV{SINK_URL}/records", $left, $record, $keys, sub {
            my ($said) = @_;
            return undef if ref $said ne 'HASH' || !is_text($said->{recordId});
            return one_of($said->{state}, qw(stored queued)) ? $said : undef;
        });
    });
}

# The first value that an attempt gives; undefined where there is none until `end`, in seconds since 1970.
sub with_retries {
    my ($attempts, $end, $attempt) = @_;
    for my $n (1 .. $attempts) {
        my $left = $end - time;
        $left = $limit{attempt} if $left > $limit{attempt};
        return undef if $left < 0.02;
        die "nobody waits any more\n" if has_left($caller);
        my ($value, $pause) = $attempt->($left);
        return $value if defined $value;
        return undef if !defined $pause || $n == $attempts || time + $pause + 0.02 > $end;
        sleep $pause;
    }
    return undef;
}

# What was agreed, else nothing and the seconds until another attempt can help: undefined where none can.
sub call {
    my ($method, $url, $left, $body, $headers, $agreed) = @_;
    my $http = HTTP::Tiny->new(keep_alive => 0, timeout => 1, max_redirect => 0, max_size => $most_of_a_reply);
    my %options = (headers => $headers);
    @options{qw(content headers)} = ($json->encode($body), { %$headers, 'content-type' => 'application/json' }) if $body;
    # The time limit of the library starts anew with every piece: an alarm is for all of it.
    my $reply = eval {
        local $SIG{ALRM} = sub { die "too late\n" };
        Time::HiRes::setitimer(Time::HiRes::ITIMER_REAL(), $left);
        my $got = $http->request($method, $url, \%options);
        Time::HiRes::setitimer(Time::HiRes::ITIMER_REAL(), 0);
        $got;
    };
    Time::HiRes::setitimer(Time::HiRes::ITIMER_REAL(), 0);
    return (undef, 0.03) if !$reply || $reply->{status} == 599;
    if ($reply->{success}) {
        my $value = eval { $agreed->(parsed($reply->{content})) };
        return defined $value ? $value : (undef, 0.03);
    }
    return (undef, pause_after($reply));
}

sub pause_after {
    my ($reply) = @_;
    my ($status, $headers) = @{$reply}{qw(status headers)};
    return undef if $status < 500 && !grep { $_ == $status } 408, 409, 425, 429;
    return undef if ($headers->{'x-should-retry'} // '') eq 'false' || $reply->{content} =~ /"insufficient_quota"/;
    my $ms = $headers->{'retry-after-ms'} // '';
    return $ms / 1000 + 0.05 if $ms =~ /\A[0-9]+\z/;
    my $after = $headers->{'retry-after'} // '';
    return $after + 0.05 if $after =~ /\A[0-9]+\z/;
    my $until = date_of($after);
    my $pause = defined $until ? $until - time + 0.05 : 0.03;
    return $pause < 0.03 ? 0.03 : $pause;
}

# Seconds since 1970 of a date as HTTP writes it.
sub date_of {
    my ($day, $month, $year, $h, $m, $s) = $_[0] =~ /\A\w{3}, (\d\d) (\w{3}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT\z/ or return undef;
    my %number = do { my $n = 0; map { $_ => $n++ } qw(Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec) };
    return timegm($s, $m, $h, $day, $number{$month}, $year);
}

# Its connection ends, or was reset.
sub has_left {
    my ($client) = @_;
    return 0 if !IO::Select->new($client)->can_read(0);
    my $seen = recv $client, my $byte, 1, MSG_PEEK;
    return !defined $seen || $byte eq '';
}

sub respond {
    my ($client, $status, $body, %headers) = @_;
    my $text = $json->encode($body);
    my %reason = (200 => 'OK', 400 => 'Bad Request', 405 => 'Method Not Allowed', 503 => 'Service Unavailable');
    %headers = (%headers, 'content-type' => 'application/json', 'content-length' => length $text, connection => 'close');
    my $head = join '', "HTTP/1.1 $status $reason{$status}\r\n", map { "$_: $headers{$_}\r\n" } sort keys %headers;
    print {$client} "$head\r\n$text";
}

sub handle {
    my ($client) = @_;
    my ($method, $path, $body) = read_request($client) or return;
    return respond($client, 200, { ready => JSON::PP::true }) if $path eq '/healthz';
    return respond($client, 405, { title => 'Ask with POST', status => 405 }) if $method ne 'POST';
    my $question = parsed($body);
    return respond($client, 400, { title => 'This is not a question', status => 400 }) if !is_question($question);
    ($caller, $key) = ($client, sha256_hex($body));
    my $answer = eval { answer($question) };
    return if $@ eq "nobody waits any more\n";
    warn $@ if $@;
    return respond($client, 200, $answer) if $answer;
    return respond($client, 503, { title => 'The question cannot be answered now', status => 503 }, 'retry-after' => 5);
}

# Path and body; nothing where they do not come within two seconds: the next one waits.
sub read_request {
    my ($client) = @_;
    my ($ready, $end) = (IO::Select->new($client), time + 2);
    my ($text, $got) = ('', 0);
    my ($head, $missing);
    while (!defined $missing || $missing > 0) {
        my $read = $ready->can_read($end - time) && sysread $client, $text, 65_536, length $text;
        return if !$read;
        $got += $read;
        next if !defined $head && $text !~ /\r\n\r\n/;
        $head //= substr $text, 0, 4 + index $text, "\r\n\r\n";
        my ($length) = $head =~ /^content-length: *([0-9]+)/im;
        $missing = length($head) + ($length // 0) - $got;
        # What is too long is no question: it is read to its end, so that the answer arrives, and not kept.
        $text = $head if $got > $most_of_a_question;
    }
    my ($method, $path) = $head =~ /\A(\S+) (\S+)/ or return;
    return ($method, $path, substr $text, length $head);
}

$SIG{PIPE} = 'IGNORE';
my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $ENV{PORT}, Listen => 64, ReuseAddr => 1)
    or die "cannot listen: $@";
while (1) {
    my $client = $server->accept or next;
    $client->autoflush(1);
    eval { handle($client) };
    warn $@ if $@;
    close $client;
}
