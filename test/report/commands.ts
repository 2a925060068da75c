export interface Command {
  readonly command: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

const unescaped = (text: string, property = false) => {
  const data = text.replaceAll('%0D', '\r').replaceAll('%0A', '\n');
  return (property ? data.replaceAll('%3A', ':').replaceAll('%2C', ',') : data).replaceAll('%25', '%');
};

/** The commands in a log, read as the runner of GitHub reads them; of its older form it looks anywhere in a line. */
export function commands(log: string): Command[] {
  return log.split(/\r\n|\r|\n/).flatMap((line) => {
    const found = /^\s*::([^\s:]+)(?: (.*?))?::(.*)$/.exec(line);
    if (!found) return line.includes('##[') ? [{ command: 'older form', properties: {}, data: line }] : [];
    const [, command, properties = '', data] = found;
    const pairs = properties
      .split(',')
      .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]);
    const read = Object.fromEntries(pairs.map(([name, value]) => [name, unescaped(value!, true)]));
    return [{ command: command!, properties: read, data: unescaped(data!) }];
  });
}
