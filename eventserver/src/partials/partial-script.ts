/**
 * Changes a partial in Redis, atomically. For every event there are two hashes:
 *
 * - `partial:<event id>`: generation, count, hashA, hashB, required, and a field `<layer> <minute>` for every
 *   boundary, e.g. `requiredAny 29600640`.
 * - `contributions:<event id>`: for every participant `<version> <contribution>`: what that version added to the
 *   partial, as JSON; nothing after the space once it was taken out again.
 *
 * So a change is idempotent, the order of changes does not matter, and what a person's earlier version added
 * is taken off by what is known here. The key `whole` is set when the server starts and never again: while it
 * is there, an event without a partial has no submission here; once Redis lost its data, nobody knows.
 *
 * KEYS: partial, contributions, whole.
 * ARGV: generation, participant, version, its contribution (empty: take this person out), seconds to live.
 */
export const changePartialScript = `
local generation = redis.call('HGET', KEYS[1], 'generation')
if generation and generation ~= ARGV[1] then return 'gap' end
if not generation and redis.call('EXISTS', KEYS[3]) == 0 then return 'gap' end

local version, contribution = tonumber(ARGV[3]), ARGV[4]
local known, counted = 0, ''
local stored = redis.call('HGET', KEYS[2], ARGV[2])
if stored then
  local space = string.find(stored, ' ', 1, true)
  known, counted = tonumber(string.sub(stored, 1, space - 1)), string.sub(stored, space + 1)
end
if known > version then return 'already' end
if known == version and (counted == '' or contribution ~= '') then return 'already' end

local function increase(field, change)
  return redis.call('HINCRBY', KEYS[1], field, string.format('%d', change))
end
local function add48(field, change)
  local sum = tonumber(redis.call('HGET', KEYS[1], field) or '0') + change
  redis.call('HSET', KEYS[1], field, string.format('%.0f', sum % 281474976710656))
end
local function add(text, sign)
  if text == '' then return end
  local one = cjson.decode(text)
  increase('count', sign)
  add48('hashA', sign * one.hashA)
  add48('hashB', sign * one.hashB)
  increase('required', sign * one.required)
  for field, change in pairs(one.boundaries) do
    if increase(field, sign * change) == 0 then redis.call('HDEL', KEYS[1], field) end
  end
end
redis.call('HSET', KEYS[1], 'generation', ARGV[1])
add(counted, -1)
add(contribution, 1)
redis.call('HSET', KEYS[2], ARGV[2], ARGV[3] .. ' ' .. contribution)
redis.call('EXPIRE', KEYS[1], ARGV[5])
redis.call('EXPIRE', KEYS[2], ARGV[5])
return 'done'
`;

export const changeResults = ['done', 'already', 'gap'] as const;
/** `already`: it, or something newer, was done before. `gap`: the partial is not what it should be here. */
export type ChangeResult = (typeof changeResults)[number];
