"""`netcheck remind`: what is due, and the reminder of it in the machine's scheduler, one verb a file."""

from netcheck.commands.remind.off import off
from netcheck.commands.remind.on import on
from netcheck.commands.remind.status import status
from netcheck.commands.tree import application

app = application()


@app.callback()
def remind() -> None:
    """Hold the verbs together."""


app.command("on")(on)
app.command("off")(off)
app.command("status")(status)
