"""docs/everything.schema.json, for programs that read the file of everything."""

from exchange.management.commands.everything_schema import PLACE, schema_text


def test_schema_in_docs_is_that_of_the_models():
    assert PLACE.read_text() == schema_text(), "write it anew: ./bh manage everything_schema"
