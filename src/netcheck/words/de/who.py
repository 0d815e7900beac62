"""What is said in German about whom a name means."""

from netcheck.words.shape.who import WhoWords

TEXTS = WhoWords(
    line="  {name}   schreib {form}   {last}",
    line_without_form="  {name}   {last}",
    last="zuletzt {day}",
    never="noch kein Eintrag",
    nearest="  Meintest du {names}?",
    how_to_create="  Neu anlegen: dieselbe Zeile mit --new",
    which="Wer ist mit {text} gemeint?",
    someone_new="Jemand Neues",
    nobody="Niemand davon",
    new_name="{text} ist neu. Voller Name, Enter für {text}, w: weglassen ›",
    circle="Kreis, wenn du magst (Tab) ›",
)
