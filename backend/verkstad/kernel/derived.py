"""What is made from the rest and can be made anew: it is never backed up."""

PREFIX = "index_"
_MEANS = ("index_card_words", "words_")


def is_derived(table: str) -> bool:
    """Tell whether a table is made from the others."""
    return table.startswith(PREFIX)


def is_own_means(name: str | None) -> bool:
    """Tell whether a table, column or index is a database's own means of finding, laid by a migration by hand."""
    return name is not None and name.startswith(_MEANS)
