"""A tag for parts of pages that are the same for everybody (docs/decisions/0022)."""

from django.template import Context, Library, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token
from django.template.loader_tags import BlockNode
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = Library()


class KeptNode(Node):
    """Keeps what it showed as long as its template is loaded, for each language and value.

    It costs a look into a dictionary. Django's `{% cache %}` also makes a hash of the values, takes
    a lock and unpickles the text, which is a tenth of the time of a small page.
    """

    # A page looks for its blocks in all nodes of the frame; there are none in here.
    child_nodelists = ()

    def __init__(self, nodelist: NodeList, values: list[FilterExpression]) -> None:
        self.nodelist, self.values = nodelist, values
        self._kept: dict[tuple[object, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        key = (get_language(), *(each.resolve(context) for each in self.values))
        text = self._kept.get(key)
        if text is None:
            text = self._kept[key] = self.nodelist.render(context)
        return text


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """Render all up to `{% endkept %}` once for each language and each of these values.

    A value may only be one of few, as nothing that is kept is dropped. Raises TemplateSyntaxError
    for a block in it.
    """
    values = [parser.compile_filter(each) for each in token.split_contents()[1:]]
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    if nodelist.get_nodes_by_type(BlockNode):
        raise TemplateSyntaxError("What is kept is the same on every page: it has no block.")
    return KeptNode(nodelist, values)
