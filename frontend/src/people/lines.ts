/** Reads pasted lines of people: "Namn, e-post", also out of a spreadsheet or an address book. */

export type NewPerson = { name: string; email: string; title?: string; unit?: string };
export type Reading = {
  people: NewPerson[];
  /** Line numbers that hold no name and address. */
  wrong: number[];
  /** Addresses that stand twice. */
  twice: { line: number; email: string }[];
};

const address = /^[^@\s]+@[^@\s]+$/;

export function readLines(text: string): Reading {
  const reading: Reading = { people: [], wrong: [], twice: [] };
  const seen = new Set<string>();
  text.split(/\r?\n/).forEach((written, i) => {
    if (!written.trim()) return;
    const person = readLine(written);
    if (!person) reading.wrong.push(i + 1);
    else if (seen.has(person.email)) reading.twice.push({ line: i + 1, email: person.email });
    else {
      seen.add(person.email);
      reading.people.push(person);
    }
  });
  return reading;
}

function readLine(written: string): NewPerson | null {
  const bracketed = /^(?<name>[^<]+)<(?<email>[^>]+)>$/.exec(written.trim())?.groups;
  const parts = bracketed
    ? [bracketed['name'] ?? '', bracketed['email'] ?? '']
    : written.split(written.includes('\t') ? '\t' : written.includes(';') ? ';' : ',');
  const [name = '', email = '', title = '', unit = ''] = parts.map((part) =>
    part.trim().replace(/^"|"$/g, '').trim(),
  );
  if (!name || !address.test(email)) return null;
  return { name, email: email.toLowerCase(), ...(title && { title }), ...(unit && { unit }) };
}
