/**
 * The two scripts that change a partial in Redis, each atomic. For every event there are two hashes:
 *
 * - `partial:<event id>`: generation, count, hashA, hashB, required, and a field `<layer> <minute>` for every
 *   boundary, e.g. `requiredAny 29600640`.
 * - `versions:<event id>`: for every participant the version that is counted here; negative when that
 *   version was counted (or was to be) and has been taken out again.
 *
 * A third key, `whole`, is set when the server starts and never again: while it is there, an event without a
 * partial has no submission here; once Redis lost its data, nobody knows, and the partial must be rebuilt.
 */

export const changeResults = ['done', 'already', 'gap'] as const;
/** `already`: it, or something newer, was done before. `gap`: the partial is not what it should be here. */
export type ChangeResult = (typeof changeResults)[number];

/**
 * KEYS: partial, versions, whole.
 * ARGV: generation, participant, the version counted here so far (0: none), the new version, 1 if it is taken
 * out else 0, changes of count, hashA, hashB and required, seconds to live, then pairs of field and change.
 */
export const changePartialScript = `
local generation = redis.call('HGET', KEYS[1], 'generation')
if not generation and redis.call('EXISTS', KEYS[3]) == 0 then return 'gap' end
if generation and generation ~= ARGV[1] then return 'gap' end

local known = tonumber(redis.call('HGET', KEYS[2], ARGV[2]) or '0')
local counted = math.max(known, 0)
local version = tonumber(ARGV[4])
local isTakenOut = ARGV[5] == '1'
if isTakenOut then
  if math.abs(known) > version or known == -version then return 'already' end
  if counted ~= version then
    if counted ~= 0 then return 'gap' end
    redis.call('HSET', KEYS[2], ARGV[2], -version)
    redis.call('EXPIRE', KEYS[2], ARGV[10])
    return 'done'
  end
else
  if math.abs(known) >= version then return 'already' end
  if counted ~= tonumber(ARGV[3]) then return 'gap' end
end

local function add48(field, change)
  local sum = tonumber(redis.call('HGET', KEYS[1], field) or '0') + tonumber(change)
  redis.call('HSET', KEYS[1], field, string.format('%.0f', sum % 281474976710656))
end
redis.call('HSET', KEYS[1], 'generation', ARGV[1])
redis.call('HINCRBY', KEYS[1], 'count', ARGV[6])
add48('hashA', ARGV[7])
add48('hashB', ARGV[8])
redis.call('HINCRBY', KEYS[1], 'required', ARGV[9])
for i = 11, #ARGV, 2 do
  if redis.call('HINCRBY', KEYS[1], ARGV[i], ARGV[i + 1]) == 0 then redis.call('HDEL', KEYS[1], ARGV[i]) end
end
redis.call('HSET', KEYS[2], ARGV[2], isTakenOut and -version or version)
redis.call('EXPIRE', KEYS[1], ARGV[10])
redis.call('EXPIRE', KEYS[2], ARGV[10])
return 'done'
`;

/**
 * Puts a partial, computed from the rows, in the place of what is there.
 *
 * KEYS: partial, versions. ARGV: seconds to live, how many of the following belong to the partial, then pairs
 * of field and value of the partial, then pairs of participant and version.
 */
export const replacePartialScript = `
redis.call('DEL', KEYS[1], KEYS[2])
local last = 2 + tonumber(ARGV[2])
for i = 3, #ARGV, 2 do
  redis.call('HSET', i <= last and KEYS[1] or KEYS[2], ARGV[i], ARGV[i + 1])
end
redis.call('EXPIRE', KEYS[1], ARGV[1])
redis.call('EXPIRE', KEYS[2], ARGV[1])
return 'done'
`;
