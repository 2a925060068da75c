import { xml } from './xml.ts';

// Of the letters of a plain sans-serif font at 11 px: the text is drawn exactly as wide as it is thought to be.
const letter = 6.6;
const height = 20;
const margin = 7;

/** A small picture for a README: what is judged, and what came of it. An SVG that refers to nothing and runs nothing. */
export function badge(label: string, said: string, colour: 'green' | 'red'): string {
  const [left, right] = [label, said].map((text) => ({
    text: xml(text),
    width: Math.ceil([...text].length * letter),
  })) as [Part, Part];
  const split = left.width + 2 * margin;
  const width = split + right.width + 2 * margin;
  const fill = colour === 'green' ? '#2c7a3f' : '#b3261e';
  const word = ({ text, width: length }: Part, x: number) =>
    `<text x="${x}" y="14" textLength="${length}" lengthAdjust="spacingAndGlyphs">${text}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" role="img" aria-label="${left.text}: ${right.text}"><title>${left.text}: ${right.text}</title><rect width="${width}" height="${height}" rx="3" fill="#444"/><path d="M${split} 0h${width - split - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H${split}z" fill="${fill}"/><g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">${word(left, margin)}${word(right, split + margin)}</g></svg>\n`;
}

interface Part {
  readonly text: string;
  readonly width: number;
}
