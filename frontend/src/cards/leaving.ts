/** Escape leaves what is being written inside a card, and the card itself stays open. */
export function onEscape(leave: () => unknown): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    void leave();
  };
}
