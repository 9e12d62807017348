-- For wrk: answers of officers in turn, as the script of the question's page sends them; no two in a row of one officer.
-- ANSWERS names a file of lines "path <tab> session <tab> options, with commas between".
local csrf = string.rep("a", 32)
local sent, turn = {}, 0

for line in io.lines(os.getenv("ANSWERS")) do
  local path, session, options = line:match("([^\t]+)\t([^\t]+)\t([^\t]+)")
  local keys = {}
  for key in options:gmatch("[^,]+") do keys[#keys + 1] = key end
  sent[#sent + 1] = { path = path, session = session, options = keys, number = 0 }
end

-- Every run is a page of its own, with sendings that are numbered.
math.randomseed(os.time())
local page = string.format("%08x%08x%016d", math.random(0, 2 ^ 31 - 1), math.random(0, 2 ^ 31 - 1), 0)

function request()
  turn = turn % #sent + 1
  local one = sent[turn]
  one.number = one.number + 1
  local body = "csrfmiddlewaretoken=" .. csrf .. "&key=" .. page .. "-" .. one.number .. "&token=" .. one.number
    .. "&answer=" .. one.options[one.number % #one.options + 1]
  return wrk.format("POST", one.path, {
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["Accept"] = "application/json",
    ["Accept-Encoding"] = "gzip",
    ["Cookie"] = "sessionid=" .. one.session .. "; csrftoken=" .. csrf,
  }, body)
end

function done(summary, latency)
  io.write(string.format("p50 %.3f p99 %.3f worst %.3f\n", latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    latency.max / 1000))
end
