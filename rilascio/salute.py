"""Health check of the web container: exit 0 when the address given answers 200. The image has no curl."""

import sys
import urllib.request


request = urllib.request.Request(sys.argv[1], headers={"X-Forwarded-Proto": "https", "Host": "localhost"})
with urllib.request.urlopen(request, timeout=4) as response:
    sys.exit(response.status != 200)
