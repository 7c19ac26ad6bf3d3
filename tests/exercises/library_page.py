"""What the library's page says, read from its answer."""

import re


def names(response):
    found = re.findall(r"<h3><a [^>]*>([^<]+)</a>", response.content.decode())
    return [name.replace("&#x27;", "'") for name in found]


def text(response):
    return response.content.decode()
