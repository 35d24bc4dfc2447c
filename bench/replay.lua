-- wrk: replays the prepared requests of a file, from the given one on, and prints the slice as one JSON line.
local requests, following = {}, 0

function init(args)
  local file = assert(io.open(args[1], 'rb'))
  for line in file:lines() do requests[#requests + 1] = file:read(tonumber(line)) end
  file:close()
  following = tonumber(args[2])
end

function request()
  following = following % #requests + 1
  return requests[following]
end

function done(summary, latency)
  local e = summary.errors
  print(string.format('{"requests":%d,"seconds":%.6f,"errors":%d,"p50Micros":%d,"p99Micros":%d}',
    summary.requests, summary.duration / 1e6, e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50), latency:percentile(99)))
end
