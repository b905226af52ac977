-- Paths of all kinds in rotation. One request of a hundred asks the server to close the connection.
local paths = {
    "/v1/calendars/jalali/dates/2026-11-22",
    "/v1/calendars/nowhere/dates/2026-11-22",
    "/v1/convert?from=jalali&to=milankovic&date=1405-09-01",
    "/v1/convert?from=jalali&to=milankovic&date=1405-12-30",
    "/v1/calendars/persian/dates/2026-11-25?locale=fa&style=full",
    "/v1/calendars/hebrew/names?locale=de",
    "/healthz",
    "/a/path/that/does/not/exist",
}

local index = 0

function request()
    index = index + 1
    local headers = {}
    if index % 100 == 0 then headers["Connection"] = "close" end
    return wrk.format("GET", paths[index % #paths + 1], headers)
end
