"""What is said in English about whom a name means."""

from netcheck.words.shape.who import WhoWords

TEXTS = WhoWords(
    line="  {name}   write {form}   {last}",
    line_without_form="  {name}   {last}",
    last="last {day}",
    never="no entry yet",
    nearest="  Did you mean {names}?",
    how_to_create="  To add someone new: the same line with --new",
    which="Who is meant by {text}?",
    someone_new="Someone new",
    nobody="None of these",
    new_name="{text} is new. Full name, Enter for {text}, s: skip ›",
    circle="Circle, if you like (Tab) ›",
)
