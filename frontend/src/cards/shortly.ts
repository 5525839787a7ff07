/** The beginning of a text, for a sentence about it. */
export function shortly(text: string, most = 60): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}
