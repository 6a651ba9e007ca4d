//! What must happen in one step runs inside Redis, as small scripts. Times are arguments, in microseconds since 1970;
//! a double holds them exactly.

use redis::Script;

/// Counts one step in a sliding window: one number says when the key is at rest again (see `gcra.rs`). Answers how
/// much too early the step is; 0 when it was counted.
const TAKE: &str = r"
local now, step, per = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local rested = tonumber(redis.call('GET', KEYS[1]) or now)
local next = math.max(rested, now) + step
local early = next - now - per
if early > 0 then return early end
redis.call('SET', KEYS[1], string.format('%.0f', next), 'PX', math.ceil((next - now) / 1000))
return 0";

/// Counts a code on its way to a number. Answers how much too early it is, or 0 and when the next one may go.
const PAUSE: &str = r"
local now, forget, pauses = tonumber(ARGV[1]), ARGV[2], #ARGV - 2
local sent = tonumber(redis.call('HGET', KEYS[1], 'sent') or 0)
local next = tonumber(redis.call('HGET', KEYS[1], 'next') or 0)
if now < next then return {next - now, 0} end
sent = sent + 1
next = now + tonumber(ARGV[2 + math.min(sent, pauses)] or 0)
redis.call('HSET', KEYS[1], 'sent', sent, 'next', string.format('%.0f', next))
if sent == 1 then redis.call('PEXPIRE', KEYS[1], forget) end
return {0, next}";

const PUT_CHALLENGE: &str = r"
redis.call('HSET', KEYS[1], 'code', ARGV[1], 'tries', ARGV[2], 'ends', ARGV[3], 'kept', ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[5])";

/// Compares a code and counts the try. What is compared are keyed hashes, so the time it takes tells nothing.
const TRY_CODE: &str = r"
local code, tries, ends, kept = unpack(redis.call('HMGET', KEYS[1], 'code', 'tries', 'ends', 'kept'))
if not code or tonumber(ends) <= tonumber(ARGV[2]) then return {'gone', 0, ''} end
if code == ARGV[1] and tonumber(tries) > 0 then
  redis.call('DEL', KEYS[1])
  return {'right', 0, kept}
end
local left = redis.call('HINCRBY', KEYS[1], 'tries', -1)
if left <= 0 then redis.call('DEL', KEYS[1]) end
return {'wrong', math.max(left, 0), ''}";

/// Takes or renews a lease. Answers whether it is held.
const LEASE: &str = r"
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1";

const RELEASE: &str = r"
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end";

/// The scripts, each with its hash.
#[derive(Debug)]
pub(super) struct Scripts {
    pub(super) take: Script,
    pub(super) pause: Script,
    pub(super) put_challenge: Script,
    pub(super) try_code: Script,
    pub(super) lease: Script,
    pub(super) release: Script,
}

impl Scripts {
    pub(super) fn new() -> Self {
        Self {
            take: Script::new(TAKE),
            pause: Script::new(PAUSE),
            put_challenge: Script::new(PUT_CHALLENGE),
            try_code: Script::new(TRY_CODE),
            lease: Script::new(LEASE),
            release: Script::new(RELEASE),
        }
    }
}
