import { Parser } from 'saxen';

export interface XmlListener {
  /** Names come without their prefix: programs choose it freely. */
  open(name: string, attribute: (name: string) => string | undefined): void;
  close(name: string): void;
  text(text: string): void;
}

export interface XmlReader {
  /** @returns false once the document has turned out not to be well-formed, or to declare a type of its own */
  write(xml: string): boolean;
  /** @returns whether the document was complete and well-formed */
  end(): boolean;
}

// No cell and no tag is longer; past it the parser would look through the same text again with every piece.
const MAX_TOKEN_CHARS = 1 << 20;

const local = (name: string) => (name.includes(':') ? name.slice(name.indexOf(':') + 1) : name);

/** Reads XML in pieces that may end anywhere. Entities beyond XML's own five and character numbers stay as written. */
export function createXmlReader(listener: XmlListener): XmlReader {
  let isFine = true;
  let pendingChars = 0;
  const fail = () => {
    isFine = false;
  };
  const parser = new Parser();
  parser.on('openTag', (name, attributes, decode) => {
    pendingChars = 0;
    // Looked at only when asked for: most tags have none that matter.
    let found: Readonly<Record<string, string>> | undefined;
    listener.open(local(name), (wanted) => {
      found ??= attributes();
      const value = found[wanted];
      return value === undefined ? undefined : decode(value);
    });
  });
  parser.on('closeTag', (name) => {
    pendingChars = 0;
    listener.close(local(name));
  });
  parser.on('text', (text, decode) => listener.text(text.includes('&') ? decode(text) : text));
  parser.on('cdata', (text) => listener.text(text));
  // A document type could define entities that grow; no workbook has one.
  parser.on('attention', (text) => {
    if (/^<!DOCTYPE/i.test(text)) fail();
  });
  parser.on('error', fail);
  return {
    write(xml) {
      if (!isFine) return false;
      pendingChars += xml.length;
      parser.write(xml);
      if (pendingChars > MAX_TOKEN_CHARS + xml.length) fail();
      return isFine;
    },
    end() {
      if (!isFine) return false;
      return !parser.end() && isFine;
    },
  };
}
