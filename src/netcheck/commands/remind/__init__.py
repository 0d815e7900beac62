"""`netcheck remind`: what is due, and the reminder of it in the machine's scheduler, one verb a file."""

from netcheck.commands.remind.digest import digest
from netcheck.commands.remind.off import off
from netcheck.commands.remind.on import on
from netcheck.commands.remind.pause import pause
from netcheck.commands.remind.status import status
from netcheck.commands.tree import application

app = application()
app.callback(invoke_without_command=True)(digest)
app.command("pause")(pause)
app.command("on")(on)
app.command("off")(off)
app.command("status")(status)
