-- The paths that wrk requests in rotation.
local paths = {
    "/v1/calendars/jalali/dates/2026-11-22",
    "/v1/calendars/Islamic%20Civil/dates/2026-11-22",
    "/v1/convert?from=jalali&to=milankovic&date=1405-09-01",
    "/v1/calendars/julian",
    "/v1/calendars",
}

local index = 0

function request()
    index = index % #paths + 1
    return wrk.format("GET", paths[index])
end
