"""`netcheck contact`: the people of the log, one verb a file."""

from netcheck.commands.contact.add import add
from netcheck.commands.contact.edit import edit
from netcheck.commands.contact.list import list_
from netcheck.commands.contact.merge import merge
from netcheck.commands.contact.remove import remove
from netcheck.commands.contact.show import show
from netcheck.commands.tree import application

app = application()
app.command("add")(add)
app.command("list")(list_)
app.command("show")(show)
app.command("edit")(edit)
app.command("merge")(merge)
app.command("remove")(remove)
