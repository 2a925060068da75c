// A model says about four characters at a time; of long texts more, as so many frames would only cost time.
const shortest = 4;
const most = 24;

/** A text in the pieces in which a model streams it. No letter is split, and no word in letters of ASCII: markers are. */
export function spokenPieces(text: string): string[] {
  const size = Math.max(shortest, Math.ceil(text.length / most));
  const pieces: string[] = [];
  let piece = '';
  for (const [part] of text.matchAll(/[A-Za-z0-9]+|[^A-Za-z0-9]/gu)) {
    piece += part;
    if (piece.length < size) continue;
    pieces.push(piece);
    piece = '';
  }
  return piece === '' ? pieces : [...pieces, piece];
}
